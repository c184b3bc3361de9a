import { describe, expect, it } from 'vitest';

import { addDays, countText, dateText, dateTimeText, isoToday, moneyText, sizeText } from './format';

describe('dates', () => {
  it('are shown in the time of the country, whatever the zone of the instant', () => {
    expect(dateText('2026-11-20T18:30:00Z', 'zh')).toBe('2026年11月21日');
    expect(dateText('2026-11-21T02:30:00+08:00', 'en')).toBe('21 Nov 2026');
  });
  it('stay the same day when only a day is given', () => {
    expect(dateText('2026-01-01', 'zh')).toBe('2026年1月1日');
  });
  it('have hours that never show 24:00', () => {
    expect(dateTimeText('2026-11-20T16:00:00Z', 'zh')).toBe('2026年11月21日 00:00');
  });
  it('are empty when there are none or they are broken', () => {
    expect(dateText(null, 'zh')).toBe('');
    expect(dateTimeText('soon', 'zh')).toBe('');
  });
  it('count on over the end of a month', () => {
    expect(addDays('2026-02-27', 3)).toBe('2026-03-02');
    expect(isoToday(new Date('2026-11-20T17:00:00Z'))).toBe('2026-11-21');
  });
});

describe('money and sizes', () => {
  it('is kept in fen and shown in yuan', () => {
    expect(moneyText(1234550, 'zh')).toBe('12,345.50 元');
    expect(moneyText(5, 'en')).toBe('CNY 0.05');
  });
  it('of files uses the unit that reads best', () => {
    expect(sizeText(900)).toBe('900 B');
    expect(sizeText(20480)).toBe('20 KB');
    expect(sizeText(3 * 1024 * 1024)).toBe('3.0 MB');
  });
  it('of long lists is capped', () => {
    expect(countText(1000, true)).toBe('999+');
    expect(countText(12, false)).toBe('12');
  });
});
