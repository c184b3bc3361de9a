import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/staff/queues', name: 'queues', component: () => import('./pages/QueuesPage.vue'), meta: { title: 'title.queues', layout: 'staff', needs: 'staff', roles: ['system_admin'], nav: { place: 'admin', order: 40 } } },
];
