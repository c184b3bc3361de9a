// A small checker for the documented subset of JSON Schema that item forms use, with messages for people. The usual
// validators make functions from text, which the content security policy forbids; this one only reads the schema. It
// spares a round trip: what counts is the server's check.
import { isCitizenId, isCreditCode } from './identifiers';
import { normalMoney, normalNumber, normalPhone } from './normal';

export interface SchemaObject {
  [keyword: string]: unknown;
  type?: string | string[];
  title?: string;
  properties?: Record<string, SchemaObject>;
  required?: string[];
  items?: SchemaObject;
  format?: string;
}

// Shaped as JSON Forms expects errors.
export interface Fault {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message: string; // a key of the locale files, with its numbers after a colon: "fault.max:20"
  parentSchema: SchemaObject;
}

const kFormats: Record<string, (text: string) => boolean> = {
  citizen_id: (text) => isCitizenId(normalNumber(text)),
  credit_code: (text) => isCreditCode(normalNumber(text)),
  organisation_code: (text) => /^[0-9A-Z]{8}-?[0-9X]$/.test(normalNumber(text)),
  mobile: (text) => /^1[3-9]\d{9}$/.test(normalPhone(text)),
  phone: (text) => /^(\d{3,4}-?)?\d{3,11}(-\d{1,6})?$/.test(normalPhone(text)),
  postcode: (text) => /^\d{6}$/.test(text),
  money: (text) => /^\d{1,12}(\.\d{1,2})?$/.test(normalMoney(text)),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  email: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
  region_code: (text) => /^\d{12}$/.test(text),
  uri: (text) => /^https?:\/\/\S{3,}$/.test(text),
  'date-time': (text) => !Number.isNaN(Date.parse(text)),
  file: (text) => /^[0-9a-z]{13}$/.test(text),
  signature: (text) => /^[0-9a-z]{13}$/.test(text),
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function hasType(type: string, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    default:
      return type === 'null' ? value === null : true;
  }
}

function textFault(schema: SchemaObject, text: string): string {
  const { minLength, maxLength, pattern, format } = schema as { minLength?: number; maxLength?: number; pattern?: string; format?: string };
  const length = [...text].length;
  if (minLength !== undefined && length < minLength) return `fault.min_length:${minLength}`;
  if (maxLength !== undefined && length > maxLength) return `fault.max_length:${maxLength}`;
  if (format && kFormats[format] && !kFormats[format](text)) return `fault.format.${format}`;
  if (pattern) {
    try {
      if (!new RegExp(pattern, 'u').test(text)) return 'fault.pattern';
    } catch {
      // The server's dialect knows expressions that the browser does not; it will say.
    }
  }
  return '';
}

function numberFault(schema: SchemaObject, value: number): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema as Record<string, number | undefined>;
  if (minimum !== undefined && value < minimum) return `fault.minimum:${minimum}`;
  if (maximum !== undefined && value > maximum) return `fault.maximum:${maximum}`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return `fault.above:${exclusiveMinimum}`;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return `fault.below:${exclusiveMaximum}`;
  return '';
}

function choiceFault(schema: SchemaObject, value: unknown): string {
  if ('const' in schema && schema.const !== value) return 'fault.choice';
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return 'fault.choice';
  const options = schema.oneOf as SchemaObject[] | undefined;
  const allConstant = options?.length && options.every((option) => 'const' in option);
  if (allConstant && !options.some((option) => option.const === value)) return 'fault.choice';
  return '';
}

class Check {
  readonly faults: Fault[] = [];

  private add(path: string, schema: SchemaObject, keyword: string, message: string, params: Record<string, unknown> = {}) {
    this.faults.push({ instancePath: path, schemaPath: '', keyword, params, message, parentSchema: schema });
  }

  run(schema: SchemaObject, value: unknown, path: string): void {
    if (value === undefined) return;
    const types = schema.type === undefined ? [] : [schema.type].flat();
    if (types.length && !types.some((type) => hasType(type, value))) return this.add(path, schema, 'type', 'fault.type');
    const wrong =
      choiceFault(schema, value) ||
      (typeof value === 'string' ? textFault(schema, value) : '') ||
      (typeof value === 'number' ? numberFault(schema, value) : '');
    if (wrong) this.add(path, schema, 'check', wrong);
    if (isObject(value)) this.runObject(schema, value, path);
    if (Array.isArray(value)) this.runArray(schema, value, path);
    for (const part of (schema.allOf as SchemaObject[] | undefined) ?? []) this.run(part, value, path);
    if (isObject(schema.if)) {
      const branch = holds(schema.if as SchemaObject, value) ? schema.then : schema.else;
      if (isObject(branch)) this.run(branch as SchemaObject, value, path);
    }
  }

  private runObject(schema: SchemaObject, value: Record<string, unknown>, path: string): void {
    for (const name of schema.required ?? [])
      if (isEmpty(value[name])) this.add(path, schema, 'required', 'fault.required', { missingProperty: name });
    const dependent = (schema.dependentRequired as Record<string, string[]> | undefined) ?? {};
    for (const [name, needed] of Object.entries(dependent))
      if (!isEmpty(value[name]))
        for (const other of needed)
          if (isEmpty(value[other])) this.add(path, schema, 'required', 'fault.required', { missingProperty: other });
    for (const [name, part] of Object.entries(schema.properties ?? {}))
      if (!isEmpty(value[name])) this.run(part, value[name], `${path}/${name}`);
  }

  private runArray(schema: SchemaObject, value: unknown[], path: string): void {
    const { minItems, maxItems } = schema as { minItems?: number; maxItems?: number };
    if (minItems !== undefined && value.length < minItems) this.add(path, schema, 'minItems', `fault.min_items:${minItems}`);
    if (maxItems !== undefined && value.length > maxItems) this.add(path, schema, 'maxItems', `fault.max_items:${maxItems}`);
    if (schema.items) value.forEach((entry, index) => this.run(schema.items!, entry, `${path}/${index}`));
  }
}

export function faultsOf(schema: SchemaObject, value: unknown): Fault[] {
  const check = new Check();
  check.run(schema, value, '');
  return check.faults;
}

export function holds(schema: SchemaObject, value: unknown): boolean {
  if (value === undefined && ('const' in schema || 'enum' in schema)) return false;
  return faultsOf(schema, value).length === 0;
}

// The two functions that JSON Forms calls of the validator it expects.
export function validatorFor(translate: (message: string) => string) {
  const words = (fault: Fault): Fault => ({ ...fault, message: translate(fault.message) });
  return {
    compile(schema: SchemaObject) {
      const validate = (data: unknown): boolean => {
        validate.errors = faultsOf(schema, data).map(words);
        return validate.errors.length === 0;
      };
      validate.errors = [] as Fault[];
      return validate;
    },
    validate: (schema: SchemaObject, data: unknown) => holds(schema, data),
    errors: null,
  };
}
