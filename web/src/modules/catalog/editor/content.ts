// A document as it is edited: read and changed by JSON pointer without changing what others hold, compared with another
// one, and what the gate found of it by place.
import type { Endpoints } from '@/core/types';

export type VersionView = Endpoints['catalog.version']['output'];
export type ItemContent = VersionView['content'];
export type Finding = VersionView['gate']['findings'][number];
type Node = Record<string, unknown> | unknown[];

const steps = (pointer: string): string[] => pointer.split('/').slice(1).map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const escaped = (step: string): string => step.replace(/~/g, '~0').replace(/\//g, '~1');

export function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const step of steps(pointer)) {
    if (!isNode(value)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

// A copy of the document with another value at the place; what lies elsewhere is shared with the first.
export function withValue<T>(document: T, pointer: string, value: unknown): T {
  const set = (node: unknown, rest: string[]): unknown => {
    if (!rest.length) return value;
    const [step, ...more] = rest;
    const copy: Node = Array.isArray(node) ? [...node] : { ...(node as Record<string, unknown>) };
    (copy as Record<string, unknown>)[step!] = set((copy as Record<string, unknown>)[step!], more);
    return copy;
  };
  return set(document, steps(pointer)) as T;
}

export interface Difference {
  pointer: string;
  before: unknown; // undefined: was not there
  after: unknown; // undefined: is not there any more
}

// What differs, place by place. Lists are compared entry by entry; whatever is longer in one of them is added or gone.
export function differences(before: unknown, after: unknown, pointer = ''): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const bothLists = Array.isArray(before) && Array.isArray(after);
  if (isNode(before) && isNode(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = bothLists ? Array.from({ length: Math.max(before.length, after.length) }, (_, at) => String(at)) : [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences((before as Record<string, unknown>)[name], (after as Record<string, unknown>)[name], `${pointer}/${escaped(name)}`));
  }
  return [{ pointer, before, after }];
}

// What the gate says at a place; `deep` also what lies below it.
export function findingsAt(findings: Finding[], pointer: string, deep = false): Finding[] {
  return findings.filter((finding) => finding.place === pointer || (deep && finding.place.startsWith(`${pointer}/`)));
}

export const idOf = (pointer: string): string => `el${pointer.replace(/[^A-Za-z0-9_]/g, '-')}`;

// The places from the pointer upwards, to find the nearest one that is shown.
export function upwards(pointer: string): string[] {
  const all = steps(pointer);
  return all.map((_, at) => `/${all.slice(0, all.length - at).join('/')}`);
}

// A value as people read it beside another one.
export function shown(value: unknown, yes: string, no: string): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'boolean') return value ? yes : no;
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value.join('；') || '—';
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}
