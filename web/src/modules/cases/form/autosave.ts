// Saves one group of answers a moment after the last change, one request at a time, against the version it was read
// with. When somebody (perhaps the same person on another device) saved the group meanwhile, nothing is overwritten:
// the person chooses.
import { reactive } from 'vue';

import type { FieldError, SavedGroup } from '@/core/types';
import { asProblem, type Problem } from '@/core/problem';

export type SaveState = 'clean' | 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict';
export type Answers = Record<string, unknown>;

export interface GroupStatus {
  state: SaveState;
  version: number;
  savedAt: string;
  problem: Problem | null;
  findings: FieldError[];
}

// What the server has of the group now; nothing when it could not be asked.
export interface Stored {
  version: number;
  savedAt: string;
  answers: Answers;
}
export type AskStored = () => Promise<Stored | undefined>;
export type SaveGroup = (groupVersion: number, answers: Answers) => Promise<SavedGroup>;

const kPause = 900; // milliseconds after the last change

const sorted = (answers: Answers): string => JSON.stringify(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1)));

export class Autosave {
  readonly status: GroupStatus;
  private answers: Answers;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;

  constructor(private readonly save: SaveGroup, version: number, savedAt: string, answers: Answers,
              private readonly pause = kPause, private readonly stored: AskStored = async () => undefined) {
    this.answers = answers;
    this.status = reactive({ state: 'clean', version, savedAt, problem: null, findings: [] }) as GroupStatus;
  }

  change(answers: Answers): void {
    if (JSON.stringify(answers) === JSON.stringify(this.answers)) return;
    this.answers = answers;
    if (this.status.state === 'conflict') return;
    this.status.state = 'dirty';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), this.pause);
  }

  get pending(): boolean {
    return ['dirty', 'saving', 'failed', 'conflict'].includes(this.status.state);
  }

  // Saves what is not saved; true when nothing is left to save.
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (this.status.state === 'dirty' || this.status.state === 'failed') {
      this.running = this.send();
      await this.running;
      this.running = null;
    }
    return !this.pending;
  }

  // After a conflict: what is on this page wins over the version named.
  async keepMine(serverVersion: number): Promise<boolean> {
    this.status.version = serverVersion;
    this.status.state = 'dirty';
    return this.flush();
  }

  // After a conflict: the server's content was taken.
  takeTheirs(version: number, savedAt: string, answers: Answers): void {
    this.answers = answers;
    Object.assign(this.status, { state: 'saved', version, savedAt, problem: null, findings: [] });
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async send(): Promise<void> {
    const sent = this.answers;
    this.status.state = 'saving';
    this.status.problem = null;
    try {
      const saved = await this.save(this.status.version, sent);
      this.status.version = saved.group_version;
      this.status.savedAt = saved.saved_at;
      this.status.findings = saved.findings;
      // Something was typed while the request was on its way.
      this.status.state = sent === this.answers ? 'saved' : 'dirty';
      if (this.status.state === 'dirty') this.timer = setTimeout(() => void this.flush(), this.pause);
    } catch (error) {
      const problem = asProblem(error);
      const theirs = problem.isStale ? await this.stored() : undefined;
      // The same content is no conflict: a lost answer to an earlier save looks like this too.
      if (theirs && sorted(theirs.answers) === sorted(this.answers)) return this.takeTheirs(theirs.version, theirs.savedAt, this.answers);
      this.status.problem = problem;
      this.status.state = problem.isStale ? 'conflict' : 'failed';
    }
  }
}
