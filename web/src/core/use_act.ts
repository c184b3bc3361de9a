// Doing something once. The idempotency key belongs to the content of the act: whoever presses the button again after
// a lost answer sends the same key and gets the first answer; whoever changed something begins a new act. Acts on cases keep
// their key beyond a reload of the page: people on bad lines reload before they try again.
import { ref, shallowRef } from 'vue';

import { call, newKey } from './api';
import type { EndpointName, Endpoints } from './types';
import { asProblem, type Problem } from './problem';

// Says whether two contents are the same, without keeping what people wrote (cyrb53, 53 bits).
function printOf(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    high = Math.imul(high ^ text.charCodeAt(at), 2654435761);
    low = Math.imul(low ^ text.charCodeAt(at), 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

interface Attempt {
  print: string;
  key: string;
}

export class ActKeys {
  private attempt: Attempt = { print: '', key: '' };

  // With a name the attempt is kept for this tab until it is done.
  constructor(private readonly name = '') {
    if (!name) return;
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.place()) ?? '{}') as Partial<Attempt>;
      if (kept.print && kept.key) this.attempt = { print: kept.print, key: kept.key };
    } catch {
      // Without storage, or with a damaged entry, the key lasts as long as the page.
    }
  }
  keyFor(content: unknown): string {
    const print = printOf(JSON.stringify(content));
    if (print !== this.attempt.print || !this.attempt.key) {
      this.attempt = { print, key: newKey() };
      this.keep();
    }
    return this.attempt.key;
  }
  done(): void {
    this.attempt = { print: '', key: '' };
    this.keep();
  }
  private place(): string {
    return `tongban.attempt.${this.name}`;
  }
  private keep(): void {
    if (!this.name) return;
    try {
      if (this.attempt.key) sessionStorage.setItem(this.place(), JSON.stringify(this.attempt));
      else sessionStorage.removeItem(this.place());
    } catch {
      // See the constructor.
    }
  }
}

export function useAct<N extends EndpointName>(name: N) {
  // Not those of accounts: their content holds passwords, of which not even a print is kept.
  const keys = new ActKeys(name.startsWith('cases.') ? name : '');
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
