import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/messages', name: 'my_messages', component: () => import('./pages/MessagesPage.vue'), meta: { title: 'title.messages', needs: 'applicant', keep: true, nav: { place: 'own', order: 40 } } },
  { path: '/messages/settings', name: 'message_settings', component: () => import('./pages/SettingsPage.vue'), meta: { title: 'title.message_settings', needs: 'applicant' } },
  { path: '/staff/messages', name: 'staff_messages', component: () => import('./pages/MessagesPage.vue'), meta: { title: 'title.messages', layout: 'staff', needs: 'staff', keep: true, nav: { place: 'work', order: 80 } } },
  { path: '/staff/messages/settings', name: 'staff_message_settings', component: () => import('./pages/SettingsPage.vue'), meta: { title: 'title.message_settings', layout: 'staff', needs: 'staff' } },
  { path: '/staff/admin/templates', name: 'message_templates', component: () => import('./pages/TemplatesPage.vue'), meta: { title: 'title.message_templates', layout: 'staff', needs: 'staff', roles: ['system_admin'], nav: { place: 'admin', order: 60 } } },
  { path: '/staff/admin/outbox', name: 'message_outbox', component: () => import('./pages/OutboxPage.vue'), meta: { title: 'title.message_outbox', layout: 'staff', needs: 'staff', roles: ['system_admin'], keep: true, nav: { place: 'admin', order: 70 } } },
];
