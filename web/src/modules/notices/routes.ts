import type { RouteRecordRaw } from 'vue-router';

import type { Role } from '@/core/types';

const kRoles: Role[] = ['catalog_editor', 'catalog_publisher', 'system_admin'];

export const routes: RouteRecordRaw[] = [
  { path: '/notices', name: 'notices', component: () => import('./pages/NoticesPage.vue'), meta: { title: 'title.notices' } },
  { path: '/notices/:notice_id', name: 'notice', component: () => import('./pages/NoticePage.vue'), meta: { title: 'title.notice' } },
  { path: '/staff/notices', name: 'staff_notices', component: () => import('./pages/StaffNoticesPage.vue'), meta: { title: 'title.staff_notices', layout: 'staff', needs: 'staff', roles: kRoles, nav: { place: 'admin', order: 40 } } },
  { path: '/staff/notices/new', name: 'new_notice', component: () => import('./pages/EditNoticePage.vue'), meta: { title: 'title.edit_notice', layout: 'staff', needs: 'staff', roles: kRoles } },
  { path: '/staff/notices/:notice_id', name: 'edit_notice', component: () => import('./pages/EditNoticePage.vue'), meta: { title: 'title.edit_notice', layout: 'staff', needs: 'staff', roles: kRoles } },
];
