import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';

import type { ClockView } from '@/core/types';
import { i18n } from '@/core/i18n';

import CaseClocks from './parts/CaseClocks.vue';
import { remainingText, usedPart } from './status';

const clock = (changes: Partial<ClockView>): ClockView => ({
  kind: 'legal', amount: 20, unit: 'working_day', extension: null, started_at: '2026-11-02T09:00:00+08:00', due_at: '2026-11-30T23:59:59+08:00',
  used: 5, remaining: 15, state: 'normal', suspended: false, estimated: false, stopped: false, ...changes,
});
const shown = (clocks: ClockView[]) => mount(CaseClocks, { props: { clocks }, global: { plugins: [i18n] } });

describe('a clock', () => {
  it('says in words how much is left', () => {
    expect(remainingText(3)).toEqual({ key: 'clock.remaining', days: 3 });
    expect(remainingText(0)).toEqual({ key: 'clock.today', days: 0 });
    expect(remainingText(-2)).toEqual({ key: 'clock.overdue', days: 2 });
  });
  it('fills its bar by what is used, extension included, and never beyond', () => {
    expect(usedPart(clock({}))).toBe(0.25);
    expect(usedPart(clock({ extension: 10, used: 15 }))).toBe(0.5);
    expect(usedPart(clock({ used: 40 }))).toBe(1);
    expect(usedPart(clock({ amount: 0, used: 0, remaining: 0 }))).toBe(0);
  });
  it('stands before the others when it is the promised one', () => {
    const page = shown([clock({ kind: 'step' }), clock({ kind: 'legal' }), clock({ kind: 'promised', amount: 10, remaining: 5 })]);
    expect(page.findAll('[data-clock]').map((entry) => entry.attributes('data-clock'))).toEqual(['promised', 'legal', 'step']);
    expect(page.text()).toContain('还剩 5 个工作日');
  });
  it('says that it stands still during a special procedure, and that it is late', () => {
    expect(shown([clock({ suspended: true })]).text()).toContain('暂停计时');
    expect(shown([clock({ remaining: -3, state: 'overdue' })]).text()).toContain('超期 3 个工作日');
    expect(shown([clock({ stopped: true })]).text()).toContain('已完成');
    expect(shown([clock({ estimated: true })]).text()).toContain('估算');
  });
});
