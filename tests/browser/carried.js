// Somebody's visit, and what is held before and after it, by the page's own modules: on the page of progress, `given` is
// [visit, whether there is an edition to compare with].
const [visit, isRevised] = given, { chapters, tags } = JSON.parse(document.querySelector("[data-items]").textContent);
const { isChanged, isPassed, itemOf, withAttempt, withItem, withRead } = await core("record");
const { asked, mine } = await core("delta"), { confirmationOf, withConfirmed } = await core("confirming"), { openStore } = await core("store"), { progressOf } = await core("progress");
const { store: base } = document.querySelector("[data-store]").dataset, store = openStore(localStorage, `${base}/record`, navigator.locks);

/** What another page embeds for its own scripts. */
const embedded = async (page, name) =>
  JSON.parse(new DOMParser().parseFromString(await (await fetch(new URL(`../${page}/`, location))).text(), "text/html").querySelector(`[data-${name}]`).textContent);
const changes = isRevised ? await embedded("changes", "changes") : null, toConfirm = await embedded("confirm", "confirm");
const items = chapters.flatMap((chapter) => chapter.items), sections = chapters.flatMap((chapter) => chapter.sections.map((one) => ({ ...one, ref: `${chapter.id}#${one.id}` })));

function held() {
  const record = (store.load(), store.record), now = progressOf(record, { chapters, tags }, Date.now()), counted = now.chapters.flatMap((chapter) => chapter.sections.map((one) => [`${chapter.id}#${one.id}`, one]));
  return {
    kept: JSON.parse(localStorage[`${base}/record`] || "null"),
    items: Object.fromEntries(items.map((item) => [item.id, { entry: itemOf(record, item.id, item.tag, item.was) || null, passed: isPassed(record, item), changed: isChanged(record, item) }])),
    sections: Object.fromEntries(counted.map(([ref, { read, changed }]) => [ref, { read, changed }])),
    confirmed: Object.fromEntries(toConfirm.sections.map((section) => [section.ref, confirmationOf(record, section).state])),
    mine: changes && mine(record, changes).map(({ ref }) => ref), asked: changes && asked(record, changes, items).map(({ id }) => id),
    passed: now.passed.n, tests: now.tests.map(({ id }) => id),
  };
}

const before = held(), named = (list, own, key = "id") => list.find((one) => one[key] === own);
for (const [id, entry] of Object.entries(visit.answers)) store.update((record) => withItem(record, id, named(items, id).tag, entry));
for (const [ref, at] of Object.entries(visit.reads)) store.update((record) => withRead(record, ref, named(sections, ref, "ref").tag, at));
for (const [ref, entry] of Object.entries(visit.confirms)) store.update((record) => withConfirmed(record, ref, { ...entry, tag: named(sections, ref, "ref").tag }));
for (const [id, attempt] of Object.entries(visit.attempts)) store.update((record) => withAttempt(record, id, attempt));
return [before, held()];
