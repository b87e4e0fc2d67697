// The stage: shows a unit one screen at a time. Works on the plain DOM that kamlib/views/stage.py describes and
// needs no server; clock.js comes before this text.
//
// Windows of one browser follow each other over a BroadcastChannel `kam-<unit>-<lang>`:
//   stage -> all   {type: "where", from, screen, step, steps, black}
//   notes -> stage {type: "ask"} · {type: "move", by: 1|-1} · {type: "go", screen} · {type: "black", on}

(() => {
  const stage = document.getElementById("stage");
  const words = JSON.parse(document.getElementById("stage-words").textContent);
  const say = (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  const screens = [...stage.querySelectorAll(".stage-screen")];
  const { unit, lang, title } = stage.dataset;
  const me = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`kam-${unit}-${lang}`) : null;
  const clock = makeClock(unit, lang);
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  let now = 0; // index of the screen that is shown
  let step = 0; // how many of its steps are revealed
  let black = false;

  function h(tag, properties = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : String(value));
    }
    node.append(...children);
    return node;
  }

  // -- what stands on a screen ------------------------------------------------------------------------------------

  const bodyOf = (screen) => screen.querySelector(".stage-body");
  const cellsOf = (screen) => [...bodyOf(screen).children].filter((cell) => cell.classList.contains("stage-cell"));
  const figureIn = (cell) => cell.querySelector(":scope img, :scope svg:not(.kam svg)");
  const loading = () => stage.hasAttribute("data-loading");

  /** "words", "figure", "live", "wide", or "empty": what a cell shows decides where it stands. */
  function kindOf(cell) {
    if (cell.classList.contains("stage-words")) return cell.querySelector("table") ? "wide" : "words";
    if (cell.querySelector(".kam-live")) return "live";
    if (cell.querySelector(".kam-sheet, table")) return "wide";
    if (figureIn(cell)) return "figure";
    return cell.textContent.trim() && !onlyData(cell) ? "words" : "empty";
  }
  // what the kernel sent stands in a script element until Jupyter's own script draws it
  const onlyData = (cell) => ![...cell.querySelectorAll("*")].some((node) => node.localName !== "script" && node.textContent.trim() && !node.querySelector("script"));

  /** What is revealed by one press each: lists of cells, because a code cell may show several things. */
  function stepsOf(screen) {
    const steps = [];
    let last = null;
    for (const cell of cellsOf(screen)) {
      if (cell.hasAttribute("data-step")) steps.push(last = [cell]);
      else if (cell.hasAttribute("data-with")) last?.push(cell);
      else last = null;
    }
    const shows = (cell) => cell.dataset.kind !== "empty" || (loading() && cell.dataset.cell);
    return steps.filter((cells) => cells.some(shows));
  }

  function sort(screen) {
    for (const cell of cellsOf(screen)) {
      cell.dataset.kind = kindOf(cell);
      if (cell.dataset.kind === "words" || cell.dataset.kind === "wide") keepTogether(cell);
    }
  }
  /** No line ends between a currency and its amount, or an amount and its unit. */
  function keepTogether(cell) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT, (node) =>
      (node.parentElement.closest(".kam, script") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const kept = node.data.replace(/CNY (?=[\d−-])/g, "CNY\u00a0").replace(/(\d) (?=元)/g, "$1\u00a0").replace(/(\d) ([:×÷]) (?=\d)/g, "$1\u00a0$2\u00a0");
      if (kept !== node.data) node.data = kept;
    }
  }

  // -- how large everything is ---------------------------------------------------------------------------------------
  // Type grows with the window. A screen that holds too much gets smaller type, down to a floor that is still read
  // from the back row; after that it scrolls.

  const LARGEST = 38; // px of body text in a window of 1280 × 720, where a screen holds few words
  const BASE = 28;
  const FLOOR = 24;
  const PHONE = 19;
  const LEGIBLE = 0.42; // of the stage's width: the least a figure takes
  const SMALLEST_LIVE = 16.2; // labels in a picture, at 1280 × 720

  const SIZES = [0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3]; // the trainer's own choice, kept in this browser
  let chosen = 1;
  try {
    chosen = SIZES.find((size) => String(size) === localStorage.getItem("kam-size")) ?? 1;
  } catch {
    // a browser that keeps nothing
  }
  function resize(by) {
    chosen = SIZES[Math.max(0, Math.min(SIZES.length - 1, SIZES.indexOf(chosen) + by))];
    try {
      localStorage.setItem("kam-size", chosen);
    } catch {
      // for this window only
    }
    fitSoon(0);
  }

  function measures() {
    const width = stage.clientWidth;
    const height = stage.clientHeight;
    const scale = chosen * Math.min(width / 1280, window.innerHeight / 720);
    // a window upright or narrow is no projector: nobody sits in its back row
    if (width < 700) return { width, height, scale, largest: PHONE * chosen, base: PHONE * chosen, floor: (PHONE - 1) * chosen };
    return {
      width, height, scale,
      largest: Math.max(FLOOR * chosen, LARGEST * scale), base: Math.max(FLOOR * chosen, BASE * scale),
      floor: FLOOR * Math.max(chosen, scale * 0.92),
    };
  }

  const frames = (n) => new Promise((done) => {
    const next = () => (n-- > 0 ? requestAnimationFrame(next) : done());
    if (document.hidden) setTimeout(done, 30 * n);
    else next();
  });
  const overflow = (screen) => screen.scrollHeight - screen.clientHeight;

  function setType(screen, type, zoom) {
    screen.style.setProperty("--type", `${type.toFixed(2)}px`);
    screen.style.setProperty("--title", `${Math.min(type, measures().base * 1.06).toFixed(2)}px`);
    screen.style.setProperty("--zoom", (zoom / 15).toFixed(4));
  }

  /** The largest figure that leaves its screen without scrolling, as a width in px. */
  function figureWidth(screen, figure) {
    const ratio = ratioOf(figure);
    const cell = figure.closest(".stage-cell");
    figure.style.width = "1px"; // so that the words alone are measured
    const room = cell.clientWidth;
    const body = bodyOf(screen);
    const bottom = parseFloat(getComputedStyle(screen).paddingBottom);
    let free;
    if (screen.dataset.layout === "side") {
      free = screen.clientHeight - (body.getBoundingClientRect().top - screen.getBoundingClientRect().top + screen.scrollTop) - bottom;
    } else {
      const bottoms = cellsOf(screen).filter((each) => each.dataset.kind !== "empty").map((each) => each.getBoundingClientRect().bottom);
      const last = Math.max(...bottoms) - screen.getBoundingClientRect().top + screen.scrollTop;
      free = screen.clientHeight - bottom - last + figure.getBoundingClientRect().height;
    }
    const legible = Math.max(260, LEGIBLE * measures().width); // rather a screen that scrolls than a stamp
    return Math.max(Math.min(room, legible), Math.floor(Math.min(room, (free - 2) * ratio)));
  }
  function ratioOf(figure) {
    const box = figure.viewBox?.baseVal;
    if (box?.width) return box.width / box.height;
    return (figure.naturalWidth || Number(figure.getAttribute("width")) || 16) / (figure.naturalHeight || Number(figure.getAttribute("height")) || 9);
  }

  /** A live figure is as tall as its column is wide: take off what is too much, down to less than half the stage. */
  async function settle(screen) {
    screen.style.removeProperty("--picture");
    await frames(3);
    const drawn = screen.querySelector('.kam-live[data-kind="figure"] .kam-picture svg');
    const excess = overflow(screen);
    if (!drawn || excess <= 1) return;
    const wanted = Math.max(drawn.getBoundingClientRect().height - excess - 2, screen.clientHeight * 0.46);
    screen.style.setProperty("--picture", `${(wanted / parseFloat(screen.style.getPropertyValue("--zoom"))).toFixed(1)}px`);
  }

  let fitting = 0;
  /** Lay one screen out; a live picture redraws a frame later, so this waits for it. */
  async function fit(screen, run) {
    sort(screen);
    const size = measures();
    const cells = cellsOf(screen).filter((cell) => cell.dataset.kind !== "empty");
    const count = (kind) => cells.filter((cell) => cell.dataset.kind === kind).length;
    const tables = cells.filter((cell) => cell.dataset.kind === "wide");
    const sheet = cells.some((cell) => cell.querySelector(".kam-sheet"));
    const beside = count("figure") === 1 && cells.length > 1 && !sheet && size.width >= 900;
    const figures = cells.filter((cell) => cell.dataset.kind === "figure").map(figureIn);
    const live = count("live") > 0;
    screen.dataset.layout = "stack";
    bodyOf(screen).style.setProperty("--rows", Math.max(1, cells.length - 1));
    for (const figure of figures) figure.style.width = "";
    const few = [1, 0.8, 0.6, 0.4, 0.2].map((part) => size.base + (size.largest - size.base) * part);
    const many = [0, 0.25, 0.5, 0.75, 1].map((part) => size.base + (size.floor - size.base) * part);
    const grows = !figures.length && !sheet;
    const sizes = grows ? [...few, ...many] : many;
    let ok = false;
    for (const type of sizes) {
      setType(screen, type, live ? type * 0.86 : Math.min(type, size.floor));
      if (figures.length === 1) {
        const [figure] = figures;
        const wide = placeFigure(screen, figure, beside, tables);
        ok = overflow(screen) <= 1 && wide >= Math.floor(LEGIBLE * size.width);
      } else if (figures.length) {
        for (const figure of figures) figure.style.width = `${Math.min(figure.closest(".stage-cell").clientWidth, size.height * 0.6 * ratioOf(figure))}px`;
        ok = overflow(screen) <= 1;
      } else {
        if (live) await settle(screen);
        if (run !== fitting) return;
        ok = overflow(screen) <= 1;
      }
      if (ok) break;
    }
    if (!ok && live && size.width >= 900) {
      for (const label of [22, 20.5, 19.2, 17.6, SMALLEST_LIVE]) {
        setType(screen, size.floor, label * size.scale);
        await settle(screen);
        if (run !== fitting) return;
        if (overflow(screen) <= 1) break;
      }
    }
    if (!ok && !live && size.width >= 900 && sheet) {
      for (const label of [22, 20.5, 19]) {
        setType(screen, size.floor, label * size.scale);
        if (overflow(screen) <= 1) break;
      }
      if (overflow(screen) > 1) setType(screen, size.floor, size.floor); // it scrolls anyway, so in full size
    }
    const narrow = tables.length === 1 && !sheet && !figures.length && cells.length > 1 && size.width >= 900;
    if (!ok && narrow && tables[0].querySelector("table").offsetWidth < 0.56 * size.width) {
      screen.dataset.layout = "table"; // a long table on the left, its words beside it
      for (const type of many) {
        setType(screen, type, size.floor);
        if (overflow(screen) <= 1) break;
      }
      if (overflow(screen) > 1) screen.dataset.layout = "stack";
    }
    for (const cell of tables) fitTable(cell, screen);
    screen.dataset.fits = String(overflow(screen) <= 1);
  }
  /** Beside the words or below them, where the figure becomes larger; returns its width. */
  function placeFigure(screen, figure, beside, tables) {
    const below = figureWidth(screen, figure);
    for (const share of beside ? [30, 38, 46, 54] : []) {
      screen.dataset.layout = "side";
      screen.style.setProperty("--words", share);
      const side = figureWidth(screen, figure);
      figure.style.width = `${side}px`;
      const cut = tables.some((cell) => cell.scrollWidth > cell.clientWidth + 1);
      if (overflow(screen) <= 1 && !cut && side >= 0.85 * below) return side;
    }
    screen.dataset.layout = "stack";
    figure.style.width = `${below}px`;
    return below;
  }
  const TABLE_SIZES = [1, 0.92, 0.84, 0.76]; // of the type around it
  /** A table too wide or too tall for its screen gets smaller type, not a scroll bar, as long as it can be read. */
  function fitTable(cell, screen) {
    const table = cell.querySelector("table:not(.kam-sheet table)");
    if (!table) return;
    const setSize = (size) => table.style.setProperty("--table", String(size));
    const inWidth = () => Math.max(table.scrollWidth, table.offsetWidth) <= cell.clientWidth + 1;
    const largest = (fits) => TABLE_SIZES.find((size) => { setSize(size); return fits(); });
    if (largest(() => inWidth() && overflow(screen) <= 1)) return;
    largest(inWidth); // it scrolls anyway, so as large as its width allows
  }

  async function fitAll() {
    const run = ++fitting;
    const order = [now, ...screens.keys()].filter((index, place, all) => all.indexOf(index) === place);
    for (const index of order) {
      if (run !== fitting) return;
      await fit(screens[index], run);
      if (index === now) showStep();
    }
    stage.dataset.laid = "true";
  }
  let soon = null;
  function fitSoon(wait = 120) {
    clearTimeout(soon);
    delete stage.dataset.laid;
    soon = setTimeout(fitAll, wait);
  }

  // -- showing ---------------------------------------------------------------------------------------------------------

  const clamp = (index) => Math.max(0, Math.min(screens.length - 1, index));

  function show(index, steps, { scroll = "top", tell = true } = {}) {
    const changed = index !== now || !screens[index].classList.contains("stage-now");
    now = index;
    for (const [place, screen] of screens.entries()) {
      screen.classList.toggle("stage-now", place === now);
      screen.inert = place !== now;
    }
    sort(screens[now]);
    step = Math.max(0, Math.min(stepsOf(screens[now]).length, steps));
    showStep();
    if (changed) screens[now].scrollTop = scroll === "end" ? endOf(screens[now]) : 0;
    clock.moveTo(now + 1);
    drawBar();
    keepPlace();
    if (tell) tellOthers();
    // the keyboard must not stay in a control that nobody sees any more
    if (changed && document.activeElement?.closest?.(".stage-screen")) document.activeElement.blur();
    if (changed) spoken.textContent = say("screen_of", { n: now + 1, all: screens.length, name: screens[now].dataset.name });
  }
  function showStep() {
    for (const [place, cells] of stepsOf(screens[now]).entries()) {
      const waits = place >= step;
      for (const cell of cells) {
        cell.classList.toggle("stage-waits", waits);
        cell.inert = waits;
      }
    }
  }

  /** How far a screen must be scrolled until the last thing that is revealed is in view. */
  function endOf(screen) {
    const shown = cellsOf(screen).filter((cell) => cell.dataset.kind !== "empty" && !cell.classList.contains("stage-waits"));
    if (!shown.length) return 0;
    const bottom = Math.max(...shown.map((cell) => cell.getBoundingClientRect().bottom)) - screen.getBoundingClientRect().top + screen.scrollTop;
    const room = screen.clientHeight - parseFloat(getComputedStyle(screen).paddingBottom);
    return Math.max(0, Math.ceil(bottom - room));
  }
  function scrollTo(screen, top) {
    screen.scrollTo({ top, behavior: still.matches ? "instant" : "smooth" });
    aim = { screen, top };
  }
  let aim = null; // where a smooth scroll is going, so that a second press counts from there
  const at = (screen) => (aim?.screen === screen ? aim.top : screen.scrollTop);
  addEventListener("scrollend", () => { aim = null; }, true);

  function forward() {
    const screen = screens[now];
    const end = endOf(screen);
    const from = at(screen);
    if (end > from + 6) {
      scrollTo(screen, Math.min(end, from + screen.clientHeight * 0.72));
      clock.startOnce(now + 1);
      return;
    }
    if (end > screen.scrollTop + 6) { // pressed again while it still scrolls: show the end before anything else
      screen.scrollTo({ top: end, behavior: "instant" });
      return;
    }
    const steps = stepsOf(screen);
    if (step < steps.length) {
      clock.startOnce(now + 1);
      show(now, step + 1);
      const top = steps[step - 1][0].getBoundingClientRect().top - screen.getBoundingClientRect().top + screen.scrollTop - 24;
      if (endOf(screen) > screen.scrollTop + 6) scrollTo(screen, Math.min(endOf(screen), top));
    } else if (now < screens.length - 1) {
      clock.startOnce(now + 1);
      show(now + 1, 0);
    }
  }
  function back() {
    const screen = screens[now];
    if (at(screen) > 6 && step === 0) {
      scrollTo(screen, Math.max(0, at(screen) - screen.clientHeight * 0.72));
    } else if (step > 0) {
      show(now, step - 1);
      scrollTo(screen, Math.min(at(screen), endOf(screen)));
    } else if (now > 0) {
      show(now - 1, Infinity, { scroll: "end" });
    }
  }
  function go(index, steps = 0) {
    show(clamp(index), steps);
  }
  function setBlack(on) {
    black = on;
    cover.hidden = !on;
    stage.inert = on;
    tellOthers();
  }

  // -- bar, lists, sheets ---------------------------------------------------------------------------------------------------

  const ICONS = {
    back: '<path d="M10 3.5L5.5 8l4.5 4.5"/>',
    forward: '<path d="M6 3.5L10.5 8 6 12.5"/>',
    notes: '<path d="M3 2.5h10v11H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3"/>',
    full: '<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"/>',
    black: '<path d="M2.5 3.5h11v8h-11z" fill="currentColor"/><path d="M6 13.800h4"/>',
  };
  function face(name, label, act, text = null) {
    const node = h("button", { type: "button", class: "stage-button", "data-action": name, "aria-label": label, title: label, onclick: act });
    if (text) node.append(text);
    else node.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${ICONS[name]}</svg>`;
    return node;
  }
  const hasNotes = Boolean(stage.dataset.notes);
  const note = h("p", { class: "stage-note", role: "status" });
  const number = h("button", { type: "button", class: "stage-button stage-number", "data-action": "jump", title: say("jump"), onclick: () => openJump() });
  const line = h("div", { class: "stage-line", "aria-hidden": "true" }, h("span"));
  const spoken = h("p", { class: "stage-hidden", role: "status" });
  const cover = h("div", { class: "stage-black", hidden: true, role: "status", onclick: () => setBlack(false) }, h("span", { class: "stage-hidden" }, say("black")));
  const bar = h("nav", { class: "stage-bar", "aria-label": say("moving") },
    note,
    h("span", { class: "stage-tools" },
      face("keys", say("keys"), () => openSheet(keysSheet()), "?"),
      hasNotes ? face("notes", say("notes_open"), openNotes) : "",
      face("black", say("black_button"), () => setBlack(true)),
      document.fullscreenEnabled ? face("full", say("full"), toggleFull) : ""),
    h("span", { class: "stage-moves" }, face("back", say("back"), back), number, face("forward", say("forward"), forward)));

  function drawBar() {
    number.textContent = `${now + 1} / ${screens.length}`;
    number.setAttribute("aria-label", `${say("screen_of", { n: now + 1, all: screens.length, name: screens[now].dataset.name })}. ${say("jump")}`);
    line.firstChild.style.width = `${(100 * (now + 1)) / screens.length}%`;
    bar.querySelector("[data-action=back]").setAttribute("aria-disabled", String(now === 0 && step === 0));
    const last = now === screens.length - 1 && step >= stepsOf(screens[now]).length;
    bar.querySelector("[data-action=forward]").setAttribute("aria-disabled", String(last));
    document.title = `${now + 1} · ${screens[now].dataset.name} – ${title}`;
  }

  function openSheet(sheet) {
    document.querySelector(".stage-sheet")?.close();
    document.body.append(sheet);
    sheet.addEventListener("close", () => sheet.remove());
    sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
    sheet.showModal();
    return sheet;
  }
  const closer = () => h("button", { type: "button", class: "stage-button stage-close", "aria-label": say("close"), title: say("close"), onclick: (event) => event.target.closest("dialog").close() }, "×");

  function keysSheet() {
    const rows = ["forward", "back", "ends", "jump", "black", "full", "size", ...(hasNotes ? ["notes"] : []), "keys"];
    return h("dialog", { class: "stage-sheet", "aria-label": say("keys") }, closer(), h("h2", {}, say("keys")),
      h("dl", { class: "stage-keys" }, ...rows.flatMap((row) => [
        h("dt", {}, ...say(`key_${row}`).split(/\s{2,}/).map((key) => h("kbd", {}, key))), h("dd", {}, say(`does_${row}`))])),
      h("p", {}, say("keys_in_cards")));
  }

  function openJump() {
    const find = h("input", { type: "search", class: "stage-find", placeholder: say("jump_filter"), "aria-label": say("jump_filter"), autocomplete: "off" });
    const none = h("p", { class: "stage-none", role: "status", hidden: true }, say("jump_none"));
    const items = screens.map((screen, index) => h("button", {
      type: "button", class: "stage-item", "data-part": screen.dataset.part, "aria-current": index === now ? "true" : null,
      onclick: () => { sheet.close(); go(index); },
    }, h("span", { class: "stage-item-number" }, String(index + 1)), h("span", { class: "stage-item-name" }, screen.dataset.name),
    h("span", { class: "stage-item-minutes" }, say("minutes", { n: screen.dataset.minutes }))));
    const sheet = h("dialog", { class: "stage-sheet stage-jump", "aria-label": say("jump") }, closer(), h("h2", {}, say("jump")), find, h("div", { class: "stage-items" }, ...items), none);
    const found = () => items.filter((item) => !item.hidden);
    find.addEventListener("input", () => {
      const sought = find.value.trim().toLowerCase();
      for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(sought);
      none.hidden = found().length > 0;
    });
    sheet.addEventListener("keydown", (event) => {
      const list = found();
      const place = list.indexOf(document.activeElement);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const next = place + (event.key === "ArrowDown" ? 1 : -1);
        (next < 0 ? find : list[Math.min(next, list.length - 1)])?.focus();
      } else if (event.key === "Enter" && event.target === find && !event.isComposing) {
        event.preventDefault();
        list[0]?.click();
      }
    });
    openSheet(sheet);
    find.focus();
    items[now].scrollIntoView({ block: "center" });
  }

  function openNotes() {
    const address = new URL(stage.dataset.notes, location.href).href;
    const opened = window.open(address, `kam-notes-${unit}-${lang}`, "popup,width=1040,height=780");
    if (opened) opened.focus();
    else tellNote("blocked", say("notes_blocked", { address }));
  }
  function toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  const told = new Map(); // kind -> sentence; the gravest is shown
  function tellNote(kind, sentence, button = null) {
    if (sentence) told.set(kind, [sentence, button]);
    else told.delete(kind);
    const first = ["server", "engine", "blocked", "loading"].find((each) => told.has(each));
    const [text, action] = first ? told.get(first) : ["", null];
    if (note.dataset.kind === (first ?? "") && note.dataset.text === text) return;
    note.dataset.kind = first ?? "";
    note.dataset.text = text;
    note.replaceChildren(...(text ? [h("span", {}, text), ...(action ? [action] : [])] : []));
  }
  const reloader = () => h("button", { type: "button", class: "stage-button stage-reload", onclick: () => location.reload() }, say("reload"));

  // -- keys -----------------------------------------------------------------------------------------------------------------------

  const OWN_TEXT = "input:not([type=range], [type=radio], [type=checkbox], [type=button], [type=submit], [type=file]), textarea, select, [contenteditable=true]";
  const OWN_MOVES = "input, textarea, select, button, a, summary, [contenteditable=true], [tabindex]";
  const MOVES = {
    ArrowRight: forward, ArrowDown: forward, " ": forward, Enter: forward,
    ArrowLeft: back, ArrowUp: back, Backspace: back,
    Home: () => go(0), End: () => go(screens.length - 1),
  };
  const LETTERS = {
    b: () => setBlack(true), ".": () => setBlack(true), g: openJump, f: toggleFull, n: () => hasNotes && openNotes(),
    "+": () => resize(1), "=": () => resize(1), "-": () => resize(-1),
    "?": () => openSheet(keysSheet()), "？": () => openSheet(keysSheet()), "。": () => setBlack(true),
  };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const take = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (black) { // the room sees nothing: the first key only gives the screen back
      if (["Shift", "Control", "Alt", "Meta", "F5", "F11"].includes(event.key)) return;
      take();
      setBlack(false);
      return;
    }
    if (key === "PageDown" || key === "PageUp") {
      take();
      document.querySelector(".stage-sheet")?.close();
      (key === "PageDown" ? forward : back)();
      return;
    }
    if (document.querySelector(".stage-sheet")) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const inScreen = target.closest(".stage-screen, .kam-bar");
    if (target.closest(OWN_TEXT)) return;
    if (LETTERS[key] && !event.repeat) {
      take();
      LETTERS[key]();
      return;
    }
    const move = MOVES[event.key];
    if (!move || event.defaultPrevented) return;
    const own = inScreen ? target.closest(OWN_MOVES) && !target.matches(".stage-screen") : (key === "Enter" || key === " ") && target.closest("button");
    if (own) return;
    take();
    move();
  }

  // -- place, other windows, engine ------------------------------------------------------------------------------------------------------

  function keepPlace() {
    const place = `#${now + 1}${step ? `.${step}` : ""}`;
    if (location.hash !== place) history.replaceState(null, "", place);
  }
  function placeKept() {
    const [, screen, steps] = location.hash.match(/^#(\d+)(?:\.(\d+))?$/) ?? [];
    return screen ? [clamp(Number(screen) - 1), Number(steps ?? 0)] : [0, 0];
  }
  function tellOthers() {
    channel?.postMessage({ type: "where", from: me, screen: now + 1, step, steps: stepsOf(screens[now]).length, black });
  }
  function hear({ data }) {
    if (data.type === "ask") tellOthers();
    else if (data.type === "move") {
      if (black) setBlack(false);
      else (data.by > 0 ? forward : back)();
      tellOthers(); // also when it only scrolled, or stands at an end: whoever asked knows that somebody is here
    } else if (data.type === "go") go(data.screen - 1);
    else if (data.type === "black") setBlack(data.on);
    else if (data.type === "where" && data.from !== me) {
      // a second stage, on another screen of the same computer
      if (data.screen !== now + 1 || data.step !== step) show(clamp(data.screen - 1), data.step, { tell: false });
      if (data.black !== black) {
        black = data.black;
        cover.hidden = !black;
        stage.inert = black;
      }
    }
  }

  let process = null;
  async function askServer() {
    try {
      const answer = await fetch(stage.dataset.alive, { cache: "no-store" });
      const { process: lives } = answer.ok ? await answer.json() : { process: null };
      process ??= lives;
      tellNote("server", null);
      tellNote("engine", lives === null || lives !== process ? say("engine_new") : null, reloader());
    } catch {
      tellNote("server", say("server_gone"), reloader());
    }
  }
  const ASK_MS = 4000;
  const STUCK_MS = 90_000; // a page whose making failed half-way never says that it is finished

  /** What a cell shows has come from the server: put it in the cell's place. */
  window.stageArrived = (id) => {
    let place = stage.querySelector(`[data-cell="${id}"]`);
    for (const arrived of document.querySelectorAll(`.stage-arrived[data-for="${id}"]`)) {
      arrived.hidden = false;
      if (!place) {
        arrived.remove(); // a note's cell, or one that no screen shows
        continue;
      }
      if (place.childElementCount) {
        const next = h("div", { class: "stage-cell stage-output", "data-cell": id, "data-with": true });
        place.after(next);
        place = next;
      }
      place.append(arrived);
    }
  };

  /** All that the kernel shows is on the page; its controls draw themselves now. */
  window.stageEnd = () => {
    const start = Date.now();
    const look = setInterval(() => {
      const waiting = stage.querySelector('script[type="application/vnd.voila.cell-output+json"], [data-widget]:not(:has(.kam > *))');
      if (waiting && Date.now() - start < WAIT_MS) return;
      clearInterval(look);
      stage.removeAttribute("data-loading");
      tellNote("loading", null);
      for (const screen of screens) sort(screen);
      show(now, step);
      fitSoon(0);
    }, 100);
  };
  const WAIT_MS = 20_000;

  // -- start ---------------------------------------------------------------------------------------------------------------------------------

  document.documentElement.classList.add("stage-on");
  document.body.append(line, bar, spoken, cover);
  addEventListener("keydown", onKey, true);
  addEventListener("resize", () => fitSoon());
  addEventListener("hashchange", () => {
    const [screen, steps] = placeKept();
    if (screen !== now || steps !== step) show(screen, steps);
  });
  if (channel) channel.onmessage = hear;
  show(...placeKept());
  fitAll();
  document.fonts?.ready.then(() => fitSoon(0));
  for (const image of stage.querySelectorAll("img")) if (!image.complete) image.addEventListener("load", () => fitSoon());
  // what arrives later changes what a screen holds; what a control or card does to itself does not
  const arrivals = new MutationObserver((changes) => {
    const outside = changes.some(({ target }) => !target.closest?.(".kam"));
    if (outside) fitSoon();
  });
  for (const screen of screens) for (const cell of cellsOf(screen)) arrivals.observe(cell, { childList: true, subtree: true });
  if (loading()) {
    tellNote("loading", say("loading"));
    setTimeout(() => loading() && window.stageFailed(), STUCK_MS);
  }
  /** The page has this kernel. It is told when the page is left, and asked whether it lives. */
  window.stageEngine = (kernel) => {
    stage.dataset.alive = `${stage.dataset.alive}/${kernel}`;
    addEventListener("pagehide", () => navigator.sendBeacon(`/voila/api/shutdown/${kernel}`));
    askServer();
    setInterval(askServer, ASK_MS);
  };
  window.stageFailed = () => tellNote("engine", say("engine_none"), reloader());
})();
