import { describe, expect, it } from 'vitest';
import { effectScope } from 'vue';

import { usePages } from './use_pages';

interface Page {
  rows: number[];
  next: string;
}
const kPages: Record<string, Page> = { '': { rows: [1, 2], next: 'b' }, b: { rows: [3], next: '' } };

describe('pages of a list', () => {
  it('come one after the other, and a new first page forgets the others', async () => {
    const asked: string[] = [];
    const list = effectScope().run(() =>
      usePages(
        async (after) => {
          asked.push(after);
          return kPages[after]!;
        },
        (page) => page.rows,
        (page) => page.next,
      ),
    )!;
    await list.load();
    expect(list.rows.value).toEqual([1, 2]);
    expect(list.next.value).toBe('b');
    await list.loadMore();
    expect(list.rows.value).toEqual([1, 2, 3]);
    expect(list.next.value).toBe('');
    await list.load();
    expect(list.rows.value).toEqual([1, 2]);
    expect(asked).toEqual(['', 'b', '']);
  });
  it('say why a further page did not come, and keep the place', async () => {
    const list = effectScope().run(() =>
      usePages(
        async (after) => {
          if (after) throw new Error('no network');
          return kPages['']!;
        },
        (page) => page.rows,
        (page) => page.next,
      ),
    )!;
    await list.load();
    await list.loadMore();
    expect(list.problem.value?.key).toBe('network.failed');
    expect(list.rows.value).toEqual([1, 2]);
    expect(list.next.value).toBe('b');
  });
});
