// What was read once opens without a signal, an edition is replaced whole or not at all; offline.py writes its list.
const VERSION = "{version}", ROOT = registration.scope, opened = caches.open(ROOT);
// A file is kept under its digest, never its address: what two editions share is there once, nothing of one can
// stand in for the other, and an edition that could not be fetched whole has changed nothing.
const LIST = `${ROOT}offline-${VERSION}.json`, keyOf = (digest) => `${ROOT}?kept=${digest}`;
const urlOf = (path) => ROOT + path.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/");
const pathOf = (url) => decodeURIComponent(url.split(/[?#]/)[0].slice(ROOT.length)).replace(/(^|\/)$/, "$1index.html");

/** What the server says, and a copy to keep when it is the file of this digest. */
async function ask(request, digest, cache = "default") {
  const response = await fetch(request, { cache }), { headers, redirected, status } = response;
  if (!digest) return { response };
  const body = await response.clone().arrayBuffer(), hash = await crypto.subtle.digest("SHA-256", body);
  const found = Array.from(new Uint8Array(hash, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  // The browser's own cache may hold another edition, and dates may tell the server that nothing has changed.
  if (found !== digest && cache === "default") return ask(request, digest, "reload");
  return { response, copy: found === digest && status === 200 && !redirected && new Response(body, { headers }) };
}

/** Keeps a file, and with a page its pictures. */
async function keep(path, files, copy) {
  const cache = await opened, key = keyOf(files[path]), old = await cache.match(key);
  const file = old || copy || (await ask(urlOf(path), files[path])).copy;
  if (!file) throw new Error(`${path} is not of edition ${VERSION}`);
  if (!old) await cache.put(key, file.clone());
  const sources = path.endsWith(".html") ? (await file.text()).matchAll(/<img[^>]* src="([^"]+)"/g) : [];
  const pictures = Array.from(sources, ([, source]) => pathOf(new URL(source, urlOf(path)).href));
  await Promise.all(pictures.filter((picture) => files[picture]).map((picture) => keep(picture, files)));
}

/** The lists kept, oldest first: that of the edition before, whose pages may still be open, and this one's. */
async function lists() {
  const cache = await opened, kept = (await cache.keys()).filter(({ url }) => url.startsWith(`${ROOT}offline-`));
  return Promise.all(kept.map(async ({ url }) => ({ url, ...(await (await cache.match(url)).json()) })));
}

async function install() {
  const { copy } = await ask(LIST, VERSION), { files, always } = await copy.clone().json();
  const cache = await opened, olds = await lists(), have = new Set((await cache.keys()).map(({ url }) => url));
  const isWanted = (path) => always.includes(path) || olds.some((old) => have.has(keyOf(old.files[path])));
  const wanted = new Map(Object.keys(files).filter(isWanted).map((path) => [files[path], path])); // each digest once
  await Promise.all(Array.from(wanted.values(), (path) => keep(path, files)));
  await cache.put(LIST, copy); // last: only a whole edition has its list here
  await skipWaiting();
}
async function activate() {
  const cache = await opened, editions = (await lists()).slice(-2);
  const needed = new Set(editions.flatMap(({ url, files }) => [url, ...Object.values(files).map(keyOf)]));
  for (const request of await cache.keys()) if (!needed.has(request.url)) await cache.delete(request);
  await clients.claim(); // then site.js of a page already open asks for it again, through here
}

// A file that is not what the list says: the server has the next edition already, and that one's worker is on its way.
// What the server says is the answer, for a page is whole in itself, but it is not kept. From then on the server is
// asked first: so the new page gets its own pictures, and nobody is led back to the old edition.
let known, overtaken = false;
async function answer(event) {
  const { mode, url } = event.request, path = pathOf(url);
  const all = await (known = known || lists()), { files } = all.find((list) => list.url === LIST);
  // A page that this edition has no more is gone; a script of the edition before may still be asked for.
  const digest = files[path] || (mode !== "navigate" && all.map((list) => list.files[path]).find(Boolean));
  const old = digest && await (await opened).match(keyOf(digest));
  if (old && !overtaken) return old;
  try {
    const { response, copy } = await ask(event.request, files[path], overtaken ? "reload" : "default");
    if (copy) event.waitUntil(keep(path, files, copy).catch(() => {})); // a full disk must not cost the page
    else if (files[path] && response.status === 200) overtaken = true;
    return old && response.status >= 400 ? old : response;
  } catch {
    const own = path.replace(/^(e\/[^/]+\/)?([^/]*).*/, "$2/offline/index.html"), door = files[own] ? own : "offline/index.html";
    if (old || mode !== "navigate" || path === door) return old || Response.error();
    return Response.redirect(`${urlOf(door)}#${url.slice(ROOT.length)}`);
  }
}

for (const [on, act] of Object.entries({ install, activate })) addEventListener(on, (event) => event.waitUntil(act()));
addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request, isOurs = url.startsWith(ROOT) && !headers.has("range");
  if (isOurs && method === "GET") event.respondWith(answer(event).catch(() => fetch(event.request)));
});
