// What the pages of cases ask the server. Acts go through useAct (core/use_act.ts), which keeps their idempotency key.
import { call } from '@/core/api';
import type { AttachMaterialIn, MyCasesIn, ProgressIn, SaveAnswersIn, SaveContactIn, SaveScenarioIn, WorklistIn } from '@/core/types';

export const viewCase = (case_id: string, signal?: AbortSignal) => call('cases.view', { case_id }, { signal });
export const myCases = (input: MyCasesIn, signal?: AbortSignal) => call('cases.mine', input, { signal });
export const worklist = (input: WorklistIn, signal?: AbortSignal) => call('cases.worklist', input, { signal });
export const worklistCounts = (signal?: AbortSignal) => call('cases.worklist_counts', {}, { signal });
export const progress = (input: ProgressIn, signal?: AbortSignal) => call('cases.progress', input, { signal });
export const saveAnswers = (input: SaveAnswersIn) => call('cases.save_answers', input);
export const saveContact = (input: SaveContactIn) => call('cases.save_contact', input);
export const saveScenario = (input: SaveScenarioIn) => call('cases.save_scenario', input);
export const deleteDraft = (case_id: string) => call('cases.delete_draft', { case_id });
export const attachMaterial = (input: AttachMaterialIn, idempotencyKey?: string) => call('cases.attach_material', input, { idempotencyKey });
export const removeMaterial = (case_id: string, material_id: string) => call('cases.remove_material', { case_id, material_id });
export const earlierMaterials = (case_id: string, material_key: string) => call('cases.earlier_materials', { case_id, material_key });
// Shown in the page, to whoever may see the case.
export const caseFileUrl = (case_id: string, file_id: string) => `/api/v1/cases/${encodeURIComponent(case_id)}/files/${encodeURIComponent(file_id)}?shown=true`;
export const fileUrl = (file_id: string) => `/api/v1/files/${encodeURIComponent(file_id)}`;
