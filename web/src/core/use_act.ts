// Doing something once. The idempotency key belongs to the content of the act: whoever presses the button again after
// a lost answer sends the same key and gets the first answer; whoever changed something begins a new act.
import { ref, shallowRef } from 'vue';

import { call, newKey } from './api';
import type { EndpointName, Endpoints } from './types';
import { asProblem, type Problem } from './problem';

export class ActKeys {
  private content = '';
  private key = '';

  keyFor(content: unknown): string {
    const text = JSON.stringify(content);
    if (text !== this.content || !this.key) {
      this.content = text;
      this.key = newKey();
    }
    return this.key;
  }
  done(): void {
    this.content = '';
    this.key = '';
  }
}

export function useAct<N extends EndpointName>(name: N) {
  const keys = new ActKeys();
  const busy = ref(false);
  const problem = shallowRef<Problem | null>(null);

  // Returns nothing when it failed; the reason is in `problem`. A second press while the first is on its way is ignored.
  async function run(input: Endpoints[N]['input']): Promise<Endpoints[N]['output'] | null> {
    if (busy.value) return null;
    busy.value = true;
    problem.value = null;
    try {
      const answer = await call(name, input, { idempotencyKey: keys.keyFor([name, input]) });
      keys.done();
      return answer;
    } catch (error) {
      problem.value = asProblem(error);
      return null;
    } finally {
      busy.value = false;
    }
  }
  return { run, busy, problem };
}
