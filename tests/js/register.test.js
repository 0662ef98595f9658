// The register of confirmations: people, sections, what is missing where, and what a later slip changes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { registeredAt } from "../../site_overrides/assets/page/registered.js";
import { concernedOf, isConfirming, registerOf, rolesIn, sectionsOf } from "../../site_overrides/assets/core/register.js";

const ROLES = [{ id: "technician", names: ["安装师傅", "Technician"] }, { id: "manager", names: ["店长", "Manager"] }, { id: "desk", names: ["前台 / 接待", "Front desk"] }];
const section = (ref, tag, roles = [], more = {}) => ({ ref, tag, roles, title: ref, what: "material", ...more });
const SECTIONS = [section("facts#silent", "aa"), section("repair#tools", "bb", ["technician"]), section("money#refund", "cc", ["manager", "desk"]), section("notices.gas", "dd")];
const MEMBERS = [
  { code: "0412", name: "陈立", outlet: "苏州三店", role: "安装师傅" }, { code: "0431", name: "黄志强", outlet: "苏州三店", role: "manager" },
  { code: "0500", name: "李雪", outlet: "苏州一店", role: "ｔechnician／店长" }, { code: "0501", name: "王敏", outlet: "", role: "打杂" },
];
let n = 0;
const slip = (code, c, more = {}, assignment = "a") => ({ id: `${assignment}/${code}/${(n += 1)}`, assignment, at: n, receipt: `R${n}`, body: { code, name: code, e: "2026.2", h: n, o: "", c: c.map(([ref, tag, note = ""]) => [ref, tag, 1764500000000 + n, note]), ...more } });
const register = (slips, more = {}) => registerOf({ sections: SECTIONS, slips, assignment: "a", members: MEMBERS, roles: ROLES, ...more });
const of = ({ people }, code) => people.find((one) => one.code === code);
const states = (person) => Object.fromEntries(person.lines.map(({ section: { ref }, state }) => [ref, state]));
const open = (person) => person.open.map(({ section: { ref } }) => ref);

test("a list's word for a role is its id or its name in any language; two of them are both, an unknown one is none", () => {
  assert.deepEqual(["technician", " 安装师傅 ", "TECHNICIAN", "ＭＡＮＡＧＥＲ", "前台 / 接待", "店长、安装师傅", "店长/打杂", "打杂", ""].map((text) => rolesIn(text, ROLES)), [
    ["technician"], ["technician"], ["technician"], ["manager"], ["desk"], ["manager", "technician"], ["manager"], [], [],
  ]);
});

test("everybody is asked for what their role needs: the list says which, else they do, else it is everything", () => {
  const asked = (code, slips) => of(register(slips), code).lines.map(({ section: { ref } }) => ref);
  assert.deepEqual(asked("0412", []), ["facts#silent", "repair#tools", "notices.gas"]);
  assert.deepEqual(asked("0412", [slip("0412", [], { o: "manager" })]), ["facts#silent", "repair#tools", "notices.gas"]);
  assert.deepEqual(asked("0500", []), SECTIONS.map(({ ref }) => ref));
  assert.deepEqual(asked("0501", [slip("0501", [], { o: "manager" })]), ["facts#silent", "money#refund", "notices.gas"]);
  assert.deepEqual(asked("0501", [slip("0501", [], { o: "pilot" })]), SECTIONS.map(({ ref }) => ref));
});

test("confirmed, confirmed in an earlier text, and missing are three things; only the first is done", () => {
  const person = of(register([slip("412", [["facts#silent", "aa"], ["repair#tools", "b0"]])]), "0412");
  assert.deepEqual(states(person), { "facts#silent": "confirmed", "repair#tools": "earlier", "notices.gas": "missing" });
  assert.deepEqual([person.asked, open(person)], [3, ["repair#tools", "notices.gas"]]);
});

test("what is no duty of the role may be confirmed all the same, and is never missing", () => {
  const person = of(register([slip("0412", [["money#refund", "c0"]])]), "0412");
  assert.equal(states(person)["money#refund"], "earlier");
  assert.deepEqual([person.asked, open(person)], [3, ["facts#silent", "repair#tools", "notices.gas"]]);
});

test("a later slip replaces section by section, in whatever order they come, and takes nothing else away", () => {
  const first = slip("0412", [["facts#silent", "aa", "沉默几秒才算？"], ["repair#tools", "b0"]]), second = slip("0412", [["facts#silent", "aa"], ["repair#tools", "bb", "没有扳手"]]), third = slip("0412", [["notices.gas", "dd"]]);
  for (const slips of [[first, second, third], [third, second, first]]) {
    const found = register(slips), person = of(found, "0412");
    assert.deepEqual(person.open, []);
    assert.deepEqual(found.questions.map(({ person: { code }, line }) => [code, line.section.ref, line.note]), [["0412", "repair#tools", "没有扳手"]]);
  }
});

test("who has confirmed the present text is not asked again by an old phone's slip", () => {
  const now = slip("0412", [["facts#silent", "aa"]]), old = slip("0412", [["facts#silent", "a0"]]);
  assert.equal(states(of(register([now, old]), "0412"))["facts#silent"], "confirmed");
});

test("who takes a confirmation back has not confirmed; a question alone confirms nothing, and is heard", () => {
  const back = register([slip("0412", [["facts#silent", "aa"]]), slip("0412", [["facts#silent", "", "其实没懂"], ["money#refund", "", "我也能退吗？"]])]);
  assert.deepEqual(states(of(back, "0412")), { "facts#silent": "missing", "repair#tools": "missing", "money#refund": "missing", "notices.gas": "missing" });
  assert.deepEqual(open(of(back, "0412")), ["facts#silent", "repair#tools", "notices.gas"]);
  assert.deepEqual(back.questions.map(({ line: { note } }) => note), ["其实没懂", "我也能退吗？"]);
});

test("a change of words keeps the tag, and so the confirmation; another text asks again", () => {
  const slips = [slip("0412", [["facts#silent", "aa"], ["repair#tools", "bb"], ["notices.gas", "dd"]])];
  assert.deepEqual(open(of(register(slips, { sections: SECTIONS.map((one) => ({ ...one, title: `${one.title}（改字）` })) }), "0412")), []);
  assert.deepEqual(open(of(register(slips, { sections: SECTIONS.map((one) => ({ ...one, tag: one.ref === "facts#silent" ? "a2" : one.tag })) }), "0412")), ["facts#silent"]);
});

test("a renamed section keeps its confirmations", () => {
  const sections = [section("facts#quiet", "aa", [], { was: ["facts#silent"] })];
  assert.deepEqual(open(of(register([slip("0412", [["facts#silent", "aa"]])], { sections }), "0412")), []);
});

test("what was confirmed for one assignment counts for every other; who answered another is no stranger here", () => {
  const found = register([slip("0412", [["facts#silent", "aa"]], {}, "b"), slip("0999", [["facts#silent", "aa"]], {}, "b"), slip("0777", [["facts#silent", "aa"]])]);
  assert.equal(states(of(found, "0412"))["facts#silent"], "confirmed");
  assert.deepEqual(found.people.map(({ code, isStranger }) => [code, isStranger]), [["0412", false], ["0431", false], ["0500", false], ["0501", false], ["0777", true]]);
});

test("each outlet has its people and who of them is not done; who has no outlet stands last", () => {
  const all = SECTIONS.map(({ ref, tag }) => [ref, tag]), { outlets } = register([slip("0412", all)]);
  assert.deepEqual(outlets.map(({ outlet, people, open: behind }) => [outlet, people.length, behind.map(({ code }) => code)]), [["苏州三店", 2, ["0431"]], ["苏州一店", 1, ["0500"]], ["", 1, ["0501"]]]);
});

test("who has nothing to confirm is behind in nothing, and no outlet counts them", () => {
  const { people, outlets } = register([], { sections: [SECTIONS[2]], members: MEMBERS.slice(0, 2) });
  assert.deepEqual(concernedOf(people).map(({ code }) => code), ["0431"]);
  assert.deepEqual(outlets.map(({ people: own, open: behind }) => [own.length, behind.length]), [[1, 1]]);
});

test("without a list there is everybody who has handed in, and nobody is missing", () => {
  const { people, sections } = register([slip("7", [["repair#tools", "bb"]], { o: "technician" })], { members: [] });
  assert.deepEqual(people.map(({ code, isStranger, open: rest }) => [code, isStranger, rest.length]), [["7", false, 2]]);
  assert.deepEqual(sections.map(({ ref }) => ref), ["facts#silent", "repair#tools", "notices.gas"]);
});

test("of an edition's list that is gone what was confirmed for it is looked for in what there is", () => {
  const sets = [{ kind: "practice", set: "facts" }, { kind: "confirm", set: "confirm/2026-3", sections: [SECTIONS[1]] }, { kind: "confirm", set: "confirm/all", sections: SECTIONS }];
  const slips = [slip("7", [["repair#tools", "b0"], ["facts#silent", "aa"], ["lost#one", "x"]]), { ...slip("8", []), body: { code: "8", h: 1 } }];
  assert.deepEqual(sectionsOf(sets, "confirm/2026-2", slips).map(({ ref }) => ref), ["repair#tools", "facts#silent"]);
  assert.deepEqual(sectionsOf(sets, "confirm/2026-3", slips), [SECTIONS[1]]);
  assert.deepEqual([isConfirming({ set: "confirm/2026-2" }), isConfirming({ set: "facts" })], [true, false]);
});

const shell = (slips) => {
  const rows = { groups: [["g", { members: MEMBERS.slice(0, 2) }], ["h", { members: MEMBERS.slice(1) }]], slips: slips.map((one) => [one.id, one]) };
  const desk = { all: (kind) => rows[kind], get: (kind, id) => Object.fromEntries(rows[kind])[id] };
  return { desk, roles: ROLES, sets: [{ kind: "confirm", set: "confirm/all", sections: SECTIONS }], setOf: (name) => (name === "confirm/all" ? {} : undefined) };
};

test("a trainer's list says who is asked; headquarters asks whoever of all lists has one of its roles, or none that is known", () => {
  const codes = (assignment, slips = []) => registeredAt(shell(slips), { id: "a", set: "confirm/all", ...assignment }).people.map(({ code }) => code);
  assert.deepEqual(codes({ group: "h" }), ["0431", "0500", "0501"]);
  assert.deepEqual(codes({ campaign: true, group: "", groupName: "店长" }), ["0431", "0500", "0501"]);
  assert.deepEqual(codes({ campaign: true, group: "", groupName: "安装师傅 / 店长" }), ["0412", "0431", "0500", "0501"]);
  assert.deepEqual(codes({ group: "lost" }, [slip("7", [["facts#silent", "aa"]]), { ...slip("8", []), body: { code: "8", h: 1, r: {} } }]), ["7"]);
});
