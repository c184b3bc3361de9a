// The navigations are made from the routes: a page that belongs into one says so in its own row, and everybody sees what
// the guard of the router would let them open. Places: `own` (the applicant's pages), `work` (the workbenches, a line),
// `admin` (a menu beside it).
import type { RouteMeta, RouteRecordNormalized, Router } from 'vue-router';

import type { Role } from './types';

export interface NavEntry {
  place: 'own' | 'work' | 'admin';
  order: number; // smaller ones stand first
  title?: string; // a key of the locale files, when the title of the page is too long for a navigation
}

interface Visitor {
  isSignedIn: boolean;
  isStaff: boolean;
  isApplicant: boolean;
  hasRole(...roles: Role[]): boolean;
}

export function mayOpen(meta: RouteMeta, visitor: Visitor): boolean {
  if (!meta.needs) return true;
  if (!visitor.isSignedIn) return false;
  if (meta.needs === 'staff' && !visitor.isStaff) return false;
  if (meta.needs === 'applicant' && !visitor.isApplicant) return false;
  return meta.roles === undefined || visitor.hasRole(...meta.roles);
}

export function navRoutes(router: Router, place: NavEntry['place'], visitor: Visitor): RouteRecordNormalized[] {
  return router
    .getRoutes()
    .filter((route) => route.meta.nav?.place === place && mayOpen(route.meta, visitor))
    .sort((a, b) => a.meta.nav!.order - b.meta.nav!.order);
}

export const navTitle = (route: { meta: RouteMeta }): string => route.meta.nav?.title ?? route.meta.title;
