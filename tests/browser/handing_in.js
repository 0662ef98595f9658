// Somebody answers as planned and hands in, with the page's own modules: `given` is [link, manual, set, bank, people, change].
const [link, manual, set, bank, people, change] = given;
const { drawAsked, poolMark, readAssignment, shownOrder } = await core("assignment"), { newNonce, writeSlip } = await core("slip");
const { assignment, key } = await readAssignment(link, manual), now = Date.now();

function answer({ hand, atoms, choices, marking: { key: { right } } }, isRight) {
  if (hand === "write") return { text: "我来办，今天下班前给您回电。", met: [] };
  if (hand === "fill") return isRight ? String([].concat(right)[0]) : "说不准";
  if (hand === "arrange") return isRight ? right : [...right].reverse();
  if (hand === "choose") return isRight ? right : Object.keys(atoms).filter((one) => !right.includes(one)).slice(0, 1);
  return Object.fromEntries(Object.entries(right).map(([row, one]) => [row, isRight ? one : Object.keys(choices).find((other) => other !== one)]));
}

return Promise.all(people.map(async ({ code, name, plan, k }) => {
  const ids = shownOrder(drawAsked(assignment, set, bank, k), assignment, code, k), r = {};
  for (const id of ids) if (plan[id] !== "blank") r[id] = answer(bank.find((one) => one.id === id), plan[id] === "right");
  const body = {
    a: assignment.id, set: assignment.set, e: assignment.edition, code, name, n: newNonce(), k, s: now - 600000, h: now, u: 580,
    l: "zh", d: set.digest, p: poolMark(bank), ids, t: ids.map((id) => bank.find((one) => one.id === id).tag ?? ""), r, sheets: {}, ...change,
  };
  return (await writeSlip(body, key, manual)).code;
}));
