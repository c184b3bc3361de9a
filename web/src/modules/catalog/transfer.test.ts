import { describe, expect, it } from 'vitest';

import { mediaType } from './transfer';

describe('the kind of a file', () => {
  it('is told by its name, and what cannot be imported has none', () => {
    expect(mediaType('Items.JSON')).toBe('application/json');
    expect(mediaType('部门.csv')).toBe('text/csv');
    expect(mediaType('regions.tsv')).toBe('text/tab-separated-values');
    expect(mediaType('items.xlsx')).toBe('');
  });
});
