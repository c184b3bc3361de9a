import { describe, expect, it } from 'vitest';

import texts from '@/locales/staff/catalog.json';

import { kGroups, type Element } from './elements';
import { labelOfPointer } from './labels';

const all = texts as unknown as Record<string, string[]>;
const t = (key: string) => all[key]?.[0] ?? `no text for ${key}`;
const label = (pointer: string) => labelOfPointer(pointer, t, (key) => key in all);

describe('labels of elements', () => {
  it('exist for every element and list', () => {
    const keys = (element: Element, key: string): string[] => (element.kind === 'rows' ? [`element_list.${key.replace(/\./g, '_')}`, ...element.rows!.flatMap((part) => keys(part, `${key}.${part.path}`))] : [`element.${key}`]);
    const missing = kGroups.flatMap((group) => [`editor.group.${group.key}`, ...group.elements.flatMap((element) => keys(element, element.path))]).filter((key) => !(key in all));
    expect(missing).toEqual([]);
  });
  it('say which row and which part of it', () => {
    expect(label('/basic/item_name')).toBe(t('element.basic.item_name'));
    expect(label('/materials/1/material_name')).toBe(`${t('element_list.materials')} 2 › ${t('element.materials.material_name')}`);
    expect(label('/scenarios/0/options/1/label')).toBe(`${t('element_list.scenarios')} 1 › ${t('element_list.scenarios_options')} 2 › ${t('element.scenarios.options.label')}`);
    expect(label('/basic/legal_limit/amount')).toBe(t('element.basic.legal_limit'));
  });
});
