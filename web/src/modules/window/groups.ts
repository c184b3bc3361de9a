// What can be done for the person who is present, the most pressing first: results to take along, what they owe, what
// was begun, what runs.
import type { WindowCase } from '@/core/types';
import { isFinal } from '@/modules/cases/status';

export const kGroups = ['to_fetch', 'to_answer', 'to_supplement', 'at_window', 'drafts', 'running', 'ended'] as const;
export type Group = (typeof kGroups)[number];

export function groupOf(entry: WindowCase): Group {
  const { summary, allowed, awaited } = entry;
  if (allowed.includes('deliver')) return 'to_fetch';
  if (summary.status === 'draft') return 'drafts';
  if (summary.waiting_for === 'applicant') return 'to_answer';
  if (awaited.length) return 'to_supplement';
  if (isFinal(summary.status)) return 'ended';
  return allowed.includes('accept') ? 'at_window' : 'running';
}

export function grouped(cases: readonly WindowCase[]): { group: Group; cases: WindowCase[] }[] {
  return kGroups.map((group) => ({ group, cases: cases.filter((entry) => groupOf(entry) === group) })).filter((entry) => entry.cases.length > 0);
}

// Where the clerk goes on with a case.
export function placeOf(entry: WindowCase): { name: string; params: Record<string, string> } {
  const { case_id } = entry.summary;
  const { allowed } = entry;
  if (allowed.includes('deliver')) return { name: 'window_hand_out', params: { case_id } };
  if (allowed.includes('edit')) return { name: 'window_case', params: { case_id, step: 'form' } };
  if (allowed.includes('accept') || allowed.includes('receive')) return { name: 'window_case', params: { case_id, step: 'decide' } };
  return { name: 'staff_case', params: { case_id } };
}
