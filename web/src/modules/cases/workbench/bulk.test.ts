import { describe, expect, it, vi } from 'vitest';

import { Problem } from '@/core/problem';
import type { CaseSummary, Role } from '@/core/types';

import { bulkActs, bulkActsOf, countOf, rowsFor, runBulk } from './bulk';

const summary = (case_id: string, more: Partial<CaseSummary> = {}) =>
  ({ case_id, status: 'accepted', waiting_for: 'reviewer', assignee_account_id: null, version: 3, ...more }) as CaseSummary;
const act = (action: string) => bulkActs.find((entry) => entry.action === action)!;
const values = { assignee_account_id: 'a', note: '' };

describe('acts on many cases', () => {
  it('never decide anything on the merits', () => {
    expect(bulkActs.map((entry) => entry.action).sort()).toEqual(['archive', 'assign', 'claim', 'receive', 'urge']);
  });
  it('are offered to the posts that may', () => {
    const of = (role: Role) => bulkActsOf((...roles) => roles.includes(role)).map((entry) => entry.action);
    expect(of('reviewer')).toEqual(['claim', 'archive']);
    expect(of('supervisor')).toEqual(['urge']);
    expect(of('department_head')).toEqual(['assign', 'archive', 'urge']);
  });
  it('pass over what does not fit', async () => {
    const rows = rowsFor(act('claim'), [summary('1'), summary('2', { assignee_account_id: 'x' }), summary('3', { status: 'delivered' }), summary('4', { waiting_for: 'applicant' })]);
    const send = vi.fn(async () => {});
    await runBulk(act('claim'), rows, values, undefined, send);
    expect(send).toHaveBeenCalledTimes(1);
    expect(rows.map((row) => row.state)).toEqual(['done', 'skipped', 'skipped', 'skipped']);
  });
  it('go on when one fails, say why, and run only the rest again', async () => {
    const rows = rowsFor(act('receive'), ['1', '2', '3'].map((id) => summary(id, { status: 'submitted', waiting_for: 'window_clerk' })));
    const send = vi.fn(async (_: unknown, row: CaseSummary) => {
      if (row.case_id === '2') throw new Problem({ status: 412, key: 'cases.stale' });
    });
    await runBulk(act('receive'), rows, values, undefined, send);
    expect(rows.map((row) => row.state)).toEqual(['done', 'failed', 'done']);
    expect(rows[1]!.problem?.key).toBe('cases.stale');
    await runBulk(act('receive'), rows, values, undefined, async () => {});
    expect(countOf(rows, 'done')).toBe(3);
  });
  it('can be stopped between two cases', async () => {
    const rows = rowsFor(act('urge'), [summary('1'), summary('2')]);
    let stop = false;
    await runBulk(act('urge'), rows, values, () => stop, async () => {
      stop = true;
    });
    expect(rows.map((row) => row.state)).toEqual(['done', 'stopped']);
  });
});
