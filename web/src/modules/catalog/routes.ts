import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./pages/HomePage.vue'), meta: { title: 'title.home' } },
  { path: '/search', name: 'search', component: () => import('./pages/SearchPage.vue'), meta: { title: 'title.search', keep: true } },
  { path: '/items/:item_id', name: 'guide', component: () => import('./pages/GuidePage.vue'), meta: { title: 'title.guide' } },
  { path: '/compare/:basic_item_id', name: 'compare', component: () => import('./pages/ComparePage.vue'), meta: { title: 'title.compare' } },
  {
    path: '/staff/items',
    name: 'editor_items',
    component: () => import('./pages/EditorItemsPage.vue'),
    meta: { title: 'title.editor_items', layout: 'staff', needs: 'staff', roles: ['catalog_editor', 'catalog_publisher'], nav: { place: 'work', order: 50, title: 'nav.editor' } },
  },
  {
    path: '/staff/items/new',
    name: 'new_item',
    component: () => import('./pages/NewItemPage.vue'),
    meta: { title: 'title.new_item', layout: 'staff', needs: 'staff', roles: ['catalog_editor', 'catalog_publisher'] },
  },
  {
    path: '/staff/items/:item_id',
    name: 'editor_item',
    component: () => import('./pages/EditorItemPage.vue'),
    meta: { title: 'title.editor_item', layout: 'staff', needs: 'staff', roles: ['catalog_editor', 'catalog_publisher'] },
  },
  { path: '/staff/places', name: 'places', component: () => import('./pages/PlacesPage.vue'), meta: { title: 'title.places', layout: 'staff', needs: 'staff', roles: ['catalog_editor', 'catalog_publisher', 'system_admin'], keep: true, nav: { place: 'admin', order: 50 } } },
  { path: '/staff/dictionary', name: 'dictionary', component: () => import('./pages/DictionaryPage.vue'), meta: { title: 'title.dictionary', layout: 'staff', needs: 'staff', roles: ['catalog_editor', 'catalog_publisher', 'system_admin'], keep: true, nav: { place: 'admin', order: 60 } } },
  { path: '/staff/transfer', name: 'transfer', component: () => import('./pages/TransferPage.vue'), meta: { title: 'title.transfer', layout: 'staff', needs: 'staff', roles: ['catalog_editor', 'catalog_publisher', 'system_admin'], nav: { place: 'admin', order: 80 } } },
  {
    path: '/staff/processes',
    name: 'processes',
    component: () => import('./pages/ProcessesPage.vue'),
    meta: { title: 'title.processes', layout: 'staff', needs: 'staff', roles: ['catalog_editor', 'catalog_publisher'], nav: { place: 'admin', order: 35, title: 'title.processes' } },
  },
  ...(['process', 'decision'] as const).map((name): RouteRecordRaw => ({
    path: name === 'process' ? '/staff/processes/:model_key' : '/staff/decisions/:model_key',
    name,
    component: () => import('./pages/ProcessPage.vue'),
    meta: { title: 'title.process', layout: 'staff', needs: 'staff', roles: ['catalog_editor', 'catalog_publisher'] },
  })),
  { path: '/staff/calendar', name: 'calendar', component: () => import('./pages/CalendarPage.vue'), meta: { title: 'title.calendar', layout: 'staff', needs: 'staff', roles: ['catalog_editor', 'catalog_publisher', 'system_admin', 'department_head', 'supervisor'], keep: true, nav: { place: 'admin', order: 70 } } },
];
