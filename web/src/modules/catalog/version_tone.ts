import type { VersionState } from '@/core/types';
import type { Tone } from '@/ui/StatusMark.vue';

const kTones: Record<VersionState, Tone> = { draft: 'quiet', checked: 'info', published: 'good', suspended: 'warn', retired: 'quiet' };
export const versionTone = (state: VersionState): Tone => kTones[state];
