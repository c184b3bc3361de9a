// What the pages of notices ask the server. Acts go through useAct (core/use_act.ts).
import { call } from '@/core/api';
import type { PublicNoticesIn, StaffNoticesIn } from '@/core/types';

export const publicNotices = (input: PublicNoticesIn, signal?: AbortSignal) => call('notices.public_list', input, { signal });
export const publicNotice = (notice_id: string, signal?: AbortSignal) => call('notices.public', { notice_id }, { signal });
export const staffNotices = (input: StaffNoticesIn, signal?: AbortSignal) => call('notices.list', input, { signal });
export const staffNotice = (notice_id: string, signal?: AbortSignal) => call('notices.view', { notice_id }, { signal });
