// How states of cases and clocks look: a tone for each, beside their word.
import type { CaseSummary, ClockView, LimitState, Status } from '@/core/types';
import type { Tone } from '@/ui/StatusMark.vue';

const kTones: Partial<Record<Status, Tone>> = {
  draft: 'quiet',
  correcting: 'warn',
  suspended: 'warn',
  granted: 'good',
  issued: 'good',
  delivered: 'good',
  archived: 'quiet',
  denied: 'bad',
  not_accepted: 'bad',
  closed: 'quiet',
  withdrawn: 'quiet',
  terminated: 'bad',
  transferred: 'quiet',
};

export const toneOf = (status: Status): Tone => kTones[status] ?? 'info';
export const limitTone = (state: LimitState): Tone => (state === 'overdue' ? 'bad' : state === 'warning' ? 'warn' : 'good');

const kFinal: Status[] = ['delivered', 'archived', 'not_accepted', 'closed', 'withdrawn', 'terminated', 'transferred'];
export const isFinal = (status: Status): boolean => kFinal.includes(status);

// "还剩 3 个工作日", "今天到期", "超期 2 个工作日": the key and its number.
export function remainingText(remaining: number): { key: string; days: number } {
  if (remaining < 0) return { key: 'clock.overdue', days: -remaining };
  if (remaining === 0) return { key: 'clock.today', days: 0 };
  return { key: 'clock.remaining', days: remaining };
}

// How much of a clock has run, 0 to 1, extension included.
export function usedPart(clock: ClockView): number {
  const whole = clock.amount + (clock.extension ?? 0);
  if (whole <= 0) return clock.remaining < 0 ? 1 : 0;
  return Math.min(1, Math.max(0, clock.used / whole));
}

export const needsApplicant = (summary: CaseSummary): boolean => summary.waiting_for === 'applicant' && summary.status !== 'draft';
