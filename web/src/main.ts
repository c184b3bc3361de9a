import './ui/tokens.css';
import './ui/base.css';

import { createPinia } from 'pinia';
import { createApp } from 'vue';

import App from './App.vue';
import { watchConnection } from './core/connection';
import { applyElder } from './core/elder';
import { applyLanguage, i18n } from './core/i18n';
import { makeRouter } from './core/router';
import { connectSession } from './core/session';

applyLanguage();
applyElder();
const app = createApp(App);
app.use(createPinia());
connectSession();
app.use(i18n);
const router = makeRouter();
app.use(router);
watchConnection(router);
app.mount('#app');
