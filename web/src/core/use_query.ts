// Loading something for a page: data, problem and a way to try again. A newer load makes an older answer void.
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';

import { asProblem, type Problem } from './problem';

export interface Query<T> {
  data: ShallowRef<T | null>;
  problem: ShallowRef<Problem | null>;
  loading: Ref<boolean>;
  load: () => Promise<void>;
}

export function useQuery<T>(ask: (signal: AbortSignal) => Promise<T>): Query<T> {
  const data = shallowRef<T | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const loading = ref(false);
  let running: AbortController | null = null;

  async function load(): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    loading.value = true;
    problem.value = null;
    try {
      const answer = await ask(mine.signal);
      if (running === mine) data.value = answer;
    } catch (error) {
      if (running === mine) problem.value = asProblem(error);
    } finally {
      if (running === mine) loading.value = false;
    }
  }

  onScopeDispose(() => running?.abort());
  return { data, problem, loading, load };
}
