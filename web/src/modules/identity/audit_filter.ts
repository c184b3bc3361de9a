// What an auditor looks for, as it stands in the address of the page, and as the server is asked.
import { addDays } from '@/core/format';

import type { AuditEntry, AuditQuery } from './admin';

export const kOutcomes = ['ok', 'failed', 'denied'] as const;
export const emptyFilter = { actor_id: '', action: '', object_kind: '', object_id: '', outcome: '', from: '', until: '' };
export type AuditFilter = typeof emptyFilter;

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

// Days are those of the country's one time zone; the last day is meant as a whole.
export function toQuery(filter: AuditFilter): AuditQuery {
  return {
    actor_id: filter.actor_id || null,
    action: filter.action || null,
    object_kind: filter.object_kind || null,
    object_id: filter.object_id || null,
    outcome: kOutcomes.find((one) => one === filter.outcome) ?? null,
    from: isDay(filter.from) ? `${filter.from}T00:00:00+08:00` : null,
    until: isDay(filter.until) ? `${addDays(filter.until, 1)}T00:00:00+08:00` : null,
  };
}

const kColumns: (keyof AuditEntry)[] = ['audit_id', 'at', 'actor_kind', 'actor_id', 'action', 'object_kind', 'object_id', 'outcome', 'error_key', 'request_id', 'remote_address', 'detail'];

// One cell of a CSV file. What a spreadsheet would take for a formula gets an apostrophe before it.
function cell(value: string): string {
  const tame = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(tame) ? `"${tame.replace(/"/g, '""')}"` : tame;
}

export const csvHead = (): string => `\uFEFF${kColumns.join(',')}\r\n`;
export const csvLines = (entries: AuditEntry[]): string => entries.map((entry) => `${kColumns.map((name) => cell(String(entry[name] ?? ''))).join(',')}\r\n`).join('');
