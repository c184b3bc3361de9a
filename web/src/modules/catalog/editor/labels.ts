// The label of the element that a pointer is about: rows by their number, with the part of the row.
import { kGroups, pointerOf, type Element } from './elements';

type Translate = (key: string, values?: Record<string, unknown>) => string;

function inRows(element: Element, key: string, rest: string[], t: Translate): string {
  const list = t(`element_list.${key.replace(/\./g, '_')}`);
  if (!rest.length) return list;
  const row = `${list} ${Number(rest[0]) + 1}`;
  const part = element.rows?.find((one) => one.path === rest[1]);
  if (!part) return row;
  const own = `${key}.${part.path}`;
  return `${row} › ${part.kind === 'rows' ? inRows(part, own, rest.slice(2), t) : t(`element.${own}`)}`;
}

export function labelOfPointer(pointer: string, t: Translate, exists: (key: string) => boolean): string {
  if (/^\/form_(schema|layout)(\/|$)/.test(pointer)) return t('editor.group.form');
  for (const group of kGroups)
    for (const element of group.elements) {
      const own = pointerOf(element.path);
      if (pointer !== own && !pointer.startsWith(`${own}/`)) continue;
      if (element.kind === 'rows') return inRows(element, element.path, pointer.slice(own.length).split('/').filter(Boolean), t);
      const key = `element.${element.path}`;
      return exists(key) ? t(key) : pointer;
    }
  return pointer;
}
