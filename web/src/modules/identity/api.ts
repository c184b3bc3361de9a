// What the identity pages ask the server.
import { call } from '@/core/api';
import { kCaseRoles } from '@/core/session';
import type { LoginIn, SessionView } from '@/core/types';

export const signIn = (input: LoginIn) => call('identity.login', input);
export const ownProfile = (signal?: AbortSignal) => call('identity.own_profile', {}, { signal });

// Where to go after signing in: only paths of this site.
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '';
}

// The desk that somebody works at: the first page after signing in.
export function deskOf(view: SessionView): { name: string } {
  if (view.kind !== 'staff') return { name: 'my' };
  if (view.must_change_password) return { name: 'password' };
  const roles = view.posts.map((post) => post.role);
  if (roles.some((role) => kCaseRoles.includes(role))) return { name: 'worklist' };
  if (roles.some((role) => role === 'catalog_editor' || role === 'catalog_publisher')) return { name: 'editor_items' };
  if (roles.some((role) => role === 'system_admin' || role === 'security_admin')) return { name: 'accounts' };
  if (roles.includes('auditor')) return { name: 'audit' };
  return { name: 'profile' };
}
