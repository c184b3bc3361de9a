// What a worklist is narrowed to lives in the address of the page: it can be kept, shared and gone back to. A kept filter is
// the same under a name.
import type { LocationQuery, LocationQueryRaw } from 'vue-router';

import type { Status, WorklistFilter, WorklistIn, WorklistScope } from '@/core/types';

export const kScopes: WorklistScope[] = ['waiting', 'mine', 'asked', 'running', 'finished'];
export const kOpenStatuses: Status[] = ['submitted', 'received', 'correcting', 'accepted', 'under_review', 'suspended', 'granted', 'denied', 'issued'];
export const kEndedStatuses: Status[] = ['delivered', 'archived', 'not_accepted', 'closed', 'withdrawn', 'terminated', 'transferred'];
export const kDueChoices = [0, 1, 3, 5, 10];

export interface Narrowing {
  scope: WorklistScope;
  statuses: Status[];
  items: string[];
  department: string | null;
  assignee: string | null;
  due: number | null;
  number: string | null;
}

const texts = (value: LocationQuery[string] | undefined): string[] => [value ?? []].flat().filter((text): text is string => Boolean(text));
const text = (value: LocationQuery[string] | undefined): string | null => texts(value)[0] ?? null;

export function narrowingOf(query: LocationQuery): Narrowing {
  const known = [...kOpenStatuses, ...kEndedStatuses];
  const due = Number(text(query.due) ?? NaN);
  return {
    scope: kScopes.find((name) => name === text(query.scope)) ?? 'waiting',
    statuses: known.filter((name) => texts(query.status).includes(name)),
    items: texts(query.item).slice(0, 20),
    department: text(query.department),
    assignee: text(query.assignee),
    due: Number.isInteger(due) && due >= 0 && due <= 250 ? due : null,
    number: text(query.number),
  };
}

// What is as usual has no place in the address.
export function queryOf(narrowing: Narrowing): LocationQueryRaw {
  const query: LocationQueryRaw = {};
  if (narrowing.scope !== 'waiting') query.scope = narrowing.scope;
  if (narrowing.statuses.length) query.status = narrowing.statuses;
  if (narrowing.items.length) query.item = narrowing.items;
  if (narrowing.department) query.department = narrowing.department;
  if (narrowing.assignee) query.assignee = narrowing.assignee;
  if (narrowing.due !== null) query.due = String(narrowing.due);
  if (narrowing.number) query.number = narrowing.number;
  return query;
}

export const askOf = (narrowing: Narrowing, after: string | null): WorklistIn => ({
  scope: narrowing.scope,
  statuses: narrowing.statuses,
  item_ids: narrowing.items,
  department_id: narrowing.department,
  assignee_account_id: narrowing.scope === 'running' && narrowing.department ? narrowing.assignee : null,
  due_within: narrowing.scope === 'finished' ? null : narrowing.due,
  case_number: narrowing.number,
  after,
  limit: 20,
});

export function keptOf(narrowing: Narrowing, nameOf: (item_id: string) => string): WorklistFilter {
  const items = narrowing.items.map((item_id) => ({ item_id, item_name: nameOf(item_id) }));
  return { scope: narrowing.scope, statuses: narrowing.statuses, items, department_id: narrowing.department, due_within: narrowing.due };
}

export const fromKept = (filter: WorklistFilter): Narrowing => ({
  scope: filter.scope ?? 'waiting',
  statuses: filter.statuses ?? [],
  items: (filter.items ?? []).map((item) => item.item_id),
  department: filter.department_id ?? null,
  assignee: null,
  due: filter.due_within ?? null,
  number: null,
});

export const sameQuery = (a: Narrowing, b: Narrowing): boolean => JSON.stringify(queryOf(a)) === JSON.stringify(queryOf(b));

// Where the same list can be taken out whole as a table; nothing where the export cannot be narrowed like the page.
export function exportOf(narrowing: Narrowing): string | null {
  const { scope, statuses, items, department, assignee, due, number } = narrowing;
  if (scope !== 'running' && scope !== 'finished') return null;
  if (statuses.length > 1 || items.length > 1 || assignee || due !== null || number) return null;
  const query = new URLSearchParams({ scope });
  if (statuses[0]) query.set('status', statuses[0]);
  if (items[0]) query.set('item_id', items[0]);
  if (department) query.set('department_id', department);
  return `/api/v1/worklist/export?${query.toString()}`;
}
