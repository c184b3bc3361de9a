// What the pages of messages ask the server. Acts go through useAct (core/use_act.ts).
import { call } from '@/core/api';
import type { DeliveryState, MessageChannel, MessageKind } from '@/core/types';

export const myMessages = (unread: boolean, after: string | null, signal?: AbortSignal) => call('messages.mine', { unread, after, limit: 20 }, { signal });
export const unreadCount = () => call('messages.unread', {});
export const ownSettings = (signal?: AbortSignal) => call('messages.settings', {}, { signal });
export const listTemplates = (signal?: AbortSignal) => call('messages.templates', {}, { signal });
export const templateVersions = (kind: MessageKind, channel: MessageChannel, signal?: AbortSignal) => call('messages.template_versions', { kind, channel }, { signal });
export const outboxPage = (state: DeliveryState, after: string | null, signal?: AbortSignal) => call('messages.outbox', { state, after, limit: 20 }, { signal });
