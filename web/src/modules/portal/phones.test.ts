import { describe, expect, it } from 'vitest';

import { phonesOf } from './phones';

describe('phone numbers in guides', () => {
  it('are called when they are one number', () => {
    expect(phonesOf('0738-00000001')).toBe('tel:073800000001');
    expect(phonesOf('12345')).toBe('tel:12345');
    expect(phonesOf('+86 10 12345678')).toBe('tel:+861012345678');
  });
  it('stay text when they are more, or something else', () => {
    expect(phonesOf('0738-00000001、0738-00000002')).toBe('');
    expect(phonesOf('见办事大厅公示')).toBe('');
    expect(phonesOf('javascript:1')).toBe('');
    expect(phonesOf('')).toBe('');
  });
});
