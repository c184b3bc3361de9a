// What the own pages ask the server. Acts go through useAct (core/use_act.ts).
import { call } from '@/core/api';

export const overview = (signal?: AbortSignal) => call('own.overview', {}, { signal });
export const authorisations = (signal?: AbortSignal) => call('identity.authorisations', {}, { signal });
export const revokeAuthorisation = (authorisation_id: string) => call('identity.revoke_authorisation', { authorisation_id });
export const searchItems = (q: string, signal?: AbortSignal) => call('catalog.search', { q, limit: 10 }, { signal });
