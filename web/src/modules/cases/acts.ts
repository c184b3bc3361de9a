// The acts of staff on a case: what each asks for, what it needs before it may be saved, and whether it can be undone.
// The form of every act is drawn from here; only the correction notice has a form of its own.
import type { Action, CaseView, EndpointName } from '@/core/types';

export type FieldKind = 'text' | 'area' | 'date' | 'number' | 'choice' | 'check' | 'colleague';
export type Values = Record<string, string>;

export interface ActField {
  name: string;
  kind: FieldKind;
  label: string; // a key of the locale files
  required?: boolean | ((values: Values) => boolean);
  shown?: (values: Values) => boolean;
  options?: (view: CaseView) => { value: string; label?: string; text?: string; away_until?: string; deputy_name?: string }[];
  initial?: (view: CaseView) => string;
  initialKey?: string; // of a text to begin with
  maxlength?: number;
}

export interface ActSpec {
  action: Action;
  endpoint: EndpointName;
  tone: 'main' | 'plain' | 'grave';
  final: boolean; // cannot be undone: the form asks for a second look
  fields: ActField[];
  input?: (values: Values) => Record<string, unknown>;
}

const area = (name: string, label: string, required: ActField['required'] = true, maxlength = 2000): ActField => ({ name, kind: 'area', label, required, maxlength });
const text = (name: string, label: string, required: ActField['required'] = true, maxlength = 200): ActField => ({ name, kind: 'text', label, required, maxlength });
const date = (name: string, label: string, required: ActField['required'] = false): ActField => ({ name, kind: 'date', label, required });
const remedies: ActField = { ...area('remedies', 'act.remedies', true, 1000), initialKey: 'act.remedies_text' };
const staff: ActField = {
  name: 'assignee_account_id',
  kind: 'choice',
  label: 'act.assignee',
  required: true,
  options: (view) => view.staff.map((person) => ({ value: person.account_id, text: person.name, label: `role.${person.role}`, away_until: person.away_until, deputy_name: person.deputy_name })),
};
const colleague: ActField = { name: 'colleague_account_id', kind: 'colleague', label: 'act.colleague', required: true };
const asked = (signer: boolean): ActField => ({
  name: 'colleague_account_id',
  kind: 'choice',
  label: 'act.colleague',
  required: true,
  options: (view) => view.questions.filter((question) => question.signer === signer).map((question) => ({ value: question.account_id, text: question.name })),
});
// Which opinions a stage may give (cases/model: after_opinion).
const kOpinions: Partial<Record<string, string[]>> = {
  window_clerk: ['forward'],
  reviewer: ['agree', 'disagree', 'return_to_clerk'],
  approver: ['return_to_reviewer', 'return_to_clerk'],
};

export const acts: ActSpec[] = [
  {
    action: 'pre_review', endpoint: 'cases.pre_review', tone: 'main', final: false,
    fields: [
      { name: 'outcome', kind: 'choice', label: 'act.outcome', required: true, options: () => ['passed', 'revise'].map((value) => ({ value, label: `fact.outcome.${value}` })) },
      area('note', 'act.revise_note', (values) => values.outcome === 'revise'),
    ],
  },
  { action: 'receive', endpoint: 'cases.receive', tone: 'main', final: false, fields: [] },
  { action: 'accept', endpoint: 'cases.accept', tone: 'main', final: true, fields: [area('note', 'act.note', false, 1000)] },
  { action: 'correct', endpoint: 'cases.correct', tone: 'plain', final: true, fields: [] },
  {
    action: 'refuse', endpoint: 'cases.refuse', tone: 'grave', final: true,
    fields: [area('reason', 'act.reason'), area('basis', 'act.basis', true, 1000), remedies, text('competent_organ', 'act.competent_organ', false)],
  },
  { action: 'claim', endpoint: 'cases.claim', tone: 'main', final: false, fields: [] },
  {
    action: 'review', endpoint: 'cases.review', tone: 'main', final: false,
    fields: [
      { name: 'opinion', kind: 'choice', label: 'act.opinion', required: true, options: (view) => (kOpinions[view.summary.waiting_for] ?? ['agree', 'disagree', 'return_to_clerk']).map((value) => ({ value, label: `fact.opinion.${value}` })) },
      area('note', 'act.opinion_note', (values) => values.opinion !== 'agree' && values.opinion !== 'forward'),
    ],
  },
  {
    action: 'grant', endpoint: 'cases.decide', tone: 'main', final: true,
    fields: [area('grounds', 'act.grounds', true, 4000), area('basis', 'act.basis'), area('conditions', 'act.conditions', false, 1000)],
    input: (values) => ({ ...values, outcome: 'granted', remedies: '' }),
  },
  {
    action: 'deny', endpoint: 'cases.decide', tone: 'grave', final: true,
    fields: [area('grounds', 'act.grounds', true, 4000), area('basis', 'act.basis'), remedies],
    input: (values) => ({ ...values, outcome: 'denied', conditions: '' }),
  },
  {
    action: 'issue', endpoint: 'cases.issue', tone: 'main', final: false,
    fields: [
      { ...text('result_name', 'result.name'), initial: (view) => view.summary.item.item_name },
      text('result_number', 'result.number', true, 100),
      date('valid_from', 'act.valid_from'), date('valid_to', 'act.valid_to'),
    ],
    input: (values) => ({ ...values, valid_from: values.valid_from || null, valid_to: values.valid_to || null, file_id: null }),
  },
  {
    action: 'deliver', endpoint: 'cases.deliver', tone: 'main', final: false,
    fields: [
      { name: 'form', kind: 'choice', label: 'act.delivery_form', required: true, options: () => ['window', 'express', 'electronic'].map((value) => ({ value, label: `delivery.${value}` })), initial: (view) => view.applicant.delivery_form || 'window' },
      text('recipient', 'act.recipient', (values) => values.form === 'window', 60),
      { ...text('express_number', 'act.express_number', (values) => values.form === 'express', 60), shown: (values) => values.form === 'express' },
      area('note', 'act.note', false, 500),
    ],
  },
  { action: 'archive', endpoint: 'cases.archive', tone: 'main', final: true, fields: [] },
  {
    action: 'suspend', endpoint: 'cases.suspend', tone: 'plain', final: false,
    fields: [
      { name: 'procedure_kind', kind: 'choice', label: 'act.procedure', required: true, options: (view) => view.special_procedures.map((choice) => ({ value: choice.procedure_kind, text: choice.procedure_name })) },
      area('reason', 'act.reason'), area('basis', 'act.basis', true, 1000), date('planned_end', 'act.planned_end', true),
    ],
  },
  { action: 'resume', endpoint: 'cases.resume', tone: 'main', final: false, fields: [area('result', 'act.procedure_result')] },
  {
    action: 'extend', endpoint: 'cases.extend', tone: 'plain', final: true,
    fields: [{ name: 'days', kind: 'number', label: 'act.days', required: true }, area('reason', 'act.reason')],
    input: (values) => ({ ...values, days: Number(values.days) }),
  },
  { action: 'assign', endpoint: 'cases.assign', tone: 'plain', final: false, fields: [staff, area('note', 'act.note', false, 500)] },
  {
    action: 'hand_over', endpoint: 'cases.hand_over', tone: 'plain', final: false,
    fields: [staff, area('note', 'act.note', false, 500), { name: 'with_responsibility', kind: 'check', label: 'act.with_responsibility' }],
    input: (values) => ({ ...values, with_responsibility: values.with_responsibility === 'true' }),
  },
  {
    action: 'advise', endpoint: 'cases.advise', tone: 'main', final: false,
    fields: [
      { name: 'advice', kind: 'choice', label: 'act.opinion', required: true, options: () => ['agree', 'disagree'].map((value) => ({ value, label: `fact.advice.${value}` })) },
      area('note', 'act.opinion_note'),
    ],
  },
  { action: 'delegate', endpoint: 'cases.delegate', tone: 'plain', final: false, fields: [colleague, area('note', 'act.question', true, 1000)] },
  { action: 'take_back', endpoint: 'cases.take_back', tone: 'plain', final: false, fields: [asked(false), area('note', 'act.note', false, 500)] },
  { action: 'add_signer', endpoint: 'cases.add_signer', tone: 'plain', final: false, fields: [colleague, area('note', 'act.question', true, 1000)] },
  { action: 'remove_signer', endpoint: 'cases.remove_signer', tone: 'plain', final: false, fields: [asked(true), area('note', 'act.note', false, 500)] },
  { action: 'urge', endpoint: 'cases.urge', tone: 'plain', final: false, fields: [area('note', 'act.note', false, 500)] },
  { action: 'terminate', endpoint: 'cases.terminate', tone: 'grave', final: true, fields: [area('reason', 'act.reason'), area('basis', 'act.basis', true, 1000)] },
  { action: 'transfer', endpoint: 'cases.transfer', tone: 'grave', final: true, fields: [text('to_organ', 'act.to_organ'), area('reason', 'act.reason'), area('basis', 'act.basis', true, 1000)] },
];

export function actsFor(allowed: Action[]): ActSpec[] {
  return acts.filter((spec) => allowed.includes(spec.action));
}

export const isRequired = (field: ActField, values: Values): boolean =>
  typeof field.required === 'function' ? field.required(values) : Boolean(field.required);

export function missingFields(spec: ActSpec, values: Values): ActField[] {
  return spec.fields.filter((field) => (field.shown?.(values) ?? true) && isRequired(field, values) && !values[field.name]?.trim());
}

// The body of the request: trimmed values, without empty ones that are optional choices.
export function inputOf(spec: ActSpec, values: Values): Record<string, unknown> {
  const trimmed = Object.fromEntries(spec.fields.map((field) => [field.name, (values[field.name] ?? '').trim()])) as Values;
  const input = spec.input ? spec.input(trimmed) : { ...trimmed };
  if (spec.action === 'refuse' && !input.competent_organ) input.competent_organ = null;
  return input;
}
