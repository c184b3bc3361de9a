import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/find', name: 'find', component: () => import('./pages/FindPage.vue'), meta: { title: 'title.find', keep: true } },
  { path: '/find/:event_key', name: 'life_event', component: () => import('./pages/LifeEventPage.vue'), meta: { title: 'title.life_event' } },
  { path: '/departments', name: 'departments', component: () => import('./pages/DepartmentsPage.vue'), meta: { title: 'title.departments' } },
  { path: '/departments/:department_id', name: 'department', component: () => import('./pages/DepartmentPage.vue'), meta: { title: 'title.department' } },
  { path: '/scoreboard', name: 'scoreboard', component: () => import('./pages/ScoreboardPage.vue'), meta: { title: 'title.scoreboard' } },
  { path: '/scoreboard/:department_id', name: 'scored_items', component: () => import('./pages/ScoredItemsPage.vue'), meta: { title: 'title.scored_items' } },
];
