// Makes the pages bearable on bad lines. Kept are the shell (scripts and styles with a hash in their names, which never
// change) and a page that says that there is no connection. What the interface answers is never touched, let alone kept:
// it belongs to people, and others use the same device.
const kCache = 'tongban-shell-1';
const kOffline = ['/offline.html', '/offline.css', '/favicon.svg'];
const kMost = 200; // entries; old versions of the shell go first

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(kCache).then((cache) => cache.addAll(kOffline)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const others = (names) => Promise.all(names.filter((name) => name !== kCache).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(others).then(() => self.clients.claim()));
});

async function shell(request) {
  const cache = await caches.open(kCache);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  // A full disk must not keep anybody from the page.
  if (answer.ok) await keep(cache, request, answer.clone()).catch(() => undefined);
  return answer;
}

async function keep(cache, request, answer) {
  await cache.put(request, answer);
  const assets = (await cache.keys()).filter((entry) => new URL(entry.url).pathname.startsWith('/assets/'));
  await Promise.all(assets.slice(0, Math.max(0, assets.length - kMost)).map((entry) => cache.delete(entry)));
}

async function orOffline(request, path) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(path)) ?? Response.error();
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
  if (pathname.startsWith('/assets/')) event.respondWith(shell(request));
  else if (request.mode === 'navigate') event.respondWith(orOffline(request, '/offline.html'));
  else if (kOffline.includes(pathname)) event.respondWith(orOffline(request, pathname));
});
