import { describe, expect, it } from 'vitest';

import { kYears, spansOf, workingDays, type CalendarYear } from './calendar';

const kMade: CalendarYear = { year: 2025, announced: true, source: '', holidays: { '2025-01-02': '乙', '2025-01-01': '甲', '2025-05-01': '丙', '2025-05-02': '丙', '2025-05-05': '丙' }, make_up_days: ['2025-01-04'] };

describe('the work calendar', () => {
  it('puts days of one holiday together that follow each other', () => {
    expect(spansOf(kMade).map(({ name, from, to, days }) => [name, from, to, days])).toEqual([
      ['甲', '2025-01-01', '2025-01-01', 1],
      ['乙', '2025-01-02', '2025-01-02', 1],
      ['丙', '2025-05-01', '2025-05-02', 2],
      ['丙', '2025-05-05', '2025-05-05', 1],
    ]);
  });
  it('counts weekdays that are not off, and weekend days that are worked', () => {
    // 261 weekdays in 2025, five of them off, one Saturday worked.
    expect(workingDays(kMade, [kMade])).toBe(257);
  });
  it('comes with every year named and counted', () => {
    expect(kYears.length).toBeGreaterThan(10);
    for (const year of kYears) {
      expect(year.source).not.toBe('');
      expect(workingDays(year)).toBeGreaterThan(235);
      expect(workingDays(year)).toBeLessThan(262);
    }
  });
});
