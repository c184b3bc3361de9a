// What a designer does to a form. Each step gives a new design and leaves the old one as it was, so that it can be undone.
import { fieldsOf, freeKey, isField, type Condition, type Design, type Entry, type Field } from './design';
import { kindOf, optionsOf, schemaFor, valuesOf, withOptions, type Kind } from './kinds';

export interface Place {
  group: number;
  entry: number;
}

const inGroup = (design: Design, at: number, change: (entries: Entry[]) => Entry[]): Design => ({ ...design, groups: design.groups.map((group, index) => (index === at ? { ...group, entries: change(group.entries) } : group)) });
const without = <T>(list: T[], at: number): T[] => list.filter((_, index) => index !== at);
const including = <T>(list: T[], at: number, value: T): T[] => [...list.slice(0, at), value, ...list.slice(at)];

export function freeName(design: Design): string {
  const taken = new Set([...fieldsOf(design).map((field) => field.name), ...Object.keys(design.loose)]);
  let number = taken.size + 1;
  while (taken.has(`field_${number}`)) number += 1;
  return `field_${number}`;
}

export function addGroup(design: Design, label: string): Design {
  return { ...design, groups: [...design.groups, { key: freeKey(design), label, element: { type: 'Group' }, entries: [] }] };
}
export function renameGroup(design: Design, at: number, label: string): Design {
  return { ...design, groups: design.groups.map((group, index) => (index === at ? { ...group, label } : group)) };
}
export function moveGroup(design: Design, from: number, to: number): Design {
  const group = design.groups[from];
  if (!group || to < 0 || to >= design.groups.length) return design;
  return { ...design, groups: including(without(design.groups, from), to, group) };
}
export function removeGroup(design: Design, at: number): Design {
  const names = design.groups[at]!.entries.filter(isField).map((field) => field.name);
  return forget({ ...design, groups: without(design.groups, at) }, names);
}

export function addField(design: Design, group: number, kind: Kind, title: string): Design {
  const name = freeName(design);
  const field: Field = { name, schema: schemaFor(kind, { title }), required: true, condition: null, element: { type: 'Control', scope: `#/properties/${name}` } };
  return inGroup(design, group, (entries) => [...entries, field]);
}
export function removeEntry(design: Design, { group, entry }: Place): Design {
  const gone = design.groups[group]!.entries[entry]!;
  return forget(inGroup(design, group, (entries) => without(entries, entry)), isField(gone) ? [gone.name] : []);
}
// `to.entry` counts in the group as it is after the entry was taken out.
export function moveEntry(design: Design, from: Place, to: Place): Design {
  const entry = design.groups[from.group]?.entries[from.entry];
  const target = design.groups[to.group];
  if (!entry || !target) return design;
  const taken = inGroup(design, from.group, (entries) => without(entries, from.entry));
  const at = Math.max(0, Math.min(to.entry, taken.groups[to.group]!.entries.length));
  return inGroup(taken, to.group, (entries) => including(entries, at, entry));
}
// One step up or down; beyond the end of a group into the next one.
export function stepEntry(design: Design, { group, entry }: Place, by: -1 | 1): { design: Design; place: Place } {
  const size = design.groups[group]!.entries.length;
  const inside = entry + by >= 0 && entry + by < size;
  const next = group + by;
  if (!inside && (next < 0 || next >= design.groups.length)) return { design, place: { group, entry } };
  const place = inside ? { group, entry: entry + by } : { group: next, entry: by < 0 ? design.groups[next]!.entries.length : 0 };
  return { design: moveEntry(design, { group, entry }, place), place };
}

export function changeField(design: Design, name: string, change: Partial<Pick<Field, 'schema' | 'required' | 'condition'>>): Design {
  const groups = design.groups.map((group) => ({ ...group, entries: group.entries.map((entry) => (isField(entry) && entry.name === name ? { ...entry, ...change } : entry)) }));
  return mended({ ...design, groups });
}
export const setText = (design: Design, field: Field, keyword: 'title' | 'description', text: string): Design => {
  const { [keyword]: _, ...rest } = field.schema;
  return changeField(design, field.name, { schema: text ? { ...rest, [keyword]: text } : rest });
};
export const setKind = (design: Design, field: Field, kind: Kind): Design => changeField(design, field.name, { schema: schemaFor(kind, field.schema) });
export const setOptions = (design: Design, field: Field, options: string[]): Design => changeField(design, field.name, { schema: withOptions(field.schema, options) });
// undefined takes the keyword away.
export function setKeyword(design: Design, field: Field, keyword: string, value: unknown): Design {
  const { [keyword]: _, ...rest } = field.schema;
  return changeField(design, field.name, { schema: value === undefined ? rest : { ...rest, [keyword]: value } });
}

// Conditions on fields that are gone, or on answers that are offered no more, would hide for ever: they end.
function mended(design: Design): Design {
  const fields = new Map(fieldsOf(design).map((field) => [field.name, field]));
  const holds = (condition: Condition) => {
    const looked = fields.get(condition.name);
    return looked !== undefined && valuesOf(looked.schema).some((one) => one.value === condition.value);
  };
  const stale = [...fields.values()].filter((field) => field.condition && !holds(field.condition));
  if (!stale.length) return design;
  return { ...design, groups: design.groups.map((group) => ({ ...group, entries: group.entries.map((entry) => (isField(entry) && stale.includes(entry) ? { ...entry, condition: null } : entry)) })) };
}
function forget(design: Design, names: string[]): Design {
  const gone = new Set(names);
  const dependent = design.root.dependentRequired as Record<string, string[]> | undefined;
  if (!dependent) return mended(design);
  const kept = Object.fromEntries(Object.entries(dependent).filter(([name]) => !gone.has(name)).map(([name, others]) => [name, others.filter((other) => !gone.has(other))]).filter(([, others]) => others!.length));
  return mended({ ...design, root: { ...design.root, dependentRequired: kept } });
}

export type Fault = { key: 'no_title' | 'few_options' | 'same_title' | 'empty_group' | 'no_group_label'; where: string };

// What people who fill the form would stumble over; the server's gate says what is not valid.
export function faultsOf(design: Design): Fault[] {
  const faults: Fault[] = [];
  const titles = new Set<string>();
  for (const group of design.groups) {
    if (!group.label.trim()) faults.push({ key: 'no_group_label', where: group.key });
    if (!group.entries.length) faults.push({ key: 'empty_group', where: group.label || group.key });
  }
  for (const field of fieldsOf(design)) {
    const title = String(field.schema.title ?? '').trim();
    if (!title) faults.push({ key: 'no_title', where: field.name });
    else if (titles.has(title)) faults.push({ key: 'same_title', where: title });
    titles.add(title);
    const kind = kindOf(field.schema);
    if ((kind === 'choice' || kind === 'choices') && optionsOf(field.schema).length < 2) faults.push({ key: 'few_options', where: title || field.name });
  }
  return faults;
}
