import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign_in', component: () => import('./pages/SignInPage.vue'), meta: { title: 'title.sign_in' } },
  { path: '/register', name: 'register', component: () => import('./pages/RegisterPage.vue'), meta: { title: 'title.register' } },
  { path: '/profile', name: 'profile', component: () => import('./pages/ProfilePage.vue'), meta: { title: 'title.profile', needs: 'signed_in', nav: { place: 'own', order: 90 } } },
  { path: '/staff/design', name: 'design', component: () => import('./pages/DesignPage.vue'), meta: { title: 'title.design', layout: 'staff', needs: 'staff', roles: ['system_admin'], nav: { place: 'admin', order: 900 } } },
];
