import type { RouteRecordRaw } from 'vue-router';

const clerk = { layout: 'staff', needs: 'staff', roles: ['window_clerk'] } as const;

export const routes: RouteRecordRaw[] = [
  { path: '/staff/window', name: 'window', component: () => import('./pages/WindowPage.vue'), meta: { ...clerk, roles: [...clerk.roles], title: 'title.window', keep: true, nav: { place: 'work', order: 20 } } },
  { path: '/staff/window/cases/:case_id/:step(form|materials|check|decide)', name: 'window_case', component: () => import('./pages/WindowCasePage.vue'), meta: { ...clerk, roles: [...clerk.roles], title: 'title.window_case', keep: true } },
  { path: '/staff/window/cases/:case_id/hand-out', name: 'window_hand_out', component: () => import('./pages/HandOutPage.vue'), meta: { ...clerk, roles: [...clerk.roles], title: 'title.hand_out' } },
];
