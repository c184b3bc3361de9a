import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Problem } from '@/core/problem';

import { DraftSave } from './draft_save';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('keeping a draft', () => {
  it('saves once after a pause, against the revision that was read, and goes on from the new one', async () => {
    const save = vi.fn(async (revision: number) => ({ revision: revision + 1 }));
    const seen: number[] = [];
    const draft = new DraftSave(save, (answer) => seen.push(answer.revision), 4);
    draft.change({ a: 1 });
    draft.change({ a: 2 });
    await vi.runAllTimersAsync();
    draft.change({ a: 3 });
    await vi.runAllTimersAsync();
    expect(save.mock.calls).toEqual([
      [4, { a: 2 }],
      [5, { a: 3 }],
    ]);
    expect(seen).toEqual([5, 6]);
    expect(draft.pending).toBe(false);
  });
  it('overwrites nothing that somebody else saved, until the editor has chosen', async () => {
    const save = vi.fn(async (revision: number) => {
      if (revision < 9) throw new Problem({ status: 412, key: 'catalog.stale_draft' });
      return { revision: revision + 1 };
    });
    const draft = new DraftSave(save, () => {}, 4);
    draft.change({ a: 1 });
    await vi.runAllTimersAsync();
    expect(draft.status.state).toBe('conflict');
    draft.change({ a: 2 });
    await vi.runAllTimersAsync();
    expect(save).toHaveBeenCalledTimes(1);
    expect(await draft.keepMine(9)).toBe(true);
    expect(save).toHaveBeenLastCalledWith(9, { a: 2 });
  });
  it('keeps what could not be sent', async () => {
    const save = vi.fn().mockRejectedValueOnce(new Problem({})).mockResolvedValueOnce({ revision: 2 });
    const draft = new DraftSave(save as never, () => {}, 1);
    draft.change({ a: 1 });
    await vi.runAllTimersAsync();
    expect(draft.status.state).toBe('failed');
    expect(await draft.flush()).toBe(true);
  });
});
