// A list that grows page by page: the first through a query, with its states; the further ones behind it.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';

import { asProblem, type Problem } from '@/core/problem';
import { useQuery, type Query } from '@/core/use_query';

export interface Pages<P, T> {
  query: Query<P>;
  items: ShallowRef<T[]>;
  next: Ref<string>;
  busy: Ref<boolean>;
  problem: ShallowRef<Problem | null>;
  load: () => Promise<void>;
  more: () => Promise<void>;
}

export function usePages<P extends { next: string }, T>(ask: (after: string, signal?: AbortSignal) => Promise<P>, itemsOf: (page: P) => T[]): Pages<P, T> {
  const query = useQuery((signal) => ask('', signal));
  const items = shallowRef<T[]>([]);
  const next = ref('');
  const busy = ref(false);
  const problem = shallowRef<Problem | null>(null);
  let turn = 0; // what was asked before the list began anew is void

  async function load(): Promise<void> {
    const mine = (turn += 1);
    problem.value = null;
    items.value = [];
    next.value = '';
    await query.load();
    if (mine !== turn || !query.data.value || query.problem.value) return;
    items.value = itemsOf(query.data.value);
    next.value = query.data.value.next;
  }
  async function more(): Promise<void> {
    const mine = turn;
    busy.value = true;
    problem.value = null;
    try {
      const page = await ask(next.value);
      if (mine !== turn) return;
      items.value = [...items.value, ...itemsOf(page)];
      next.value = page.next;
    } catch (error) {
      problem.value = asProblem(error);
    } finally {
      busy.value = false;
    }
  }
  return { query, items, next, busy, problem, load, more };
}
