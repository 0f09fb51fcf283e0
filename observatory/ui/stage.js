// The stage: all steps are here, one is shown; a press of a key is a step at once, and its address.
//
// One listener a page. It is heard before Streamlit hears it. The server is asked for nothing until the
// stage is left: its own button is pressed then.
if (!window.observatoryStage) {
  const stage = { root: null, steps: [], digits: "" };
  window.observatoryStage = stage;

  const find = (name) => stage.root.querySelector(`.stage-${name}`);
  const alive = () => stage.root && stage.root.isConnected;
  const count = () => stage.steps.length;
  const asked = () => {
    const found = new URLSearchParams(window.location.search);
    const step = /^[1-9][0-9]{0,2}$/.test(found.get("step") || "") ? Number(found.get("step")) : 1;
    return { present: found.get("present") === "1", step: Math.min(step, count()) };
  };
  const now = () => stage.steps.findIndex((each) => each.classList.contains("here")) + 1;
  const close = () => {
    const open = ["grid", "notes", "hints", "black"].map(find).filter((each) => !each.hidden);
    open.forEach((each) => { each.hidden = true; });
    stage.root.querySelectorAll("details[open]").forEach((each) => { each.open = false; });
    return open.length > 0;
  };

  const draw = (step) => {
    stage.steps.forEach((each, at) => each.classList.toggle("here", at === step - 1));
    stage.root.querySelectorAll(".stage-dots a").forEach((each, at) => {
      each.classList.toggle("here", at === step - 1);
    });
    find("count").textContent = `${step} / ${count()}`;
    find("back").disabled = step === 1;
    find("on").disabled = step === count();
    if (!find("notes").hidden) fill();
  };

  const go = (to) => {
    const step = Math.max(1, Math.min(count(), to));
    if (step === now()) return;
    const kept = window.location.search.slice(1).split("&").filter((part) => part && !part.startsWith("step="));
    // In the order in which the pages write it, so that a reload is no new place of the history.
    if (step > 1) kept.splice(kept.indexOf("present=1") + 1, 0, `step=${step}`);
    window.history.pushState(null, "", `${window.location.pathname}?${kept.join("&")}`);
    draw(step);
  };

  const fill = () => {
    find("notes").innerHTML = stage.steps[now() - 1].querySelector(".stage-said").innerHTML || "–";
  };
  const toggle = (name) => {
    const panel = find(name);
    const shut = panel.hidden;
    close();
    panel.hidden = !shut;
    if (shut && name === "notes") fill();
    if (shut && name === "grid") lay();
  };

  const lay = () => {
    const grid = find("grid");
    grid.style.setProperty("--across", Math.max(2, Math.ceil(Math.sqrt(count()))));
    grid.replaceChildren(...stage.steps.map((each, at) => {
      const cell = document.createElement("div");
      const copy = each.cloneNode(true);
      const number = document.createElement("b");
      cell.className = `stage-cell${at === now() - 1 ? " here" : ""}`;
      number.textContent = at + 1;
      copy.classList.add("here");
      cell.append(copy, number);
      cell.addEventListener("click", () => { close(); go(at + 1); });
      return cell;
    }));
  };

  const look = (name) => {
    stage.root.dataset.look = name;
    window.sessionStorage.setItem("observatory-look", name);
  };
  const fullscreen = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  };
  const leave = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    document.querySelector(".st-key-stage-leave button")?.click();
  };

  const onward = () => (stage.root.dir === "rtl" ? "ArrowLeft" : "ArrowRight");
  const before = () => (stage.root.dir === "rtl" ? "ArrowRight" : "ArrowLeft");
  const acts = {
    PageDown: () => go(now() + 1),
    PageUp: () => go(now() - 1),
    Home: () => go(1),
    End: () => go(count()),
    b: () => toggle("black"),
    ".": () => toggle("black"),
    g: () => toggle("grid"),
    o: () => toggle("grid"),
    n: () => toggle("notes"),
    "?": () => toggle("hints"),
    h: () => toggle("hints"),
    t: () => look(stage.root.dataset.look === "dark" ? "light" : "dark"),
    f: fullscreen,
    Escape: () => { if (!close()) leave(); },
  };
  // The place of a letter on the keyboard, for those who write in another script.
  const letters = { KeyB: "b", KeyG: "g", KeyO: "o", KeyN: "n", KeyH: "h", KeyT: "t", KeyF: "f" };

  const act = (event) => {
    const key = event.key;
    if (key === onward()) return acts.PageDown;
    if (key === before()) return acts.PageUp;
    if (key === " " && !event.target.closest?.("button, a, summary")) {
      return event.shiftKey ? acts.PageUp : acts.PageDown;
    }
    if (/^[0-9]$/.test(key)) {
      return () => {
        stage.digits = (stage.digits + key).slice(-3);
        find("count").textContent = `${stage.digits} ⏎ / ${count()}`;
      };
    }
    if (key === "Enter" && stage.digits) {
      return () => {
        const to = Number(stage.digits);
        stage.digits = "";
        close();
        if (to) go(to);
        draw(now());
      };
    }
    return acts[key] || acts[letters[event.code]];
  };

  window.addEventListener("keydown", (event) => {
    if (!alive() || event.ctrlKey || event.metaKey || event.altKey) return;
    const found = act(event);
    if (!found) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat) return;
    if (!/^[0-9]$/.test(event.key)) stage.digits = event.key === "Enter" ? stage.digits : "";
    if (!find("black").hidden && event.key !== "Escape") {
      find("black").hidden = true;
      if (["b", "."].includes(event.key) || event.code === "KeyB") return;
    }
    found();
  }, true);

  window.addEventListener("popstate", () => {
    if (!alive()) return;
    const found = asked();
    if (found.present) draw(found.step);
  });

  stage.mount = () => {
    const root = document.querySelector(".stage");
    if (!root) return;
    stage.root = root;
    stage.digits = "";
    root.querySelectorAll("[data-svg]").forEach((each) => {
      each.innerHTML = each.dataset.svg;
      delete each.dataset.svg;
    });
    stage.steps = [...root.querySelectorAll(".stage-steps > .stage-slide")];
    const chosen = window.sessionStorage.getItem("observatory-look");
    if (chosen) root.dataset.look = chosen;
    const press = (name, does) => find(name).addEventListener("click", (event) => {
      event.currentTarget.blur();
      does();
    });
    press("back", () => go(now() - 1));
    press("on", () => go(now() + 1));
    press("help", () => toggle("hints"));
    press("out", leave);
    root.querySelectorAll(".stage-dots a").forEach((each, at) => {
      each.addEventListener("click", (event) => { event.preventDefault(); go(at + 1); });
    });
    draw(asked().step);
  };
}
