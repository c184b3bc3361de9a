// What the identity pages ask the server.
import { call } from '@/core/api';
import type { LoginIn } from '@/core/types';

export const signIn = (input: LoginIn) => call('identity.login', input);
export const ownProfile = (signal?: AbortSignal) => call('identity.own_profile', {}, { signal });

// Where to go after signing in: only paths of this site.
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '';
}
