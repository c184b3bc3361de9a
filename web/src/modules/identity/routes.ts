import type { RouteRecordRaw } from 'vue-router';

import { kCaseRoles } from '@/core/session';

export const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign_in', component: () => import('./pages/SignInPage.vue'), meta: { title: 'title.sign_in' } },
  { path: '/register', name: 'register', component: () => import('./pages/RegisterPage.vue'), meta: { title: 'title.register' } },
  { path: '/profile', name: 'profile', component: () => import('./pages/ProfilePage.vue'), meta: { title: 'title.profile', needs: 'signed_in', nav: { place: 'own', order: 90 } } },
  { path: '/password', name: 'password', component: () => import('./pages/PasswordPage.vue'), meta: { title: 'title.password', needs: 'signed_in' } },
  { path: '/staff/accounts', name: 'accounts', component: () => import('./pages/AccountsPage.vue'), meta: { title: 'title.accounts', layout: 'staff', needs: 'staff', roles: ['system_admin', 'security_admin'], keep: true, nav: { place: 'admin', order: 10 } } },
  { path: '/staff/accounts/:account_id', name: 'account', component: () => import('./pages/AccountPage.vue'), meta: { title: 'title.account', layout: 'staff', needs: 'staff', roles: ['system_admin', 'security_admin'] } },
  { path: '/staff/audit', name: 'audit', component: () => import('./pages/AuditPage.vue'), meta: { title: 'title.audit', layout: 'staff', needs: 'staff', roles: ['auditor'], keep: true, nav: { place: 'admin', order: 20 } } },
  { path: '/staff/design', name: 'design', component: () => import('./pages/DesignPage.vue'), meta: { title: 'title.design', layout: 'staff', needs: 'staff', roles: ['system_admin'], nav: { place: 'admin', order: 900 } } },
  { path: '/staff/absence', name: 'absence', component: () => import('./pages/AbsencePage.vue'), meta: { title: 'title.absence', layout: 'staff', needs: 'staff', roles: kCaseRoles, nav: { place: 'work', order: 90 } } },
];
