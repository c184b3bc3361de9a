// All routes of all modules, who may open them, and what happens after each change of page: title, focus, announcement.
import { watch } from 'vue';
import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from 'vue-router';

import type { Role } from './types';
import { i18n, loadStaffTexts } from './i18n';
import { mayOpen, type NavEntry } from './nav';
import { useSession } from './session';

declare module 'vue-router' {
  interface RouteMeta {
    title: string; // a key of the locale files
    layout?: 'public' | 'staff';
    needs?: 'signed_in' | 'applicant' | 'staff';
    roles?: Role[]; // with needs staff: any one of these
    keep?: boolean; // the component stays when only the path changes
    nav?: NavEntry; // stands in a navigation
  }
}

// Each module brings its own table of pages.
const kModules = import.meta.glob<{ routes: RouteRecordRaw[] }>('@/modules/*/routes.ts', { eager: true });

const kOwnRoutes: RouteRecordRaw[] = [
  { path: '/no-permission', name: 'no_permission', component: () => import('@/ui/NoPermission.vue'), meta: { title: 'title.no_permission' } },
  { path: '/:rest(.*)*', name: 'missing', component: () => import('@/ui/MissingPage.vue'), meta: { title: 'title.missing' } },
];

export function setTitle(text: string): void {
  document.title = `${text} · ${i18n.global.t('brand.name')}`;
  const announcer = document.getElementById('announcer');
  if (announcer) announcer.textContent = text;
}

function guard(router: Router): void {
  router.beforeEach(async (to) => {
    const session = useSession();
    try {
      if (to.meta.layout === 'staff') await loadStaffTexts();
      await session.load();
    } catch {
      // Public pages work without knowing who reads them; the others say what failed when they ask for their data.
      if (!to.meta.needs) return true;
    }
    if (!to.meta.needs) return true;
    if (!session.isSignedIn) return { name: 'sign_in', query: { next: to.fullPath } };
    if (!mayOpen(to.meta, session)) return { name: 'no_permission', query: { from: to.fullPath }, replace: true };
    return true;
  });
}

export function makeRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [...Object.values(kModules).flatMap((module) => module.routes), ...kOwnRoutes],
    scrollBehavior: (to, from, saved) => {
      if (saved) return saved;
      if (to.hash) return { el: to.hash };
      return to.path === from.path ? false : { top: 0 };
    },
  });
  guard(router);
  router.afterEach((to, from, failure) => {
    if (failure) return;
    setTitle(i18n.global.t(to.meta.title));
    // The first page gets its focus from the browser.
    if (from.matched.length && to.path !== from.path) document.getElementById('main')?.focus({ preventScroll: true });
  });
  watch(i18n.global.locale, () => setTitle(i18n.global.t(router.currentRoute.value.meta.title ?? 'brand.name')));
  return router;
}
