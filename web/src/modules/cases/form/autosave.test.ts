import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { SavedGroup } from '@/core/types';
import { Problem } from '@/core/problem';

import { Autosave, type Answers } from './autosave';

const saved = (group_version: number): SavedGroup => ({ case_id: '1', group_key: 'g', group_version, saved_at: '2026-11-20T10:00:00+08:00', findings: [] });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('autosave', () => {
  it('waits for a pause, then saves the last state once', async () => {
    const save = vi.fn(async () => saved(1));
    const group = new Autosave(save, 0, '', {});
    group.change({ name: '张' });
    group.change({ name: '张三' });
    expect(group.status.state).toBe('dirty');
    await vi.runAllTimersAsync();
    expect(save).toHaveBeenCalledTimes(1);
    expect(save).toHaveBeenCalledWith(0, { name: '张三' });
    expect(group.status).toMatchObject({ state: 'saved', version: 1 });
  });

  it('saves again what was typed while a save was on its way, with the new version', async () => {
    let finish: (value: SavedGroup) => void = () => {};
    const save = vi.fn((version: number, _: Answers) => (version === 0 ? new Promise<SavedGroup>((resolve) => (finish = resolve)) : Promise.resolve(saved(2))));
    const group = new Autosave(save, 0, '', {});
    group.change({ a: 1 });
    await vi.advanceTimersByTimeAsync(1000);
    group.change({ a: 2 });
    finish(saved(1));
    await vi.runAllTimersAsync();
    expect(save.mock.calls.map((entry) => entry[0])).toEqual([0, 1]);
    expect(group.status).toMatchObject({ state: 'saved', version: 2 });
  });

  it('does not save what did not change', async () => {
    const save = vi.fn(async () => saved(1));
    const group = new Autosave(save, 3, '', { a: 1 });
    group.change({ a: 1 });
    await vi.runAllTimersAsync();
    expect(save).not.toHaveBeenCalled();
    expect(group.status.state).toBe('clean');
  });

  it('overwrites nothing when the group was changed elsewhere, until the person has chosen', async () => {
    const save = vi.fn(async (version: number) => {
      if (version < 5) throw new Problem({ status: 412, key: 'cases.answers_stale' });
      return saved(6);
    });
    const group = new Autosave(save, 1, '', {});
    group.change({ a: 1 });
    await vi.runAllTimersAsync();
    expect(group.status.state).toBe('conflict');
    group.change({ a: 2 });
    await vi.runAllTimersAsync();
    expect(save).toHaveBeenCalledTimes(1);
    expect(await group.flush()).toBe(false);
    expect(await group.keepMine(5)).toBe(true);
    expect(save).toHaveBeenLastCalledWith(5, { a: 2 });
  });

  it('sees no conflict where the same content is already stored, as after a lost answer', async () => {
    const save = vi.fn(async () => {
      throw new Problem({ status: 412, key: 'cases.answers_stale' });
    });
    const stored = async () => ({ version: 2, savedAt: '2026-11-20T10:00:00+08:00', answers: { b: 2, a: 1 } });
    const group = new Autosave(save, 1, '', {}, undefined, stored);
    group.change({ a: 1, b: 2 });
    await vi.runAllTimersAsync();
    expect(group.status).toMatchObject({ state: 'saved', version: 2 });
  });

  it('takes the other content when asked to', async () => {
    const save = vi.fn(async () => {
      throw new Problem({ status: 412, key: 'cases.answers_stale' });
    });
    const group = new Autosave(save, 1, '', {});
    group.change({ a: 1 });
    await vi.runAllTimersAsync();
    group.takeTheirs(7, '2026-11-20T10:00:00+08:00', { a: 9 });
    expect(group.status).toMatchObject({ state: 'saved', version: 7, problem: null });
    expect(group.pending).toBe(false);
  });

  it('keeps what could not be sent and sends it when asked again', async () => {
    const save = vi.fn().mockRejectedValueOnce(new Problem({})).mockResolvedValueOnce(saved(1));
    const group = new Autosave(save as never, 0, '', {});
    group.change({ a: 1 });
    await vi.runAllTimersAsync();
    expect(group.status.state).toBe('failed');
    expect(await group.flush()).toBe(true);
    expect(group.status.state).toBe('saved');
  });
});
