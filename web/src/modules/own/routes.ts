import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/my', name: 'my', component: () => import('./pages/MyPage.vue'), meta: { title: 'title.my', needs: 'applicant', nav: { place: 'own', order: 10 } } },
  { path: '/my/agents', name: 'my_agents', component: () => import('./pages/AgentsPage.vue'), meta: { title: 'title.my_agents', needs: 'applicant', nav: { place: 'own', order: 70 } } },
];
