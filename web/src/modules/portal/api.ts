// What the pages of the portal ask the server, under names of their own.
import { call } from '@/core/api';

export const lifeEvents = (region_code: string, signal?: AbortSignal) => call('catalog.life_events', { region_code }, { signal });
export const lifeEvent = (event_key: string, region_code: string, answers: string, signal?: AbortSignal) => call('catalog.life_event', { event_key, region_code, answers }, { signal });
export const answersTo = (q: string, region_code: string, signal?: AbortSignal) => call('catalog.answers', { q, region_code }, { signal });
export const scoreboard = (region_code: string, signal?: AbortSignal) => call('catalog.scoreboard', { region_code }, { signal });
export const scoredItems = (department_id: string, after: string, signal?: AbortSignal) => call('catalog.scored_items', { department_id, after, limit: 20 }, { signal });
export const department = (department_id: string, signal?: AbortSignal) => call('catalog.department', { department_id }, { signal });
export const departments = (region_code: string, after: string, signal?: AbortSignal) => call('catalog.departments', { region_code, with_items: true, after, limit: 30 }, { signal });
export const departmentContact = (department_id: string, signal?: AbortSignal) => call('catalog.department_contact', { department_id }, { signal });
