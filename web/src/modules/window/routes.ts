import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/staff/window', name: 'window', component: () => import('./pages/WindowPage.vue'), meta: { title: 'title.window', layout: 'staff', needs: 'staff', roles: ['window_clerk'], keep: true, nav: { place: 'work', order: 20 } } },
  { path: '/staff/window/cases/:case_id/:step(form|materials|check|decide)', name: 'window_case', component: () => import('./pages/WindowCasePage.vue'), meta: { title: 'title.window_case', layout: 'staff', needs: 'staff', roles: ['window_clerk'], keep: true } },
  { path: '/staff/window/cases/:case_id/hand-out', name: 'window_hand_out', component: () => import('./pages/HandOutPage.vue'), meta: { title: 'title.hand_out', layout: 'staff', needs: 'staff', roles: ['window_clerk'] } },
];
