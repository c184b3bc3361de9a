import { describe, expect, it } from 'vitest';

import { faultsOf as answerFaults } from '@/modules/cases/form/schema_check';

import { addField, addGroup, changeField, faultsOf, moveEntry, removeEntry, removeGroup, setKind, setOptions, setText, stepEntry } from './change';
import { fieldsOf, readDesign, writeDesign, type Design, type Field } from './design';
import { kindOf, kKinds, optionsOf, schemaFor, withOptions } from './kinds';

const kSchema = {
  type: 'object',
  properties: {
    name: { title: '名称', type: 'string', minLength: 1, maxLength: 200, 'x-personal': 'name' },
    kind: { title: '业态', type: 'string', enum: ['销售', '餐饮'] },
    kitchen: { title: '厨房面积', type: 'integer', minimum: 0 },
  },
  required: ['name', 'kind'],
  additionalProperties: false,
};
const kLayout = {
  type: 'VerticalLayout',
  elements: [
    { type: 'Group', label: '单位', options: { group_key: 'applicant' }, elements: [{ type: 'Control', scope: '#/properties/name' }] },
    { type: 'Group', label: '经营', options: { group_key: 'business' }, elements: [{ type: 'Control', scope: '#/properties/kind' }, { type: 'Control', scope: '#/properties/kitchen', options: { multi: true } }] },
  ],
};
const design = () => readDesign(kSchema, kLayout);
const field = (of: Design, name: string) => fieldsOf(of).find((one) => one.name === name)!;
const names = (of: Design) => of.groups.map((group) => group.entries.map((entry) => (entry as Field).name));

describe('a form as it is designed', () => {
  it('is written back as it was read', () => {
    expect(writeDesign(design())).toEqual({ schema: kSchema, layout: kLayout });
  });
  it('is nothing where there was nothing', () => {
    expect(writeDesign(readDesign(null, null))).toEqual({ schema: null, layout: null });
  });
  it('shows fields that the layout forgot, and keeps what it does not know', () => {
    const nested = { type: 'HorizontalLayout', elements: [{ type: 'Control', scope: '#/properties/kind' }] };
    const read = readDesign(kSchema, { type: 'VerticalLayout', elements: [{ type: 'Group', label: '单位', elements: [nested, { type: 'Label', text: '请如实填写' }] }] });
    expect(Object.keys(read.loose)).toEqual(['kind']);
    expect(names(read)[1]).toEqual(['name', 'kitchen']);
    const written = writeDesign(read);
    expect(Object.keys(written.schema!.properties!).sort()).toEqual(['kind', 'kitchen', 'name']);
    expect([...written.schema!.required!].sort()).toEqual(['kind', 'name']);
    expect(written.layout!.elements![0]!.elements).toEqual([nested, { type: 'Label', text: '请如实填写' }]);
  });
});

describe('changing a form', () => {
  it('adds a group and a field of any kind, with a name of its own', () => {
    let now = addGroup(design(), '其他');
    for (const kind of kKinds) now = addField(now, 2, kind, `问题 ${kind}`);
    const written = writeDesign(now);
    expect(Object.keys(written.schema!.properties!).length).toBe(3 + kKinds.length);
    expect(now.groups[2]!.entries.map((entry) => kindOf((entry as Field).schema))).toEqual([...kKinds]);
    expect(now.groups[2]!.key).toBe('group_3');
  });
  it('moves a field by steps, beyond the end of a group into the next', () => {
    const up = stepEntry(design(), { group: 1, entry: 0 }, -1);
    expect(names(up.design)).toEqual([['name', 'kind'], ['kitchen']]);
    expect(up.place).toEqual({ group: 0, entry: 1 });
    const down = stepEntry(up.design, up.place, 1);
    expect(names(down.design)).toEqual([['name'], ['kind', 'kitchen']]);
    expect(stepEntry(design(), { group: 0, entry: 0 }, -1).design).toEqual(design());
  });
  it('moves a field to another place at once', () => {
    expect(names(moveEntry(design(), { group: 0, entry: 0 }, { group: 1, entry: 99 }))).toEqual([[], ['kind', 'kitchen', 'name']]);
    expect(names(moveEntry(design(), { group: 1, entry: 0 }, { group: 1, entry: 1 }))).toEqual([['name'], ['kitchen', 'kind']]);
  });
  it('keeps title and help when the kind changes, and options between choices', () => {
    let now = setText(design(), field(design(), 'kind'), 'description', '以营业执照为准');
    now = setKind(now, field(now, 'kind'), 'choices');
    expect(field(now, 'kind').schema).toMatchObject({ title: '业态', description: '以营业执照为准', type: 'array' });
    expect(optionsOf(field(now, 'kind').schema)).toEqual(['销售', '餐饮']);
  });
  it('leaves the design before as it was', () => {
    const before = design();
    removeEntry(before, { group: 0, entry: 0 });
    expect(before).toEqual(design());
  });
});

describe('conditions', () => {
  const conditional = () => changeField(changeField(design(), 'kitchen', { condition: { name: 'kind', value: '餐饮' } }), 'kitchen', { required: true });
  it('show a field, and require it only then', () => {
    const { schema, layout } = writeDesign(conditional());
    expect(schema!.required).toEqual(['name', 'kind']);
    expect(answerFaults(schema!, { name: 'a', kind: '销售' })).toEqual([]);
    expect(answerFaults(schema!, { name: 'a', kind: '餐饮' }).map((fault) => fault.params.missingProperty)).toEqual(['kitchen']);
    expect(layout!.elements![1]!.elements![1]!.rule).toMatchObject({ effect: 'SHOW' });
  });
  it('are read back', () => {
    const { schema, layout } = writeDesign(conditional());
    const again = readDesign(schema, layout);
    expect(field(again, 'kitchen')).toMatchObject({ required: true, condition: { name: 'kind', value: '餐饮' } });
    expect(writeDesign(again)).toEqual({ schema, layout });
  });
  it('end with the field, or the answer, that they look at', () => {
    expect(field(removeEntry(conditional(), { group: 1, entry: 0 }), 'kitchen').condition).toBeNull();
    const now = conditional();
    expect(field(setOptions(now, field(now, 'kind'), ['销售', '食堂']), 'kitchen').condition).toBeNull();
    expect(writeDesign(removeEntry(conditional(), { group: 1, entry: 0 })).schema!.allOf).toBeUndefined();
  });
  it('that the designer cannot read are kept', () => {
    const rule = { effect: 'HIDE', condition: { type: 'OR', conditions: [] } };
    const layout = { ...kLayout, elements: [{ ...kLayout.elements[0]!, elements: [{ type: 'Control', scope: '#/properties/name', rule }] }, kLayout.elements[1]!] };
    expect(writeDesign(readDesign(kSchema, layout)).layout!.elements![0]!.elements![0]!.rule).toEqual(rule);
  });
});

describe('options', () => {
  it('may have codes of their own', () => {
    const schema = withOptions(schemaFor('choice'), ['01＝销售', '02=餐饮']);
    expect(schema.oneOf).toEqual([{ const: '01', title: '销售' }, { const: '02', title: '餐饮' }]);
    expect(optionsOf(schema)).toEqual(['01＝销售', '02＝餐饮']);
    expect(withOptions(schema, ['甲', '乙']).enum).toEqual(['甲', '乙']);
  });
});

describe('what people would stumble over', () => {
  it('is told', () => {
    const now = addField(addGroup(design(), ''), 0, 'choice', '名称');
    expect(faultsOf(now).map((fault) => fault.key).sort()).toEqual(['empty_group', 'few_options', 'no_group_label', 'same_title']);
    expect(faultsOf(removeGroup(now, 2)).length).toBe(2);
    expect(faultsOf(design())).toEqual([]);
  });
});
