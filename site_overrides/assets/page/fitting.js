// Slips that are too full for A6 shrink until they fit: one that grew would push its back off its front.

const MM = 96 / 25.4, CELL = 148.4 * MM, INSET = 8 * MM;
/** Points: as designed, and what can still be read. */
const LARGEST = 8, SMALLEST = 5.8, STEP = 0.2;

/** Lets the paper's own stylesheet rule the screen for a moment, before anything is painted. */
export function fitSlips(root) {
  const sheet = document.querySelector("link[data-paper]"), { style } = document.documentElement;
  sheet.media = "all";
  style.fontSize = "16.5px"; // as base.css has it on paper
  for (const cell of root.querySelectorAll(".tm-slips__cell")) {
    const slip = cell.firstElementChild, isFull = () => slip.getBoundingClientRect().height + INSET > CELL;
    Object.assign(slip.style, { height: "auto", alignSelf: "start" });
    cell.style.alignSelf = "start";
    if (isFull()) cell.classList.add("tm-slips__cell--dense");
    for (let points = LARGEST; isFull() && points > SMALLEST; points -= STEP) cell.style.setProperty("--tm-slip-pt", `${(points - STEP).toFixed(1)}pt`);
    Object.assign(slip.style, { height: "", alignSelf: "" });
    cell.style.alignSelf = "";
  }
  sheet.media = "print";
  style.fontSize = "";
}
