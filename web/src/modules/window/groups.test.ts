import { describe, expect, it } from 'vitest';

import type { WindowCase } from '@/core/types';

import { grouped, groupOf, placeOf } from './groups';

const entry = (status: string, allowed: string[], more: object = {}, summary: object = {}) =>
  ({ summary: { case_id: `${status}1`, status, waiting_for: 'none', ...summary }, allowed, awaited: [], reply_due_at: '', result_name: '', ...more }) as unknown as WindowCase;

describe('what can be done for somebody at the window', () => {
  it('puts results to take along before everything else', () => {
    const list = grouped([entry('under_review', []), entry('draft', ['edit', 'submit']), entry('issued', ['deliver'])]);
    expect(list.map(({ group }) => group)).toEqual(['to_fetch', 'drafts', 'running']);
  });
  it('tells what the person owes from what the offices owe', () => {
    expect(groupOf(entry('correcting', ['resubmit'], {}, { waiting_for: 'applicant' }))).toBe('to_answer');
    expect(groupOf(entry('accepted', ['supplement'], { awaited: [{ material_key: 'm2' }] }))).toBe('to_supplement');
    expect(groupOf(entry('received', ['accept', 'correct']))).toBe('at_window');
    expect(groupOf(entry('withdrawn', []))).toBe('ended');
  });
  it('leads to the page where the clerk can go on', () => {
    expect(placeOf(entry('draft', ['edit'])).params.step).toBe('form');
    expect(placeOf(entry('received', ['accept'])).params.step).toBe('decide');
    expect(placeOf(entry('issued', ['deliver'])).name).toBe('window_hand_out');
    expect(placeOf(entry('under_review', [])).name).toBe('staff_case');
  });
});
