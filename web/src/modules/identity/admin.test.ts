import { describe, expect, it } from 'vitest';

import { oneTimePassword } from './admin';

describe('a password for one use', () => {
  it('is never the same, long enough, and has no letters that are mistaken for each other', () => {
    const made = Array.from({ length: 200 }, oneTimePassword);
    expect(new Set(made).size).toBe(made.length);
    for (const password of made) expect(password).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
  });
});
