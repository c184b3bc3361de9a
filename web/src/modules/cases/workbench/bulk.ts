// The same act for many cases: each is an act of its own with its own result, and one that fails stops no other. Only acts
// that say nothing on the merits are here; opinions and decisions are given case by case.
import type { Action, CaseSummary, EndpointName, Role } from '@/core/types';
import { call } from '@/core/api';
import { asProblem, type Problem } from '@/core/problem';
import { ActKeys } from '@/core/use_act';

import { isFinal } from '../status';

export interface BulkAct {
  action: Action;
  endpoint: EndpointName;
  roles: Role[];
  asks?: 'assignee' | 'note';
  fits: (summary: CaseSummary) => boolean; // by what the list knows; the server has the last word
}

const withStaff = (summary: CaseSummary) => !isFinal(summary.status) && summary.status !== 'draft' && summary.waiting_for !== 'applicant' && summary.waiting_for !== 'none';

export const bulkActs: BulkAct[] = [
  { action: 'receive', endpoint: 'cases.receive', roles: ['window_clerk'], fits: (summary) => summary.status === 'submitted' && withStaff(summary) },
  { action: 'claim', endpoint: 'cases.claim', roles: ['window_clerk', 'reviewer', 'approver'], fits: (summary) => withStaff(summary) && summary.assignee_account_id === null && !['granted', 'denied', 'issued', 'suspended'].includes(summary.status) },
  { action: 'assign', endpoint: 'cases.assign', roles: ['department_head'], asks: 'assignee', fits: (summary) => withStaff(summary) && !['granted', 'denied', 'issued'].includes(summary.status) },
  { action: 'archive', endpoint: 'cases.archive', roles: ['window_clerk', 'reviewer', 'department_head'], fits: (summary) => summary.status === 'delivered' },
  { action: 'urge', endpoint: 'cases.urge', roles: ['department_head', 'supervisor'], asks: 'note', fits: (summary) => withStaff(summary) && summary.status !== 'suspended' },
];

export const bulkActsOf = (hasRole: (...roles: Role[]) => boolean): BulkAct[] => bulkActs.filter((act) => hasRole(...act.roles));

export type RowState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped' | 'stopped';
export interface BulkRow {
  summary: CaseSummary;
  state: RowState;
  problem: Problem | null;
}

export const rowsFor = (act: BulkAct, cases: CaseSummary[]): BulkRow[] => cases.map((summary) => ({ summary, state: act.fits(summary) ? 'waiting' : 'skipped', problem: null }));

export interface BulkValues {
  assignee_account_id: string;
  note: string;
}

function inputOf(act: BulkAct, summary: CaseSummary, values: BulkValues): Record<string, unknown> {
  const input: Record<string, unknown> = { case_id: summary.case_id };
  // Whoever is urged need not stand still meanwhile; all else is refused when the case is no longer as it was seen.
  if (act.action !== 'urge') input.expected_version = summary.version;
  if (act.asks === 'assignee') Object.assign(input, { assignee_account_id: values.assignee_account_id, note: values.note });
  if (act.asks === 'note') input.note = values.note;
  return input;
}

// Its key is kept until it is done: whoever runs the rest again after a lost answer does nothing twice.
async function send(act: BulkAct, summary: CaseSummary, values: BulkValues): Promise<void> {
  const input = inputOf(act, summary, values);
  const keys = new ActKeys(`bulk.${act.action}.${summary.case_id}`);
  await call(act.endpoint, input as never, { idempotencyKey: keys.keyFor([act.endpoint, input]) });
  keys.done();
}

// One after the other; `rows` tells how far it is. Rows that are done are passed over, so that the rest can be run again.
export async function runBulk(act: BulkAct, rows: BulkRow[], values: BulkValues, stopped: () => boolean = () => false, sender = send): Promise<void> {
  for (const row of rows) {
    if (row.state === 'done' || row.state === 'skipped') continue;
    if (stopped()) {
      row.state = 'stopped';
      continue;
    }
    row.state = 'running';
    row.problem = null;
    try {
      await sender(act, row.summary, values);
      row.state = 'done';
    } catch (error) {
      row.problem = asProblem(error);
      row.state = 'failed';
    }
  }
}

export const countOf = (rows: BulkRow[], ...states: RowState[]): number => rows.filter((row) => states.includes(row.state)).length;
