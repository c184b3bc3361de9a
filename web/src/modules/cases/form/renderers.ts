// Our own renderers for JSON Forms, on Element Plus. The one with the highest rank that fits a field shows it.
import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/el-input.css';
import 'element-plus/theme-chalk/el-select.css';
import 'element-plus/theme-chalk/el-select-dropdown.css';
import 'element-plus/theme-chalk/el-option.css';
import 'element-plus/theme-chalk/el-popper.css';
import 'element-plus/theme-chalk/el-scrollbar.css';
import 'element-plus/theme-chalk/el-tag.css';

import {
  and, formatIs, isBooleanControl, isDateControl, isEnumControl, isIntegerControl, isNumberControl, isOneOfEnumControl,
  isStringControl, or, rankWith, schemaMatches, schemaTypeIs, uiTypeIs, type JsonFormsRendererRegistryEntry,
} from '@jsonforms/core';
import { markRaw, type Component } from 'vue';

import AddressControl from './AddressControl.vue';
import ChoiceControl from './ChoiceControl.vue';
import DateControl from './DateControl.vue';
import FileControl from './FileControl.vue';
import LabelElement from './LabelElement.vue';
import MoneyControl from './MoneyControl.vue';
import MultiChoiceControl from './MultiChoiceControl.vue';
import NumberControl from './NumberControl.vue';
import NumberedControl from './NumberedControl.vue';
import RegionControl from './RegionControl.vue';
import TableControl from './TableControl.vue';
import TextControl from './TextControl.vue';
import VerticalLayout from './VerticalLayout.vue';

const entry = (renderer: Component, tester: JsonFormsRendererRegistryEntry['tester']): JsonFormsRendererRegistryEntry => ({
  renderer: markRaw(renderer),
  tester,
});
const formats = (...names: string[]) => and(uiTypeIs('Control'), schemaTypeIs('string'), or(...names.map((name) => formatIs(name))));
const layout = or(uiTypeIs('VerticalLayout'), uiTypeIs('HorizontalLayout'), uiTypeIs('Group'));
const choices = schemaMatches((schema) => {
  const items = schema.items as { enum?: unknown; oneOf?: unknown } | undefined;
  return Boolean(items && (items.enum || items.oneOf));
});

export const renderers: JsonFormsRendererRegistryEntry[] = [
  entry(VerticalLayout, rankWith(1, layout)),
  entry(LabelElement, rankWith(1, uiTypeIs('Label'))),
  entry(TextControl, rankWith(1, and(uiTypeIs('Control'), or(isStringControl, schemaTypeIs('string'))))),
  entry(NumberControl, rankWith(2, or(isNumberControl, isIntegerControl))),
  entry(DateControl, rankWith(3, isDateControl)),
  entry(NumberedControl, rankWith(3, formats('citizen_id', 'credit_code', 'organisation_code', 'mobile', 'phone'))),
  entry(MoneyControl, rankWith(3, formats('money'))),
  entry(RegionControl, rankWith(3, formats('region_code'))),
  entry(AddressControl, rankWith(3, formats('address'))),
  entry(FileControl, rankWith(3, formats('file', 'signature'))),
  entry(ChoiceControl, rankWith(4, or(isEnumControl, isOneOfEnumControl, isBooleanControl))),
  entry(TableControl, rankWith(3, and(uiTypeIs('Control'), schemaTypeIs('array')))),
  entry(MultiChoiceControl, rankWith(5, and(uiTypeIs('Control'), schemaTypeIs('array'), choices))),
];
