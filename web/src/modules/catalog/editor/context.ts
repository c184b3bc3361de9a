// What the fields of the editor share: the content they show, how they change it, and what the gate found.
import { inject, type ComputedRef, type InjectionKey } from 'vue';

import type { Finding, ItemContent } from './content';

export interface EditorContext {
  content: ComputedRef<ItemContent>;
  findings: ComputedRef<Finding[]>;
  readonly: ComputedRef<boolean>;
  set: (pointer: string, value: unknown) => void;
}
export const kEditor: InjectionKey<EditorContext> = Symbol('editor of an item');

export function useEditor(): EditorContext {
  const editor = inject(kEditor);
  if (!editor) throw new Error('a field of the editor outside of it');
  return editor;
}
