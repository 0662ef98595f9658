// The service worker of a preview keeps nothing. Who looked at a built site on this port has its worker still, and
// would go on reading what that one kept: it is replaced by this one, which clears up, goes, and loads the pages anew.
addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(retire()));

async function retire() {
  await caches.delete(registration.scope);
  await registration.unregister();
  for (const page of await clients.matchAll({ type: "window" })) page.navigate(page.url);
}
