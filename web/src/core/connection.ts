// What the pages know about the connection, and the service worker that answers when there is none.
import { ref } from 'vue';
import type { Router } from 'vue-router';

export const online = ref(typeof navigator === 'undefined' || navigator.onLine !== false);
// Where somebody wanted to go when the script of that page did not arrive: without a line, or after an update of the site.
export const missed = ref('');

export function watchConnection(router: Router): void {
  window.addEventListener('online', () => (online.value = true));
  window.addEventListener('offline', () => (online.value = false));
  router.onError((_, to) => {
    missed.value = to.fullPath;
  });
  router.afterEach(() => {
    missed.value = '';
  });
  // Not while developing: it would keep what is being changed. Nor where the browser has none (plain http, some apps).
  if (import.meta.env.PROD && 'serviceWorker' in navigator)
    window.addEventListener('load', () => void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined));
}
