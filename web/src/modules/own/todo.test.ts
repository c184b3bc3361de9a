import { describe, expect, it } from 'vitest';

import type { OwnTodo } from './types';

import { targetOf, toneOfTodo } from './todo';

const todo = (change: Partial<OwnTodo>): OwnTodo => ({ kind: 'draft', case_id: 'c', item_id: 'i', inquiry_id: null, number: '', title: '', department_name: '', detail: '', due_at: null, remaining_days: null, state: 'normal', ...change });

describe('a to-do', () => {
  it('leads to where it is done', () => {
    expect(targetOf(todo({ kind: 'correct' }))).toEqual({ name: 'apply', params: { case_id: 'c', step: 'form' } });
    expect(targetOf(todo({ kind: 'supplement' }))).toEqual({ name: 'case', params: { case_id: 'c' } });
    expect(targetOf(todo({ kind: 'renew' }))).toEqual({ name: 'guide', params: { item_id: 'i' } });
    expect(targetOf(todo({ kind: 'answered', inquiry_id: 'q' }))).toEqual({ name: 'inquiry', params: { inquiry_id: 'q' } });
  });
  it('looks as urgent as it is', () => {
    expect(toneOfTodo(todo({ kind: 'fetch' }))).toBe('good');
    expect(toneOfTodo(todo({ kind: 'correct', state: 'warning' }))).toBe('warn');
    expect(toneOfTodo(todo({ kind: 'renew', state: 'overdue' }))).toBe('bad');
  });
});
