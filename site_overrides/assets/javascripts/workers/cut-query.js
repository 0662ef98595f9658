// Stands before Material's search worker, whose file is named after the "#". That one cuts a Chinese query along the words
// of its index, but never tries a piece that reaches the end of what was typed: it looks for 响应性 as 响 and 应.
// Here a query is cut as the index was, longest word first, and each word gets a last character that no text holds.
const QUERY = 2, SETUP = 0, END = "㐀";
const HAN = /\p{Script=Han}+/gu;
/** Words of the index by their first character, longest first. */
const words = new Map();

function learn(docs) {
  const found = new Set();
  for (const { title, text } of docs) {
    for (const word of `${title} ${text}`.match(HAN) ?? []) found.add(word);
  }
  for (const word of [...found].sort((a, b) => b.length - a.length)) {
    words.set(word[0], [...(words.get(word[0]) ?? []), word]);
  }
}

/** What starts no word, as at the end of a word still being typed, is left to Material. */
function cut(run) {
  const pieces = [];
  let rest = run;
  while (rest) {
    const word = words.get(rest[0])?.find((one) => rest.startsWith(one));
    pieces.push(word ? word + END : rest);
    rest = word ? rest.slice(word.length) : "";
  }
  return pieces.join(" ");
}

addEventListener("message", (event) => {
  const { type, data, cut: done } = event.data;
  if (type === SETUP) learn(data.docs);
  if (type !== QUERY || done) return;
  event.stopImmediatePropagation();
  dispatchEvent(new MessageEvent("message", { data: { type, data: data.replace(HAN, cut), cut: true } }));
});

importScripts(self.location.hash.slice(1));
