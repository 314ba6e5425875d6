// Keeps the verifier at hand without a network: its own pages, scripts and styles, nothing else.
"use strict";
const NAME = "exeat-verify-{{ version }}";
const KEPT = {{ kept|safe }};
const PAGE = {{ page|safe }};
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const path = `${address.pathname}/` === PAGE ? PAGE : address.pathname;
  if (event.request.method !== "GET" || address.origin !== location.origin || !KEPT.includes(path)) return;
  event.respondWith(fresh(event.request, path));
});

// What the network has, if it answers in time; else what was kept.
async function fresh(request, path) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(path);
  try {
    const response = await Promise.race([
      fetch(request),
      new Promise((_done, fail) => setTimeout(fail, kept ? PATIENCE : 60000, new Error("no answer in time"))),
    ]);
    if (response.ok && !response.redirected) await cache.put(path, response.clone());
    return response;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
