// The types of the API that only the own pages use.
export type { IdentityAuthorisationView as Authorisation, OwnRunningCase, OwnTodo } from '@/core/api.gen';
