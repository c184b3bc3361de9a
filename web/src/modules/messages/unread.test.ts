import { describe, expect, it } from 'vitest';

import { minutesOf, timeOf, unreadText } from './unread';

describe('the badge', () => {
  it('says that there are more than it counts', () => {
    expect(unreadText({ unread: 3, more: false })).toBe('3');
    expect(unreadText({ unread: 99, more: true })).toBe('99+');
  });
});

describe('quiet hours', () => {
  it('go to the field and back without change', () => {
    for (let minutes = 0; minutes < 1440; minutes += 1) expect(minutesOf(timeOf(minutes))).toBe(minutes);
    expect(timeOf(7 * 60)).toBe('07:00');
    expect(minutesOf('22:00:00')).toBe(22 * 60);
    expect(minutesOf('')).toBe(0);
  });
});
