// A new element with its text: what people typed is text, never markup.

/** @param {string} name @param {string} text @param {string} [className] */
export const element = (name, text, className = "") => Object.assign(document.createElement(name), { textContent: text, className });
