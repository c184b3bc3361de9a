import { describe, expect, it } from 'vitest';

import { meaningOf } from './meaning';

describe('what a timer is for', () => {
  const known = new Set(['queues.meaning.job.cases_overdue', 'queues.meaning.job.of_cases', 'queues.meaning.job.unknown']);
  const of = (name: string) => meaningOf('job', name, (key) => known.has(key));
  it('is said by its name, else by its part, else in general', () => {
    expect(of('cases.overdue')).toBe('queues.meaning.job.cases_overdue');
    expect(of('cases.new_kind')).toBe('queues.meaning.job.of_cases');
    expect(of('other.kind')).toBe('queues.meaning.job.unknown');
  });
});
