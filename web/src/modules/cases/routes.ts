import type { RouteRecordRaw } from 'vue-router';

import { kCaseRoles } from '@/core/session';

export const routes: RouteRecordRaw[] = [
  { path: '/apply/:item_id', name: 'apply_start', component: () => import('./pages/ApplyStartPage.vue'), meta: { title: 'title.apply', needs: 'applicant' } },
  { path: '/cases', name: 'my_cases', component: () => import('./pages/MyCasesPage.vue'), meta: { title: 'title.my_cases', needs: 'applicant', keep: true, nav: { place: 'own', order: 20 } } },
  { path: '/cases/:case_id', name: 'case', component: () => import('./pages/CasePage.vue'), meta: { title: 'title.case', needs: 'applicant' } },
  { path: '/cases/:case_id/apply/:step(form|materials|check)', name: 'apply', component: () => import('./pages/ApplyPage.vue'), meta: { title: 'title.apply', needs: 'applicant', keep: true } },
  { path: '/cases/:case_id/receipt', name: 'receipt', component: () => import('./pages/ReceiptPage.vue'), meta: { title: 'title.receipt', needs: 'applicant' } },
  { path: '/progress', name: 'progress', component: () => import('./pages/ProgressPage.vue'), meta: { title: 'title.progress', keep: true } },
  { path: '/staff', name: 'worklist', component: () => import('./pages/WorklistPage.vue'), meta: { title: 'title.worklist', layout: 'staff', needs: 'staff', roles: kCaseRoles, keep: true, nav: { place: 'work', order: 10 } } },
  { path: '/staff/tasks', name: 'tasks', component: () => import('./pages/TasksPage.vue'), meta: { title: 'title.tasks', layout: 'staff', needs: 'staff', roles: ['window_clerk', 'reviewer', 'approver', 'department_head'], nav: { place: 'work', order: 12 } } },
  { path: '/staff/cases/:case_id', name: 'staff_case', component: () => import('./pages/StaffCasePage.vue'), meta: { title: 'title.staff_case', layout: 'staff', needs: 'staff', roles: kCaseRoles } },
  { path: '/staff/department', name: 'department_figures', component: () => import('./pages/DepartmentPage.vue'), meta: { title: 'title.department_figures', layout: 'staff', needs: 'staff', roles: ['department_head', 'supervisor'], keep: true, nav: { place: 'work', order: 40 } } },
];
