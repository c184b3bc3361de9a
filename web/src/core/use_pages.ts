// A list that comes page by page: the first with `load`, further ones with `loadMore`. A new first page forgets the others.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';

import { asProblem, type Problem } from './problem';
import { useQuery, type Query } from './use_query';

export interface Pages<Page, Row> {
  query: Query<Page>;
  rows: ComputedRef<Row[]>;
  next: Ref<string>;
  problem: ShallowRef<Problem | null>; // why a further page did not come
  busy: Ref<boolean>;
  load: () => Promise<void>;
  loadMore: () => Promise<void>;
}

// `after` is "" for the first page; `nextOf` tells what to give as `after` of the next one, nothing at the end.
export function usePages<Page, Row>(ask: (after: string, signal?: AbortSignal) => Promise<Page>, rowsOf: (page: Page) => Row[],
                                    nextOf: (page: Page) => string | null | undefined): Pages<Page, Row> {
  const query = useQuery((signal) => ask('', signal));
  const further = shallowRef<Row[]>([]) as ShallowRef<Row[]>;
  const next = ref('');
  const problem = shallowRef<Problem | null>(null);
  const busy = ref(false);
  let turn = 0;
  const rows = computed(() => [...(query.data.value ? rowsOf(query.data.value) : []), ...further.value]);

  async function load(): Promise<void> {
    turn += 1;
    const mine = turn;
    problem.value = null;
    await query.load();
    if (mine !== turn) return;
    further.value = [];
    next.value = (query.data.value && nextOf(query.data.value)) || '';
  }
  async function loadMore(): Promise<void> {
    if (busy.value) return;
    const mine = turn;
    busy.value = true;
    problem.value = null;
    try {
      const page = await ask(next.value);
      if (mine !== turn) return;
      further.value = [...further.value, ...rowsOf(page)];
      next.value = nextOf(page) || '';
    } catch (error) {
      problem.value = asProblem(error);
    } finally {
      busy.value = false;
    }
  }
  return { query, rows, next, problem, busy, load, loadMore };
}
