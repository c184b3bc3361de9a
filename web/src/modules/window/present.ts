// Who stands at the window now. The number of the document stays in the memory of this page: it is in no address and in
// no storage, and is gone when the clerk says so, signs out or closes the page.
import { reactive, readonly } from 'vue';

import { asProblem, type Problem } from '@/core/problem';
import { useSession } from '@/core/session';
import type { WindowPerson } from '@/core/types';

import { findPerson } from './api';

export interface Question {
  document_type: string;
  document_number: string;
  reason: string;
}

interface State {
  question: Question | null;
  person: WindowPerson | null;
  busy: boolean;
  problem: Problem | null;
}
const state = reactive<State>({ question: null, person: null, busy: false, problem: null });
let asked = 0;
let clerk: string | null = null;

async function ask(question: Question, after: string | null): Promise<WindowPerson | null> {
  asked += 1;
  const mine = asked;
  state.busy = true;
  state.problem = null;
  try {
    const person = await findPerson({ ...question, after });
    return mine === asked ? person : null;
  } catch (error) {
    if (mine === asked) state.problem = asProblem(error);
    return null;
  } finally {
    if (mine === asked) state.busy = false;
  }
}

function leave(): void {
  asked += 1;
  Object.assign(state, { question: null, person: null, busy: false, problem: null });
}

export function usePresent() {
  // Another clerk at the same screen begins with nobody.
  const { account_id } = useSession().view;
  if (clerk !== account_id) leave();
  clerk = account_id;
  return {
    leave,
    present: readonly(state) as Readonly<State>,
    async find(question: Question): Promise<boolean> {
      const person = await ask(question, null);
      if (person) Object.assign(state, { question: { ...question }, person });
      return person !== null;
    },
    // What changed since: the same look-up, recorded again.
    async again(): Promise<void> {
      if (!state.question) return;
      const person = await ask(state.question, null);
      if (person) state.person = person;
    },
    async more(): Promise<void> {
      const before = state.person;
      if (!state.question || !before?.next) return;
      const page = await ask(state.question, before.next);
      if (page)
        state.person = { ...before, cases: [...before.cases, ...page.cases], drafts_elsewhere: before.drafts_elsewhere + page.drafts_elsewhere, next: page.next };
    },
  };
}
