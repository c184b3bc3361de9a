// The groups of a form: what is shown together and saved together. Item layouts name them; fields that a layout forgot
// are shown in a group of their own, so that nothing required is out of reach.
import type { SchemaObject } from './schema_check';

export interface LayoutElement {
  type: string;
  label?: string;
  scope?: string;
  elements?: LayoutElement[];
  options?: Record<string, unknown>;
  rule?: unknown;
  [more: string]: unknown;
}

export interface FormGroup {
  key: string; // [a-z0-9_]+
  label: string;
  layout: LayoutElement;
  properties: string[];
}

const kRestKey = 'other';

export function propertiesIn(element: LayoutElement): string[] {
  const own = /^#\/properties\/([^/]+)/.exec(element.scope ?? '')?.[1];
  return [...(own ? [own] : []), ...(element.elements ?? []).flatMap(propertiesIn)];
}

function keyOf(element: LayoutElement, index: number): string {
  const named = element.key ?? element.group_key ?? element.options?.key ?? element.options?.group_key;
  return typeof named === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(named) ? named : `group_${index + 1}`;
}

function controlsFor(properties: string[]): LayoutElement[] {
  return properties.map((name) => ({ type: 'Control', scope: `#/properties/${name}` }));
}

export function groupsOf(schema: SchemaObject | null, layout: unknown): FormGroup[] {
  const all = Object.keys(schema?.properties ?? {});
  if (!all.length) return [];
  const root = layout as LayoutElement | null;
  const groups = (root?.elements ?? []).filter((element) => element.type === 'Group' || element.elements);
  const found: FormGroup[] = groups.map((element, index) => ({
    key: keyOf(element, index),
    label: element.label ?? '',
    layout: { ...element, type: 'VerticalLayout' },
    properties: [...new Set(propertiesIn(element))].filter((name) => all.includes(name)),
  }));
  const shown = new Set(found.flatMap((group) => group.properties));
  const rest = all.filter((name) => !shown.has(name));
  if (rest.length)
    found.push({ key: kRestKey, label: '', layout: { type: 'VerticalLayout', elements: controlsFor(rest) }, properties: rest });
  return found.filter((group) => group.properties.length > 0);
}

// A property's label for summaries, and its value as people read it.
export function labelOf(schema: SchemaObject | null, property: string): string {
  return schema?.properties?.[property]?.title ?? property;
}

export function valueText(schema: SchemaObject | undefined, value: unknown, yes: string, no: string): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? yes : no;
  const source = (schema?.type === 'array' ? schema.items : schema) ?? {};
  const titles = new Map(((source.oneOf as SchemaObject[] | undefined) ?? []).map((option) => [option.const, option.title]));
  if (Array.isArray(value))
    return value
      .map((entry) =>
        typeof entry === 'object' && entry !== null
          ? Object.entries(entry).map(([name, part]) => `${source.properties?.[name]?.title ?? name}：${valueText(source.properties?.[name], part, yes, no)}`).join('，')
          : String(titles.get(entry) ?? entry),
      )
      .join('；');
  return String(titles.get(value) ?? value);
}
