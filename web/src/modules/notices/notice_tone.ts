import type { NoticeState } from '@/core/types';
import type { Tone } from '@/ui/StatusMark.vue';

const kTones: Record<NoticeState, Tone> = { draft: 'info', published: 'good', withdrawn: 'quiet' };
export const noticeTone = (state: NoticeState): Tone => kTones[state];
