import { describe, expect, it } from 'vitest';

import { differences, findingsAt, idOf, upwards, valueAt, withValue, type Finding } from './content';
import { groupOf, kGroups, newRow, pointerOf } from './elements';

const found = (place: string): Finding => ({ code: 'gate.any', severity: 'error', sentence: '', place });

describe('a document as it is edited', () => {
  it('changes at one place, and shares the rest', () => {
    const before = { basic: { name: 'a', limit: { amount: 5 } }, materials: [{ key: 'm1' }, { key: 'm2' }] };
    const after = withValue(before, '/materials/1/key', 'm3');
    expect(valueAt(after, '/materials/1/key')).toBe('m3');
    expect(valueAt(before, '/materials/1/key')).toBe('m2');
    expect(after.basic).toBe(before.basic);
    expect(Array.isArray(after.materials)).toBe(true);
  });
  it('is compared place by place, with what was added and what is gone', () => {
    const rows = differences({ a: 1, b: [1, 2], c: { d: 'x' } }, { a: 1, b: [1, 3, 4], c: { e: 'y' } });
    expect(rows).toEqual([
      { pointer: '/b/1', before: 2, after: 3 },
      { pointer: '/b/2', before: undefined, after: 4 },
      { pointer: '/c/d', before: 'x', after: undefined },
      { pointer: '/c/e', before: undefined, after: 'y' },
    ]);
  });
});

describe('findings beside what they are about', () => {
  const all = [found('/materials/2/material_name'), found('/materials'), found('/basic/legal_limit')];
  it('stand at their own place, and at a list when asked for all below', () => {
    expect(findingsAt(all, '/materials').length).toBe(1);
    expect(findingsAt(all, '/materials', true).length).toBe(2);
    expect(findingsAt(all, '/material', true).length).toBe(0);
  });
  it('lead to the group that shows them', () => {
    expect(groupOf('/materials/2/material_name')).toBe('materials');
    expect(groupOf('/basic/legal_limit/amount')).toBe('limits');
    expect(groupOf('/form_schema/properties/x')).toBe('form');
    expect(groupOf('/extension/result_types')).toBe('result');
    expect(groupOf('/item/implementing_code')).toBe('naming');
  });
  it('are looked for upwards until something is shown', () => {
    expect(upwards('/materials/2/material_name')).toEqual(['/materials/2/material_name', '/materials/2', '/materials']);
    expect(idOf('/materials/2')).toBe('el-materials-2');
  });
});

describe('the elements', () => {
  it('stand in one group each', () => {
    const all = kGroups.flatMap((group) => group.elements.map((element) => pointerOf(element.path)));
    expect(new Set(all).size).toBe(all.length);
  });
  it('give a new row a key that no other has', () => {
    const materials = kGroups.find((group) => group.key === 'materials')!.elements[0]!;
    expect(newRow(materials, [{ material_key: 'm2' }]).material_key).toBe('m3');
    expect(newRow(materials, []).tolerable).toBe(false);
  });
});
