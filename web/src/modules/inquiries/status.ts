// How an inquiry and its clock look: a tone for each, beside their word.
import type { InquiryStatus, InquirySummary } from '@/core/types';
import type { Tone } from '@/ui/StatusMark.vue';

const kTones: Record<InquiryStatus, Tone> = { open: 'info', answered: 'good', closed: 'quiet' };
export const toneOf = (status: InquiryStatus): Tone => kTones[status];

export const clockTone = (summary: InquirySummary): Tone => (summary.clock_state === 'overdue' ? 'bad' : summary.clock_state === 'warning' ? 'warn' : 'quiet');

// The text of the clock, as a key and its number; nothing once it has stopped in time.
export function clockText(summary: InquirySummary): { key: string; count: number } | null {
  if (summary.clock_stopped) return summary.clock_state === 'overdue' ? { key: 'inquiry.answered_late', count: 0 } : null;
  if (summary.clock_state === 'overdue') return { key: 'inquiry.overdue', count: Math.max(1, -summary.remaining_days) };
  return { key: summary.remaining_days === 0 ? 'inquiry.due_today' : 'inquiry.remaining', count: summary.remaining_days };
}
