// <branch-talk>: a conversation one choice at a time. Without script the scenes stand one below the other, joined by links.
class BranchTalk extends HTMLElement {
  connectedCallback() {
    if (this.log) return;
    this.path = [];
    this.scenes = this.querySelector(".tm-talk__scenes");
    this.log = document.createElement("ol");
    this.log.className = "tm-talk__log";
    this.append(this.log);
    this.setAttribute("data-ready", "");
    this.log.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-choice]");
      if (!choice) return;
      event.preventDefault();
      this.path.push(choice.dataset.choice);
      this.render();
      // What the customer answers is read next; the choice just pressed is gone.
      this.log.querySelector("[data-now]").focus({ preventScroll: true });
      this.log.querySelector("[data-now]").scrollIntoView({ block: "nearest" });
      this.dispatchEvent(new Event("input", { bubbles: true }));
    });
    this.render();
  }

  get response() {
    return this.path.slice();
  }

  set response(ids) {
    this.path = ids.slice();
    this.render();
  }

  scene(id) {
    return this.scenes.querySelector(`[data-node="${id}"]`).cloneNode(true);
  }

  render() {
    this.log.textContent = "";
    let here = this.dataset.start;
    for (const id of this.path.concat("")) {
      const scene = this.scene(here), choice = scene.querySelector(`[data-choice="${id}"]`);
      scene.removeAttribute("id");
      this.log.append(scene);
      if (!choice) {
        scene.setAttribute("data-now", "");
        scene.tabIndex = -1;
        this.toggleAttribute("data-ended", scene.hasAttribute("data-end"));
        return;
      }
      const said = document.createElement("div");
      said.className = "tm-talk__said";
      said.append(...choice.childNodes);
      this.review(said, `${here}.${id}`, here);
      scene.querySelector(".tm-talk__choices").replaceWith(said);
      here = choice.dataset.to;
    }
  }

  /** Feedback and the better line wait under each sentence; the style shows them once the talk has ended. */
  review(said, step, node) {
    const answer = document.getElementById(this.dataset.answer);
    const feedback = answer.querySelector(`[data-feedback="${step}"]`);
    const best = answer.querySelectorAll(`[data-best="${node}"]`);
    if (feedback) said.append(feedback.cloneNode(true));
    said.dataset.state = "right";
    if (!best.length || Array.from(best).some((one) => one.dataset.step === step)) return;
    said.dataset.state = "wrong";
    const better = answer.querySelector("[data-better]").cloneNode(true);
    better.hidden = false;
    better.append(best[0].querySelector(".tm-answer__atom").textContent);
    said.append(better);
  }
}

customElements.define("branch-talk", BranchTalk);
