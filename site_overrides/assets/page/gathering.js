// Which questions a <practice-quiz> plays that is not one chapter's: what is due, what was wrong, what an edition changed.
import { asked } from "../core/delta.js";
import { dueToday, mistakes } from "../core/review.js";
import { borrow, itemsOf } from "./borrow.js";

/** What stands behind #, also where a browser has written it otherwise. */
function named() {
  const text = location.hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether the questions could be fetched; otherwise the page says so, or stays empty. */
async function took(quiz, chosen) {
  const found = chosen.length > 0 && (await borrow(quiz, chosen));
  quiz.toggleAttribute("data-empty", !found);
  if (found) await quiz.take();
  else if (chosen.length) {
    quiz.put("status", "not-fetched");
    quiz.offer("fetch-again", "back");
  }
  return found;
}

/** What is due today, or with #mistakes what was wrong, out of all practice sets. @returns {Promise<boolean>} is there anything to play */
export async function review(quiz) {
  const items = itemsOf(quiz), { record } = quiz.store, wrong = location.hash === "#mistakes";
  const chosen = wrong ? mistakes(record, items) : dueToday(record, items, Date.now());
  if (await took(quiz, chosen)) {
    quiz.reopen(quiz.questions.filter((one) => !quiz.isOpen(one)));
    return true;
  }
  if (chosen.length) return false;
  quiz.put("status", wrong ? "nothing-wrong" : "nothing-due");
  quiz.offer(wrong || !mistakes(record, items).length ? "back" : "to-mistakes", wrong ? "to-progress" : "back");
  return false;
}

/** What the present edition asks of this learner; with the reference of a change behind #, what measures that alone. */
export async function delta(quiz) {
  const items = itemsOf(quiz), changes = JSON.parse(quiz.querySelector("[data-changes]").textContent);
  const due = asked(quiz.store.record, changes, items, quiz.local.read("role", ""));
  // The hash names the question as soon as one is shown; the history remembers what was asked for.
  const about = (history.state && history.state.about) || named();
  const wanted = changes.entries.filter(({ ref }) => ref === about).flatMap(({ ref, group, questions }) => (group === "question" ? [ref] : questions));
  if (wanted.length) history.replaceState({ ...history.state, about }, "");
  const own = items.filter(({ id }) => wanted.includes(id)), open = wanted.length ? due.filter((item) => own.includes(item)) : due;
  const chosen = open.length ? open : own;
  if (await took(quiz, chosen)) {
    quiz.reopen(quiz.questions.filter((one) => !quiz.isOpen(one) && open.some(({ id }) => id === one.id)));
    return true;
  }
  if (chosen.length) return false;
  quiz.put("status", changes.entries.some(({ ref }) => ref === about) ? "not-here" : "none");
  quiz.offer("back", "to-progress");
  return false;
}
