// All elements of a service in the groups in which editors fill them. The names are those of the content (item_content.h),
// the labels stand in the locale file under `element.` and `element_list.`, the code sets in the dictionary.
export type ElementKind = 'text' | 'long' | 'date' | 'number' | 'count' | 'yes_no' | 'maybe' | 'code' | 'codes' | 'texts' | 'limit' | 'materials' | 'rows';

export interface Element {
  path: string; // "basic.item_name"; within rows the name alone
  kind: ElementKind;
  code_set?: string;
  rows?: Element[];
  naming?: string; // of rows: the member that names a row
  key?: { name: string; letter: string }; // of rows: a key of their own, given when a row is added
}

export interface ElementGroup {
  key: string;
  elements: Element[];
}

const text = (...paths: string[]): Element[] => paths.map((path) => ({ path, kind: 'text' }));
const long = (...paths: string[]): Element[] => paths.map((path) => ({ path, kind: 'long' }));
const yes_no = (...paths: string[]): Element[] => paths.map((path) => ({ path, kind: 'yes_no' }));
const date = (...paths: string[]): Element[] => paths.map((path) => ({ path, kind: 'date' }));
const code = (path: string, code_set: string): Element => ({ path, kind: 'code', code_set });
const codes = (path: string, code_set: string): Element => ({ path, kind: 'codes', code_set });
const number = (path: string): Element => ({ path, kind: 'number' });
const limit = (path: string): Element => ({ path, kind: 'limit' });
const texts = (path: string): Element => ({ path, kind: 'texts' });

const kLegalBasis: Element[] = [...text('law', 'article', 'document_number'), ...date('version_date'), ...long('text'), ...yes_no('verified')];
const kMaterial: Element[] = [
  ...text('material_name'),
  code('necessity', 'material_necessity'),
  code('material_type', 'material_type'),
  code('material_format', 'material_format'),
  code('source_type', 'material_source'),
  ...text('source_explanation', 'issuing_organ', 'licence_type'),
  ...yes_no('exempt_by_licence', 'tolerable', 'promise_replaceable'),
  number('originals'),
  number('copies'),
  ...text('page_format'),
  ...long('fill_explanation', 'accept_standard', 'by_law'),
  ...text('blank_form', 'sample_form', 'at_step', 'remark'),
];
const kFee: Element[] = [...text('fee_name'), ...long('fee_standard'), number('amount_fen'), ...long('by_law'), ...yes_no('reducible'), ...long('reduction_basis'), ...text('remark')];
const kStep: Element[] = [...text('step_name'), code('stage', 'step_stage'), ...text('role'), limit('limit'), ...long('standard'), ...text('outcome')];
const kProcedure: Element[] = [code('procedure_kind', 'special_procedure'), ...text('procedure_name'), limit('limit'), ...yes_no('excluded_from_limit'), ...long('by_law'), ...text('note')];
const kOption: Element[] = [...text('label'), { path: 'materials_added', kind: 'materials' }, { path: 'materials_dropped', kind: 'materials' }, texts('conditions'), ...text('note')];
const kScenario: Element[] = [...text('question'), ...yes_no('multiple'), { path: 'options', kind: 'rows', rows: kOption, naming: 'label', key: { name: 'option_key', letter: 'o' } }];

export const kGroups: ElementGroup[] = [
  { key: 'naming', elements: [...text('basic.item_name'), texts('basic.aliases'), code('basic.item_type', 'item_type'), code('basic.use_level', 'use_level'), code('basic.power_source', 'power_source'), code('basic.implementer_nature', 'implementer_nature'), ...text('basic.entrust_name'), code('basic.handling_type', 'handling_type'), ...date('basic.effective_from', 'basic.effective_to')] },
  { key: 'limits', elements: [limit('basic.legal_limit'), limit('basic.promised_limit'), ...long('basic.quantity_limit')] },
  { key: 'law', elements: [{ path: 'basic.legal_basis', kind: 'rows', rows: kLegalBasis, naming: 'law' }] },
  { key: 'who', elements: [codes('basic.service_objects', 'service_object'), texts('basic.conditions')] },
  { key: 'where', elements: [codes('basic.handling_forms', 'handling_form'), { path: 'basic.trips', kind: 'count' }, ...long('basic.trips_reason'), ...text('basic.address', 'basic.office_hours', 'basic.consult_phone', 'basic.supervise_phone'), ...yes_no('extension.in_service_center'), ...text('extension.not_in_center_reason'), ...yes_no('extension.is_one_window', 'extension.is_agent_allowed', 'extension.is_appointment', 'extension.is_self_service', 'extension.is_remote_application', 'extension.is_video'), code('extension.cross_region_scope', 'cross_region_scope'), code('extension.cross_region_mode', 'cross_region_mode'), ...text('extension.town_code', 'extension.village_code')] },
  { key: 'online', elements: [...yes_no('extension.is_online'), codes('extension.online_depth', 'online_depth'), code('extension.online_level', 'online_level'), number('extension.min_assurance_level'), ...yes_no('extension.is_pay_online', 'extension.is_express', 'basic.single_login'), ...text('basic.online_url', 'basic.mobile_url', 'extension.progress_channel', 'extension.business_system')] },
  { key: 'materials', elements: [{ path: 'materials', kind: 'rows', rows: kMaterial, naming: 'material_name', key: { name: 'material_key', letter: 'm' } }] },
  { key: 'scenarios', elements: [{ path: 'scenarios', kind: 'rows', rows: kScenario, naming: 'question', key: { name: 'question_key', letter: 'q' } }] },
  { key: 'flow', elements: [code('extension.review_type', 'review_type'), code('extension.approval_form', 'approval_form'), { path: 'flow', kind: 'rows', rows: kStep, naming: 'step_name' }, { path: 'special_procedures', kind: 'rows', rows: kProcedure, naming: 'procedure_name' }, texts('extension.joint_departments'), ...text('extension.intermediary_service', 'extension.intermediary_basis')] },
  { key: 'fees', elements: [{ path: 'basic.is_fee', kind: 'maybe' }, ...long('basic.fee_basis'), { path: 'fees', kind: 'rows', rows: kFee, naming: 'fee_name' }] },
  { key: 'result', elements: [codes('extension.result_types', 'result_type'), ...text('extension.result_name', 'extension.result_sample', 'extension.result_validity'), ...yes_no('extension.is_electronic_licence'), ...text('extension.licence_type'), codes('extension.delivery_forms', 'delivery_form')] },
  { key: 'promise', elements: [...yes_no('extension.is_inform_promise'), ...long('extension.inform_promise_explanation', 'extension.inform_promise_text'), ...yes_no('extension.is_tolerant'), number('extension.tolerant_days')] },
  { key: 'licence', elements: [...text('extension.permit_kind'), ...long('extension.grant_conditions', 'extension.grant_basis', 'extension.procedure_basis', 'extension.licence_scope', 'extension.licence_renewal', 'extension.annual_check', 'extension.reconsideration', 'extension.litigation')] },
  { key: 'themes', elements: [codes('extension.person_themes', 'theme_person'), codes('extension.legal_themes', 'theme_legal'), texts('extension.life_events')] },
  { key: 'questions', elements: [{ path: 'questions', kind: 'rows', rows: [...text('question'), ...long('answer')], naming: 'question' }] },
  { key: 'form', elements: [] },
  { key: 'other', elements: [...yes_no('extension.is_secret'), ...long('extension.remark'), { path: 'sources', kind: 'rows', rows: [...text('source'), code('confidence', 'confidence'), ...text('element')], naming: 'source' }] },
];

export const pointerOf = (path: string): string => `/${path.replace(/\./g, '/')}`;

// The group that shows what a pointer is about: the longest path that the pointer begins with.
export function groupOf(pointer: string): string {
  if (/^\/form_(schema|layout)(\/|$)/.test(pointer)) return 'form';
  let best = { key: 'naming', length: 0 };
  for (const group of kGroups)
    for (const element of group.elements) {
      const own = pointerOf(element.path);
      if ((pointer === own || pointer.startsWith(`${own}/`)) && own.length > best.length) best = { key: group.key, length: own.length };
    }
  return best.key;
}

// An empty value of each kind, as the content has it where nothing is stated.
export function emptyOf(element: Element): unknown {
  switch (element.kind) {
    case 'yes_no':
      return false;
    case 'number':
      return 0;
    case 'count':
    case 'maybe':
      return null;
    case 'codes':
    case 'texts':
    case 'materials':
    case 'rows':
      return [];
    case 'limit':
      return { stated: false, amount: 0, unit: 'working_day', explanation: '' };
    default:
      return '';
  }
}
export function newRow(element: Element, present: Record<string, unknown>[]): Record<string, unknown> {
  const row = Object.fromEntries((element.rows ?? []).map((part) => [part.path, emptyOf(part)]));
  if (element.key) {
    const { name, letter } = element.key;
    const taken = new Set(present.map((other) => other[name]));
    let number = present.length + 1;
    while (taken.has(`${letter}${number}`)) number += 1;
    row[name] = `${letter}${number}`;
  }
  return row;
}
