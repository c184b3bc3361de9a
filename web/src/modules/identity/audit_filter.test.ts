import { describe, expect, it } from 'vitest';

import type { AuditEntry } from './admin';
import { csvHead, csvLines, emptyFilter, toQuery } from './audit_filter';

const kEntry: AuditEntry = {
  audit_id: '1', at: '2026-11-20T10:00:00+08:00', actor_kind: 'staff', actor_id: '2', action: 'cases.accept', object_kind: 'case', object_id: '3',
  outcome: 'ok', error_key: '', request_id: 'r', remote_address: '127.0.0.1', detail: 'accepted→under_review',
};

describe('what an auditor looks for', () => {
  it('takes days as whole days of the country', () => {
    const query = toQuery({ ...emptyFilter, from: '2026-11-20', until: '2026-11-30', outcome: 'denied' });
    expect(query.from).toBe('2026-11-20T00:00:00+08:00');
    expect(query.until).toBe('2026-12-01T00:00:00+08:00');
    expect(query.outcome).toBe('denied');
  });
  it('leaves out what is no day and no outcome', () => {
    const query = toQuery({ ...emptyFilter, from: 'yesterday', outcome: 'perhaps' });
    expect([query.from, query.outcome, query.action]).toEqual([null, null, null]);
  });
});

describe('the file of what was found', () => {
  it('has one line an entry, and nothing that a spreadsheet would run', () => {
    const text = csvLines([{ ...kEntry, detail: '=1+1' }, { ...kEntry, detail: 'a,"b"' }]);
    expect(csvHead().startsWith('\uFEFFaudit_id,at')).toBe(true);
    expect(text.split('\r\n')[0]!.endsWith(",'=1+1")).toBe(true);
    expect(text.split('\r\n')[1]!.endsWith(',"a,""b"""')).toBe(true);
  });
});
