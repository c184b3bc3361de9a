// What the pages of questions, complaints and praise ask the server. Acts go through useAct (core/use_act.ts).
import { call } from '@/core/api';
import type { InquiryLookupIn, InquiryWorklistIn } from '@/core/types';

export const viewInquiry = (inquiry_id: string, signal?: AbortSignal) => call('inquiries.view', { inquiry_id }, { signal });
export const lookupInquiry = (input: InquiryLookupIn) => call('inquiries.lookup', input);
export const myInquiries = (after: string | null, signal?: AbortSignal) => call('inquiries.mine', { after, limit: 20 }, { signal });
export const inquiryWorklist = (input: InquiryWorklistIn, signal?: AbortSignal) => call('inquiries.worklist', input, { signal });
export const publishedQuestions = (item_id: string, after: string | null, signal?: AbortSignal) => call('inquiries.published', { item_id, after, limit: 10 }, { signal });
export const departmentsOf = (region_code: string, signal?: AbortSignal) => call('catalog.departments', { region_code, limit: 100 }, { signal });
