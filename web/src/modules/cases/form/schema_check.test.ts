import { describe, expect, it } from 'vitest';

import { isCitizenId, isCreditCode } from './identifiers';
import { groupsOf, valueText } from './layout';
import { faultsOf, type SchemaObject } from './schema_check';

const schema: SchemaObject = {
  type: 'object',
  required: ['name', 'kind'],
  properties: {
    name: { type: 'string', title: '名称', minLength: 2, maxLength: 4 },
    kind: { type: 'string', enum: ['甲', '乙'] },
    area: { type: 'integer', minimum: 1 },
    mobile: { type: 'string', format: 'mobile' },
    items: { type: 'array', minItems: 1, items: { type: 'string', enum: ['热食', '冷食'] } },
    address: { type: 'string' },
  },
  if: { properties: { kind: { const: '乙' } }, required: ['kind'] },
  then: { required: ['address'] },
};
const messages = (data: unknown) => faultsOf(schema, data).map((fault) => fault.message);

describe('the check of a form', () => {
  it('asks for what is required, also when it was emptied', () => {
    const faults = faultsOf(schema, { name: '' });
    expect(faults.map((fault) => fault.params.missingProperty)).toEqual(['name', 'kind']);
  });
  it('counts characters as people do', () => {
    expect(messages({ name: '𠮷𠮷𠮷𠮷', kind: '甲' })).toEqual([]);
    expect(messages({ name: '一二三四五', kind: '甲' })).toEqual(['fault.max_length:4']);
  });
  it('says what is wrong with numbers, formats and choices', () => {
    expect(messages({ name: '小店', kind: '丙', area: 0, mobile: '123', items: ['生食'] })).toEqual([
      'fault.choice', 'fault.minimum:1', 'fault.format.mobile', 'fault.choice',
    ]);
    expect(messages({ name: '小店', kind: '甲', area: 'ten' })).toEqual(['fault.type']);
  });
  it('follows the condition of the schema', () => {
    expect(messages({ name: '小店', kind: '甲' })).toEqual([]);
    expect(faultsOf(schema, { name: '小店', kind: '乙' })[0]!.params.missingProperty).toBe('address');
  });
  it('lets a pattern pass that the browser cannot read', () => {
    expect(faultsOf({ type: 'string', pattern: '(?P<x>' }, 'a')).toEqual([]);
  });
});

describe('identifiers', () => {
  it('have check characters', () => {
    expect(isCitizenId('11010519491231002X')).toBe(true);
    expect(isCitizenId('110105194912310021')).toBe(false);
    expect(isCreditCode('91350100M000100Y43')).toBe(true);
    expect(isCreditCode('91350100M000100Y44')).toBe(false);
  });
});

describe('the groups of a form', () => {
  it('come from the layout, and forget no field', () => {
    const groups = groupsOf(schema, {
      type: 'VerticalLayout',
      elements: [{ type: 'Group', label: '基本', options: { group_key: 'base' }, elements: [{ type: 'Control', scope: '#/properties/name' }] }],
    });
    expect(groups.map((group) => group.key)).toEqual(['base', 'other']);
    expect(groups[1]!.properties).toContain('mobile');
    expect(groupsOf(null, null)).toEqual([]);
  });
  it('show values by their names', () => {
    expect(valueText({ oneOf: [{ const: 'a', title: '甲' }] }, 'a', '是', '否')).toBe('甲');
    expect(valueText({ type: 'boolean' }, false, '是', '否')).toBe('否');
    expect(valueText({ type: 'array', items: { type: 'object', properties: { name: { title: '姓名' } } } }, [{ name: '李' }], '是', '否')).toBe('姓名：李');
  });
});
