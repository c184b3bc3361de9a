// A form as it is designed: groups of fields. Read from the JSON Schema and the layout of a version and written back to
// both, so that they always fit each other. What the designer does not know (other keywords, other layout elements) goes
// through it unchanged.
import { propertiesIn, type LayoutElement } from '@/modules/cases/form/layout';
import type { SchemaObject } from '@/modules/cases/form/schema_check';

export interface Condition {
  name: string; // the field that is looked at
  value: string | boolean;
}
export interface Field {
  name: string; // the property
  schema: SchemaObject;
  required: boolean;
  condition: Condition | null; // shown only then, and required only then
  element: LayoutElement;
}
// Something of the layout that the designer only moves and removes.
export interface Other {
  element: LayoutElement;
}
export type Entry = Field | Other;
export interface Group {
  key: string;
  label: string;
  element: LayoutElement; // without its elements
  entries: Entry[];
}
export interface Design {
  root: SchemaObject; // without properties, required and the conditions that fields have
  layout: LayoutElement; // without its elements
  loose: Record<string, { schema: SchemaObject; required: boolean }>; // fields inside of others
  groups: Group[];
}

export const isField = (entry: Entry): entry is Field => 'name' in entry;
export const fieldsOf = (design: Design): Field[] => design.groups.flatMap((group) => group.entries.filter(isField));

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function conditionOf(element: LayoutElement): Condition | null {
  const rule = element.rule as { effect?: string; condition?: { scope?: string; schema?: SchemaObject } } | undefined;
  const name = /^#\/properties\/([^/]+)$/.exec(rule?.condition?.scope ?? '')?.[1];
  const schema = rule?.condition?.schema;
  if (rule?.effect !== 'SHOW' || !name || !schema || Object.keys(schema).join() !== 'const') return null;
  return typeof schema.const === 'string' || typeof schema.const === 'boolean' ? { name, value: schema.const } : null;
}
const ruleOf = ({ name, value }: Condition) => ({ effect: 'SHOW', condition: { scope: `#/properties/${name}`, schema: { const: value } } });
// The way in which "required when shown" is written in the schema.
const clauseOf = ({ name, value }: Condition, required: string[]): SchemaObject => ({ if: { properties: { [name]: { const: value } }, required: [name] }, then: { required } });
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function readEntry(element: LayoutElement, properties: Record<string, SchemaObject>, required: string[]): Entry {
  const name = element.type === 'Control' ? /^#\/properties\/([^/]+)$/.exec(element.scope ?? '')?.[1] : undefined;
  const schema = name ? properties[name] : undefined;
  if (!name || !schema) return { element };
  return { name, schema, required: required.includes(name), condition: conditionOf(element), element };
}

export function readDesign(schema: unknown, layout: unknown): Design {
  const document = (isObject(schema) ? schema : { type: 'object' }) as SchemaObject;
  const { properties = {}, required = [], ...root } = document;
  const view = (isObject(layout) ? layout : { type: 'VerticalLayout' }) as LayoutElement;
  const { elements = [], ...rest } = view;
  const groups: Group[] = [];
  for (const element of elements) {
    // Elements outside of a group stand in one of their own.
    const inner = element.elements ?? [element];
    const { elements: _, ...shell } = element.elements ? element : ({ type: 'Group' } as LayoutElement);
    const options = shell.options as { group_key?: string; key?: string } | undefined;
    groups.push({ key: options?.group_key ?? options?.key ?? `group_${groups.length + 1}`, label: shell.label ?? '', element: { ...shell, type: 'Group' }, entries: inner.map((entry) => readEntry(entry, properties, required)) });
  }
  const design: Design = { root, layout: rest, loose: {}, groups };
  const shown = new Set(fieldsOf(design).map((field) => field.name));
  for (const entry of groups.flatMap((group) => group.entries))
    if (!isField(entry)) for (const name of propertiesIn(entry.element)) if (properties[name] && !shown.has(name)) design.loose[name] = { schema: properties[name], required: required.includes(name) };
  // Fields that the layout forgot are at the end, where the form shows them too.
  const forgotten = Object.keys(properties).filter((name) => !shown.has(name) && !design.loose[name]);
  if (forgotten.length) groups.push({ key: freeKey(design), label: '', element: { type: 'Group' }, entries: forgotten.map((name) => readEntry({ type: 'Control', scope: `#/properties/${name}` }, properties, required)) });
  readClauses(design);
  return design;
}

// Takes out of the schema what says that a field is required when it is shown.
function readClauses(design: Design): void {
  const clauses = design.root.allOf as SchemaObject[] | undefined;
  if (!Array.isArray(clauses)) return;
  const left = clauses.flatMap((clause) => {
    const names = (clause.then as SchemaObject | undefined)?.required ?? [];
    const own = fieldsOf(design).filter((field) => field.condition && names.includes(field.name) && same(clause, clauseOf(field.condition, names)));
    if (!own.length) return [clause];
    for (const field of own) field.required = true;
    const others = names.filter((name) => !own.some((field) => field.name === name));
    return others.length ? [{ ...clause, then: { required: others } }] : [];
  });
  if (left.length) design.root.allOf = left;
  else delete design.root.allOf;
}

export interface Written {
  schema: SchemaObject | null;
  layout: LayoutElement | null;
}

export function writeDesign(design: Design): Written {
  const fields = fieldsOf(design);
  const loose = Object.entries(design.loose);
  // A form that asks nothing is none.
  if (!fields.length && !loose.length && !design.groups.length) return { schema: null, layout: null };
  const properties = Object.fromEntries([...fields.map((field) => [field.name, field.schema] as const), ...loose.map(([name, part]) => [name, part.schema] as const)]);
  const required = [...fields.filter((field) => field.required && !field.condition).map((field) => field.name), ...loose.filter(([, part]) => part.required).map(([name]) => name)];
  const clauses: SchemaObject[] = [...((design.root.allOf as SchemaObject[] | undefined) ?? [])];
  const byCondition = new Map<string, Field[]>();
  for (const field of fields) if (field.required && field.condition) byCondition.set(JSON.stringify(field.condition), [...(byCondition.get(JSON.stringify(field.condition)) ?? []), field]);
  for (const together of byCondition.values()) clauses.push(clauseOf(together[0]!.condition!, together.map((field) => field.name)));
  const { allOf: _, ...root } = design.root;
  const { type = 'object', ...more } = root;
  const schema = { type, properties, ...(required.length ? { required } : {}), ...more, ...(clauses.length ? { allOf: clauses } : {}) } as SchemaObject;
  const elements = design.groups.map((group): LayoutElement => ({
    ...group.element,
    type: 'Group',
    label: group.label,
    options: { ...group.element.options, group_key: group.key },
    elements: group.entries.map((entry) => {
      if (!isField(entry)) return entry.element;
      const { rule, ...element } = entry.element;
      // A rule that the designer cannot read is kept.
      const kept = entry.condition ? ruleOf(entry.condition) : conditionOf(entry.element) ? undefined : rule;
      return kept === undefined ? element : { ...element, rule: kept };
    }),
  }));
  return { schema, layout: { ...design.layout, elements } };
}

export function freeKey(design: Design): string {
  const taken = new Set(design.groups.map((group) => group.key));
  let number = design.groups.length + 1;
  while (taken.has(`group_${number}`)) number += 1;
  return `group_${number}`;
}
