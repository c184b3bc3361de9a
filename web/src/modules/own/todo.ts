// Where a to-do leads, and how urgent it looks.
import type { RouteLocationRaw } from 'vue-router';

import type { OwnTodo } from './types';
import type { Tone } from '@/ui/StatusMark.vue';

export function targetOf(todo: OwnTodo): RouteLocationRaw {
  const case_id = todo.case_id ?? '';
  switch (todo.kind) {
    case 'correct':
    case 'draft':
      return { name: 'apply', params: { case_id, step: 'form' } };
    case 'answered':
      return { name: 'inquiry', params: { inquiry_id: todo.inquiry_id ?? '' } };
    case 'renew':
      return { name: 'guide', params: { item_id: todo.item_id ?? '' } };
    default:
      return { name: 'case', params: { case_id } };
  }
}

export function toneOfTodo(todo: OwnTodo): Tone {
  if (todo.state === 'overdue') return 'bad';
  if (todo.state === 'warning') return 'warn';
  return todo.kind === 'fetch' || todo.kind === 'answered' ? 'good' : 'info';
}
