import type { RouteRecordRaw } from 'vue-router';

import { kInquiryRoles } from '@/core/session';

export const routes: RouteRecordRaw[] = [
  { path: '/ask', name: 'ask', component: () => import('./pages/AskPage.vue'), meta: { title: 'title.ask' } },
  { path: '/inquiries', name: 'my_inquiries', component: () => import('./pages/MyInquiriesPage.vue'), meta: { title: 'title.my_inquiries', needs: 'applicant', keep: true, nav: { place: 'own', order: 60 } } },
  { path: '/inquiries/lookup', name: 'inquiry_lookup', component: () => import('./pages/LookupPage.vue'), meta: { title: 'title.inquiry_lookup' } },
  { path: '/inquiries/:inquiry_id', name: 'inquiry', component: () => import('./pages/InquiryPage.vue'), meta: { title: 'title.inquiry', needs: 'applicant' } },
  { path: '/staff/inquiries', name: 'inquiry_worklist', component: () => import('./pages/InquiryWorklistPage.vue'), meta: { title: 'title.inquiry_worklist', layout: 'staff', needs: 'staff', roles: kInquiryRoles, keep: true, nav: { place: 'work', order: 30 } } },
  { path: '/staff/inquiries/:inquiry_id', name: 'staff_inquiry', component: () => import('./pages/StaffInquiryPage.vue'), meta: { title: 'title.inquiry', layout: 'staff', needs: 'staff', roles: kInquiryRoles } },
];
