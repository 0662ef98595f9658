// <branch-talk>: a conversation one choice at a time. Without script the scenes stand one below the other, joined by links.
class BranchTalk extends HTMLElement {
  connectedCallback() {
    if (this.log) return;
    this.log = document.createElement("ol");
    this.append(this.log);
    this.setAttribute("data-ready", "");
    this.log.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-choice]");
      if (!choice) return;
      event.preventDefault();
      this.response = [...this.response, choice.dataset.choice];
      // What the customer answers is read next; the choice just pressed is gone.
      const scene = this.log.lastElementChild;
      scene.focus({ preventScroll: true });
      scene.scrollIntoView({ block: "nearest" });
      this.dispatchEvent(new Event("input", { bubbles: true }));
    });
    this.response = [];
  }

  get response() {
    return this.path;
  }

  set response(ids) {
    const answer = document.getElementById(this.dataset.answer);
    let here = this.dataset.start;
    this.path = ids;
    this.log.textContent = "";
    for (const id of [...ids, ""]) {
      const scene = this.querySelector(`[data-node="${here}"]`).cloneNode(true);
      const choice = scene.querySelector(`[data-choice="${id}"]`);
      scene.removeAttribute("id");
      scene.tabIndex = -1;
      this.log.append(scene);
      if (!choice) return;
      // Feedback waits under each sentence; the style shows it once the talk has ended.
      const said = document.createElement("div"), feedback = answer.querySelector(`[data-feedback="${here}.${id}"]`);
      said.className = "tm-talk__said";
      said.dataset.state = feedback.dataset.state;
      said.append(...choice.childNodes, feedback.cloneNode(true));
      scene.querySelector("ul").replaceWith(said);
      here = choice.dataset.to;
    }
  }
}

customElements.define("branch-talk", BranchTalk);
