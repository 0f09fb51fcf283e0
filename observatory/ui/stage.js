// The keys of a presentation: arrows, and those that a clicker sends. One listener a page.
//
// A press is never lost: what comes while a step is being drawn waits, and is done after it. It is
// heard before Streamlit hears it, whose own shortcuts would count the same press again.
if (!window.observatoryStage) {
  const stage = { onward: "ArrowRight", waiting: 0, since: 0, from: null };
  window.observatoryStage = stage;

  const PATIENCE = 8000;
  const step = () => new URLSearchParams(window.location.search).get("step") || "1";
  const button = (way) => document.querySelector(`.st-key-stage-${way > 0 ? "on" : "back"} button`);
  const idle = () => {
    const app = document.querySelector("[data-testid=stApp]");
    return !app || [undefined, "notRunning"].includes(app.dataset.testScriptState);
  };

  const way = (event) => {
    if (event.key === "PageDown" || event.key === stage.onward) return 1;
    if (event.key === "PageUp" || event.key === (stage.onward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft")) return -1;
    if (event.key !== " " || event.target.closest?.("button, a")) return 0;
    return event.shiftKey ? -1 : 1;
  };

  const advance = () => {
    if (stage.from !== null) {
      const drawn = step() !== stage.from && idle();
      if (!drawn && Date.now() - stage.since < PATIENCE) return;
      if (!drawn) stage.waiting = 0;
      stage.from = null;
    }
    if (!stage.waiting || !idle()) return;
    const to = Math.sign(stage.waiting);
    const pressed = button(to);
    if (!pressed || pressed.disabled) {
      stage.waiting = 0;
      return;
    }
    stage.waiting -= to;
    stage.from = step();
    stage.since = Date.now();
    pressed.click();
  };

  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !button(1)) return;
    if (event.target.closest?.("input, textarea, [contenteditable=true]")) return;
    const to = way(event);
    if (!to) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat) return;
    stage.waiting += to;
    advance();
  }, true);
  window.setInterval(advance, 60);
}
