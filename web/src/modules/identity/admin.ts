// What the pages of administrators ask of identity, and its names.
import { call } from '@/core/api';
import type { Endpoints, Role } from '@/core/types';

export type AccountsQuery = Endpoints['identity.accounts']['input'];
export type AccountPage = Endpoints['identity.accounts']['output'];
export type AccountRow = AccountPage['accounts'][number];
export type AccountView = Endpoints['identity.account']['output'];
export type PostView = AccountView['posts'][number];
export type AuditQuery = Endpoints['audit.list']['input'];
export type AuditPage = Endpoints['audit.list']['output'];
export type AuditEntry = AuditPage['entries'][number];

export const kRoles: Role[] = ['window_clerk', 'reviewer', 'approver', 'department_head', 'catalog_editor', 'catalog_publisher', 'supervisor', 'system_admin', 'security_admin', 'auditor'];
// Their posts name neither department nor region.
export const kInstallationWide: Role[] = ['system_admin', 'security_admin', 'auditor'];

export const accounts = (input: AccountsQuery, signal?: AbortSignal) => call('identity.accounts', input, { signal });
export const account = (account_id: string, signal?: AbortSignal) => call('identity.account', { account_id }, { signal });
export const auditEntries = (input: AuditQuery, signal?: AbortSignal) => call('audit.list', input, { signal });
export const auditChain = (signal?: AbortSignal) => call('audit.chain', {}, { signal });

// A password for one use that can be read out on the telephone: no letters that are mistaken for each other.
export function oneTimePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const picked: string[] = [];
  while (picked.length < 16) {
    // Values above the last whole multiple would favour the first letters.
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) if (byte < 248 && picked.length < 16) picked.push(letters[byte % letters.length]!);
  }
  return [0, 4, 8, 12].map((at) => picked.slice(at, at + 4).join('')).join('-');
}
