// What the window asks the server beside what all pages of cases ask.
import { call } from '@/core/api';
import type { FindPersonIn } from '@/core/types';

export const findPerson = (input: FindPersonIn) => call('cases.find_person', input);
export const seeOriginal = (case_id: string, material_id: string) => call('cases.see_original', { case_id, material_id });
