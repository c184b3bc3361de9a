// Keeps a draft: a moment after the last change, one request at a time, against the revision that was read. When somebody
// else saved meanwhile, nothing is overwritten: the editor chooses.
import { reactive } from 'vue';

import { asProblem, type Problem } from '@/core/problem';

export type DraftState = 'clean' | 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict';
export interface DraftStatus {
  state: DraftState;
  revision: number;
  problem: Problem | null;
}

const kPause = 2500; // milliseconds after the last change: each save is a line in the history

export class DraftSave<Content, Saved extends { revision: number }> {
  readonly status: DraftStatus;
  private content: Content | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;

  constructor(private readonly save: (revision: number, content: Content) => Promise<Saved>, private readonly saved: (answer: Saved) => void,
              revision: number, private readonly pause = kPause) {
    this.status = reactive({ state: 'clean', revision, problem: null }) as DraftStatus;
  }

  change(content: Content): void {
    this.content = content;
    if (this.status.state === 'conflict') return;
    this.status.state = 'dirty';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), this.pause);
  }
  get pending(): boolean {
    return ['dirty', 'saving', 'failed', 'conflict'].includes(this.status.state);
  }
  // True when nothing is left to save.
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
  // After a conflict: what is on this page wins over the revision named.
  async keepMine(revision: number): Promise<boolean> {
    this.status.revision = revision;
    this.status.state = 'dirty';
    return this.flush();
  }
  // The server's content was taken.
  take(revision: number): void {
    clearTimeout(this.timer);
    Object.assign(this.status, { state: 'clean', revision, problem: null });
  }
  stop(): void {
    clearTimeout(this.timer);
  }

  private async send(): Promise<void> {
    const sent = this.content!;
    this.status.state = 'saving';
    this.status.problem = null;
    try {
      const answer = await this.save(this.status.revision, sent);
      this.status.revision = answer.revision;
      this.status.state = sent === this.content ? 'saved' : 'dirty';
      this.saved(answer);
      if (this.status.state === 'dirty') this.timer = setTimeout(() => void this.flush(), this.pause);
    } catch (error) {
      this.status.problem = asProblem(error);
      this.status.state = this.status.problem.isStale ? 'conflict' : 'failed';
    }
  }
}
