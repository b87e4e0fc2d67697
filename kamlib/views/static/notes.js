// The notes window: shows the notes of the screen that the room sees, and keeps time. clock.js comes before this text.
// What the windows tell each other stands at the top of stage.js.

(() => {
  const root = document.getElementById("notes");
  const words = JSON.parse(document.getElementById("stage-words").textContent);
  const say = (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  const { unit, lang } = root.dataset;
  const notes = [...root.querySelectorAll(".note")];
  const list = root.querySelector(".all");
  const minutes = notes.map((note) => Number(note.dataset.minutes));
  const clock = makeClock(unit, lang);
  const channel = new BroadcastChannel(`kam-${unit}-${lang}`);
  const byId = (id) => document.getElementById(id);
  const press = (action, act) => document.querySelector(`[data-action=${action}]`).addEventListener("click", act);

  let now = 1;
  let step = 0;
  let steps = 0;
  let heard = false; // whether a stage has answered
  let placed = false; // whether any ever has

  const clamp = (screen) => Math.max(1, Math.min(notes.length, screen));
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const written = new Intl.NumberFormat(lang === "zh" ? "zh-CN" : "en", { maximumFractionDigits: 1 });

  function put(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  function draw() {
    const note = notes[now - 1];
    for (const each of notes) each.hidden = each !== note;
    put(byId("name"), note.dataset.name);
    put(byId("where"), `${now} / ${notes.length}`);
    put(byId("step"), steps ? ` · ${say("steps", { n: step, all: steps })}` : "");
    const next = notes[now];
    const small = steps > step ? say("next_step", { n: step + 1, all: steps }) : null;
    const line = next ? `${next.dataset.number} · ${next.dataset.name}` : say("last_screen");
    byId("next").replaceChildren(...(small ? [Object.assign(document.createElement("small"), { textContent: small })] : []), line);
    for (const button of root.querySelectorAll("[data-go]")) {
      const here = Number(button.dataset.go) === now;
      if (here && !button.hasAttribute("aria-current")) list.scrollTop = button.offsetTop - list.clientHeight / 2; // the list alone: the clock stays
      if (here) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    document.title = `${now} · ${note.dataset.name} – ${say("notes_of")}`;
    tick();
  }

  // -- clock ------------------------------------------------------------------------------------------------------

  const stamp = (ms) => {
    const seconds = Math.floor(ms / 1000);
    const [hours, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
    const tail = String(seconds % 60).padStart(2, "0");
    return hours ? `${hours}:${String(rest).padStart(2, "0")}:${tail}` : `${rest}:${tail}`;
  };
  const SIGNS = { ahead: "▲", behind: "▼", on_time: "●", not_started: "○" };

  /** Ahead of the plan before this screen should have begun, behind it after it should be over. */
  function pace(used) {
    const before = sum(minutes.slice(0, now - 1));
    const after = before + minutes[now - 1];
    if (used < before - 0.5) return ["ahead", before - used];
    if (used > after + 0.5) return ["behind", used - after];
    return ["on_time", 0];
  }
  function tick() {
    const state = clock.look();
    const used = state.total / 60_000;
    const [kind, apart] = state.started ? pace(used) : ["not_started", 0];
    const verdict = byId("verdict");
    verdict.dataset.pace = kind;
    put(verdict.querySelector(".sign"), SIGNS[kind]);
    const paused = state.started && !state.running ? ` · ${say("paused")}` : "";
    put(verdict.querySelector(".words"), say(kind, { n: Math.max(1, Math.round(apart)) }) + paused);
    put(byId("on-screen"), stamp(state.on(now)));
    put(byId("in-unit"), stamp(state.total));
    const time = (value) => say("minutes", { n: written.format(value) });
    put(byId("planned-screen"), say("planned_screen", { time: time(minutes[now - 1]) }));
    put(byId("planned-unit"), say("planned_unit", { time: time(sum(minutes.slice(0, now))), all: time(sum(minutes)) }));
    put(document.querySelector("[data-action=run]"), say(state.running ? "pause" : "start"));
  }
  press("run", () => {
    if (clock.look().running) clock.pause();
    else clock.start(now);
    sure = false;
    tick();
  });
  let sure = false;
  press("reset", ({ currentTarget }) => {
    if (sure) clock.reset();
    sure = !sure && clock.look().started;
    put(currentTarget, say(sure ? "reset_sure" : "reset"));
    setTimeout(() => { sure = false; put(currentTarget, say("reset")); }, 4000);
    tick();
  });

  // -- moving -------------------------------------------------------------------------------------------------------------

  /** Ask the stage; when none answers, this window moves alone. */
  function ask(message, alone) {
    heard = false;
    channel.postMessage(message);
    setTimeout(() => {
      byId("alone").hidden = heard;
      if (!heard && alone) alone();
    }, 400);
  }
  const move = (by) => ask({ type: "move", by }, () => {
    if (by > 0) clock.startOnce(now);
    place(now + by);
  });
  const go = (screen) => ask({ type: "go", screen }, () => place(screen));
  function place(screen) {
    [now, step, steps] = [clamp(screen), 0, 0];
    clock.moveTo(now);
    draw();
  }
  channel.onmessage = ({ data }) => {
    if (data.type !== "where") return;
    heard = true;
    byId("alone").hidden = true;
    byId("black").hidden = !data.black;
    const changed = data.screen !== now || !placed;
    placed = true;
    [now, step, steps] = [clamp(data.screen), data.step, data.steps];
    draw();
    if (changed) root.querySelector(".current").scrollTop = 0;
  };
  press("back", () => move(-1));
  press("forward", () => move(1));
  press("black", () => ask({ type: "black", on: byId("black").hidden }));
  press("show-again", () => ask({ type: "black", on: false }));
  for (const button of root.querySelectorAll("[data-go]")) button.addEventListener("click", () => go(Number(button.dataset.go)));

  const KEYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, " ": 1, Enter: 1, Backspace: -1 };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.closest("button, a") && (event.key === " " || event.key === "Enter");
    if (event.key in KEYS && !onButton) {
      event.preventDefault();
      move(KEYS[event.key]);
    } else if (event.key === "b" || event.key === ".") {
      ask({ type: "black", on: byId("black").hidden });
    }
  });

  draw();
  ask({ type: "ask" });
  setInterval(tick, 500);
  setInterval(() => ask({ type: "ask" }), 5000); // a stage may be closed or opened at any time
})();
