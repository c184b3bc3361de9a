import { describe, expect, it } from 'vitest';

import type { InquirySummary } from '@/core/types';

import { clockText, clockTone } from './status';

const summary = (changes: Partial<InquirySummary>) => ({ clock_stopped: false, clock_state: 'normal', remaining_days: 3, ...changes }) as InquirySummary;

describe('the clock of an inquiry in words', () => {
  it('says what is left, today, and how late', () => {
    expect(clockText(summary({}))).toEqual({ key: 'inquiry.remaining', count: 3 });
    expect(clockText(summary({ remaining_days: 0, clock_state: 'warning' }))).toEqual({ key: 'inquiry.due_today', count: 0 });
    expect(clockText(summary({ remaining_days: -2, clock_state: 'overdue' }))).toEqual({ key: 'inquiry.overdue', count: 2 });
  });
  it('is silent once answered in time, and honest when it was late', () => {
    expect(clockText(summary({ clock_stopped: true }))).toBeNull();
    expect(clockText(summary({ clock_stopped: true, clock_state: 'overdue', remaining_days: -1 }))?.key).toBe('inquiry.answered_late');
  });
  it('never tells by colour what the words do not', () => {
    expect(clockTone(summary({ clock_state: 'overdue' }))).toBe('bad');
    expect(clockTone(summary({ clock_state: 'warning' }))).toBe('warn');
    expect(clockTone(summary({}))).toBe('quiet');
  });
});
