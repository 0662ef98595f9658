() => {
  // The first chapter read and half passed, the second begun; two items due, one section and one item overtaken by the
  // manual; one test passed, one not, one voided.
  const { chapters, sets } = JSON.parse(document.querySelector("[data-items]").textContent), [first, second] = chapters;
  const DAY = 86400000, now = Date.now(), today = Math.floor((now - new Date(now).getTimezoneOffset() * 60000) / DAY);
  const record = { version: 1, items: {}, places: {}, read: {}, attempts: {}, days: {} };
  const read = (chapter, section, tag) => { record.read[`${chapter.id}#${section.id}`] = { tag, at: now - 3 * DAY }; };
  const answer = (item, passed, more, tag = item.tag) => {
    const result = { share: +passed, passed };
    record.items[item.id] = { [tag]: { at: now - 2 * DAY, response: "x", result, ...more } };
  };
  for (const section of first.sections) read(first, section, section.tag);
  read(second, second.sections[0], second.sections[0].tag);
  read(second, second.sections[1], "older");
  const goal = first.objectives[0].id, reached = first.items.filter((item) => item.objective === goal);
  const [wrong, later, changed, ...others] = first.items.filter((item) => item.objective !== goal);
  for (const item of [...reached, ...others]) answer(item, true);
  answer(wrong, false, { step: 0, due: today });
  answer(later, false, { step: 1, due: today + 2 });
  answer(changed, true, {}, "older");
  record.days[new Date(today * DAY).toISOString().slice(0, 10)] = { phone: 6, tablet: 2 };
  const [one, other] = Object.keys(sets), empty = { ids: [], responses: {}, flags: [] };
  const sat = (set, seed, more) => ({ ...empty, set, seed, at: now, started: now, ended: now, of: 10, ...more });
  record.attempts = {
    a: sat(one, "4821", { score: 9, passed: true }),
    b: sat(other, "1177", { score: 6.5, passed: false }),
    c: sat(one, "9", { void: true }),
  };
  const { store } = document.querySelector("[data-store]").dataset;
  localStorage.setItem(`${store}/record`, JSON.stringify(record));
  return {
    store, passed: first.items.length - 3, section: second.sections[1].id, first: first.id, second: second.id,
    changed: changed.id, chapters: chapters.length, sections: first.sections.length,
  };
}
