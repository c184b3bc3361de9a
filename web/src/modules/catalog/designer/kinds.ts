// The kinds of fields that a designer offers, each as the keywords that the renderers and the server's checks know.
import type { SchemaObject } from '@/modules/cases/form/schema_check';

export const kKinds = ['text', 'textarea', 'choice', 'choices', 'yes_no', 'promise', 'date', 'integer', 'number', 'money', 'citizen_id', 'credit_code', 'mobile', 'phone', 'email', 'postcode', 'address', 'region_code', 'table'] as const;
export type Kind = (typeof kKinds)[number];

const kFormats: Kind[] = ['textarea', 'date', 'money', 'citizen_id', 'credit_code', 'mobile', 'phone', 'email', 'postcode', 'address', 'region_code'];
// What a field keeps when its kind changes.
const kAnnotations = ['title', 'description', 'x-personal'];

export function kindOf(schema: SchemaObject): Kind | null {
  if (schema.type === 'boolean') return schema.const === true ? 'promise' : 'yes_no';
  if (schema.type === 'integer' || schema.type === 'number') return schema.type;
  if (schema.type === 'array') {
    if (schema.items?.enum || schema.items?.oneOf) return 'choices';
    return schema.items?.type === 'object' ? 'table' : null;
  }
  if (schema.type !== 'string') return null;
  if (schema.enum || schema.oneOf) return 'choice';
  if (!schema.format) return 'text';
  return kFormats.find((kind) => kind === schema.format) ?? null;
}

function keywordsOf(kind: Kind): SchemaObject {
  switch (kind) {
    case 'text':
      return { type: 'string', minLength: 1, maxLength: 200 };
    case 'textarea':
      return { type: 'string', format: 'textarea', maxLength: 2000 };
    case 'choice':
      return { type: 'string', enum: [] };
    case 'choices':
      return { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', enum: [] } };
    case 'yes_no':
      return { type: 'boolean' };
    case 'promise':
      return { type: 'boolean', const: true };
    case 'integer':
    case 'number':
      return { type: kind, minimum: 0 };
    case 'table':
      return { type: 'array', minItems: 1, maxItems: 100, items: { type: 'object', properties: {} } };
    default:
      return { type: 'string', format: kind, maxLength: 200 };
  }
}

export function schemaFor(kind: Kind, before: SchemaObject = {}): SchemaObject {
  const kept = Object.fromEntries(kAnnotations.filter((name) => name in before).map((name) => [name, before[name]]));
  const schema = { ...kept, ...keywordsOf(kind) };
  const choices = optionsOf(before);
  return choices.length && (kind === 'choice' || kind === 'choices') ? withOptions(schema, choices) : schema;
}

// The options of a choice, one or several.
export function optionsOf(schema: SchemaObject): string[] {
  const source = schema.type === 'array' ? (schema.items ?? {}) : schema;
  const titled = source.oneOf as { const?: unknown; title?: string }[] | undefined;
  if (Array.isArray(source.enum)) return source.enum.map(String);
  return titled?.map((option) => (option.title && option.title !== option.const ? `${String(option.const)}＝${option.title}` : String(option.const))) ?? [];
}
// "code＝name" gives an option a code of its own; plain words stand for themselves.
export function withOptions(schema: SchemaObject, options: string[]): SchemaObject {
  const parts = options.map((option) => /^(.+?)[＝=](.+)$/.exec(option)).map((match, at) => (match ? { const: match[1]!.trim(), title: match[2]!.trim() } : { const: options[at]!, title: options[at]! }));
  const coded = parts.some((part) => part.const !== part.title);
  const put = (source: SchemaObject): SchemaObject => {
    const { enum: _, oneOf: __, ...rest } = source;
    return coded ? { ...rest, oneOf: parts } : { ...rest, enum: parts.map((part) => part.const) };
  };
  return schema.type === 'array' ? { ...schema, items: put(schema.items ?? { type: 'string' }) } : put(schema);
}

// The values of a field that a condition may ask for.
export function valuesOf(schema: SchemaObject): { value: string | boolean; label: string }[] {
  if (kindOf(schema) === 'yes_no') return [{ value: true, label: '' }, { value: false, label: '' }];
  if (kindOf(schema) !== 'choice') return [];
  const titled = schema.oneOf as { const: string; title?: string }[] | undefined;
  return titled?.map((option) => ({ value: option.const, label: option.title ?? option.const })) ?? (schema.enum as string[]).map((value) => ({ value, label: value }));
}
