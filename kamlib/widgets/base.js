// Shared by card.js, desk.js, upload.js and live.js. A widget's module must be one text without imports
// of neighbours, so Python puts this file's text before theirs: _esm = base.js + card.js.

const SILENCE_MS = 4000; // an engine that has said nothing for this long counts as gone
const START_MS = 15_000; // views that appear within this time belong to one press of Start
const FOCUSABLE = new Set(["button", "input", "select", "textarea", "a", "summary"]);
const SVG = "http://www.w3.org/2000/svg";

/** Make an element. `on…` properties listen; `html` takes trusted markup from Python; strings become text. */
function h(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  // JupyterLab's notebook shortcuts take arrow keys and Enter unless the focused element itself says no.
  if (FOCUSABLE.has(tag)) node.dataset.lmSuppressShortcuts = "true";
  setProperties(node, properties);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Make an SVG element. */
function svg(tag, properties = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  setProperties(node, properties);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function setProperties(node, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "html") node.innerHTML = value;
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
}

/** Put values into the {places} of a sentence that Python sent. */
function fill(sentence, values = {}) {
  return String(sentence).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A reader of the words of one view; a missing word is reported in the console and left out. */
function wordsOf(view) {
  const words = view?.words ?? {};
  const word = (key, values) => {
    if (words[key] === undefined) console.warn(`kam: no word for "${key}"`);
    return fill(words[key] ?? "", values);
  };
  word.has = (key) => Boolean(words[key]);
  word.count = (key, n, values = {}) => word(n === 1 ? `${key}_one` : `${key}_n`, { n, ...values });
  return word;
}

let lastIdentifier = 0;
/** A prefix for element ids: one exercise may stand on a page twice. */
function newPrefix() {
  lastIdentifier += 1;
  return `kam${Date.now().toString(36)}-${lastIdentifier}-`;
}

const ICONS = {
  // the seven states of an answer: the shapes differ, so colour is never needed to tell them apart
  blank: '<circle cx="8" cy="8" r="4.6"/>',
  unreadable: '<path d="M5.6 6.2a2.4 2.4 0 1 1 3.7 2c-.8.5-1.3.9-1.3 1.8"/><path d="M8 12.4v.2"/>',
  right: '<path d="M3.8 8.4l2.8 2.9 5.6-6.4"/>',
  carried: '<path d="M3.6 4.2v2.6c0 1.2.8 2 2 2h6.4"/><path d="M9.4 6l2.9 2.8-2.9 2.8"/>',
  partly: '<circle cx="8" cy="8" r="4.8"/><path d="M8 3.2a4.8 4.8 0 0 1 0 9.6z" fill="currentColor"/>',
  not_yet: '<path d="M4.6 4.6l6.8 6.8M11.4 4.6l-6.8 6.8"/>',
  recorded: '<circle cx="8" cy="8" r="4" fill="currentColor"/>',
  // others
  grip: '<path d="M6 4v.2M10 4v.2M6 8v.2M10 8v.2M6 12v.2M10 12v.2"/>',
  up: '<path d="M3.8 10L8 5.8 12.2 10"/>',
  down: '<path d="M3.8 6L8 10.2 12.2 6"/>',
  warning: '<path d="M8 4.2v4.6M8 11.6v.2"/><path d="M8 1.8l6.6 11.8H1.4z"/>',
  lock: '<path d="M4 7.4h8v5.8H4zM5.6 7.4V5.6a2.4 2.4 0 0 1 4.8 0v1.8"/>',
  hint: '<path d="M6 12.4h4M6.6 14.4h2.8M5.8 10.4c-1-.8-1.8-2-1.8-3.4a4 4 0 0 1 8 0c0 1.4-.8 2.6-1.8 3.4z"/>',
  file: '<path d="M4 1.8h5l3.2 3.2v9.2H4zM9 1.8V5h3.2"/>',
  upload: '<path d="M8 10.6V3M4.8 6L8 2.8 11.2 6M2.6 10.6v2.6h10.8v-2.6"/>',
  download: '<path d="M8 2.8v7.6M4.8 7.4L8 10.6l3.2-3.2M2.6 10.6v2.6h10.8v-2.6"/>',
  handed: '<path d="M2 8l12-5.4-3.4 11-3-4.6z"/>',
  started: '<path d="M10.8 2.6l2.6 2.6-7.6 7.6-3.2.6.6-3.2z"/>',
  checked: '<path d="M2.6 8.4l2.6 2.7L9 6.4M7.4 10.6l.6.5 5.4-6.2"/>',
  person: '<circle cx="8" cy="5.4" r="2.8"/><path d="M2.8 14c.4-3 2.4-4.4 5.2-4.4s4.8 1.4 5.2 4.4"/>',
};

/** A 16-unit line drawing; always hidden from screen readers, because the word beside it says the same. */
function icon(name) {
  const holder = h("span", { class: "kam-icon", "aria-hidden": "true" });
  holder.innerHTML =
    `<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.8"` +
    ` stroke-linecap="round" stroke-linejoin="round" focusable="false">${ICONS[name] ?? ""}</svg>`;
  return holder;
}

/** State icon in its disc, the state's word, and the sentence, if any. */
function drawMark(node, mark) {
  node.hidden = !mark;
  node.replaceChildren();
  if (!mark) {
    delete node.dataset.state;
    return;
  }
  node.dataset.state = mark.state;
  const text = h("span", { class: "kam-mark-text" }, h("strong", {}, mark.word ?? ""));
  if (mark.message) text.append(" ", mark.message);
  node.append(stateDisc(mark.state), text);
}

function stateDisc(state) {
  const disc = icon(state);
  disc.classList.add("kam-disc");
  disc.dataset.state = state;
  return disc;
}

/**
 * Keep data-kam-theme on `root` equal to what the page shows. JupyterLab, VS Code and Voilà each name
 * their dark theme differently, so the background itself is asked.
 */
function followTheme(root) {
  const look = () => {
    const shown = getComputedStyle(root).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [255, 255, 255];
    const scale = getComputedStyle(root).backgroundColor.startsWith("color(") ? 255 : 1;
    const [red, green, blue] = shown.map((part) => part * scale);
    const dark = 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110;
    root.dataset.kamTheme = dark ? "dark" : "light";
  };
  look();
  const frame = requestAnimationFrame(look); // the style sheet may arrive just after the module
  const watcher = new MutationObserver(() => requestAnimationFrame(look));
  for (const node of [document.documentElement, document.body]) {
    watcher.observe(node, { attributes: true, attributeFilter: ["class", "style", "data-jp-theme-light", "data-jp-theme-name"] });
  }
  return () => {
    cancelAnimationFrame(frame);
    watcher.disconnect();
  };
}

/**
 * JupyterLab jumps to the last cell when a page is started; whoever starts a page wants its beginning. The first
 * view that appears after the jump brings the page back, unless its user is at work in some other cell.
 */
function backToTop(root, tries = 20) {
  requestAnimationFrame(() => {
    const pane = root.closest(".jp-NotebookPanel .jp-WindowedPanel-outer");
    if (!pane) {
      if (tries) backToTop(root, tries - 1); // not on the page yet
      return;
    }
    const cells = pane.querySelectorAll(".jp-Notebook-cell");
    const jumped = cells.length > 0 && cells[cells.length - 1].classList.contains("jp-mod-active");
    const before = Number(pane.dataset.kamTop ?? 0); // a user who scrolls while later views appear is left in peace
    const atEnd = pane.scrollTop + pane.clientHeight > pane.scrollHeight - 40;
    if (!jumped || !(atEnd || Date.now() - before > START_MS)) return;
    pane.dataset.kamTop = String(Date.now());
    pane.scrollTop = 0;
  });
}

function htmlLanguage(lang) {
  return lang === "zh" ? "zh-CN" : "en";
}

function focusedIn(root) {
  const active = root.getRootNode().activeElement ?? document.activeElement;
  return active && root.contains(active) ? active : null;
}

/** A node for screen readers that outlives every redraw; the same sentence twice is still announced. */
function makeStatus() {
  const node = h("div", { class: "kam-hidden", role: "status", "aria-live": "polite", "data-testid": "status" });
  const say = (sentence) => {
    if (!sentence) return;
    node.textContent = node.textContent === sentence ? `${sentence}\u00a0` : sentence;
  };
  return { node, say };
}

/** A box that scrolls sideways on its own and takes the keyboard only when there is something to scroll. */
function scrollBox(label, content) {
  const box = h("div", { class: "kam-scroll" }, content);
  const watcher = new ResizeObserver(() => {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    if (scrolls) {
      setProperties(box, { tabindex: "0", role: "group", "aria-label": label || "…", "data-lm-suppress-shortcuts": "true" });
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  });
  watcher.observe(box);
  watcher.observe(content);
  box.stop = () => watcher.disconnect();
  return box;
}

function button(kind, text, action, onclick, iconName = null) {
  const face = h("button", { type: "button", class: `kam-button kam-button-${kind}`, "data-action": action, onclick });
  if (iconName) face.append(icon(iconName));
  face.append(h("span", { class: "kam-button-text" }, text));
  return face;
}

function banner(kind) {
  const node = h("div", { class: "kam-banner", "data-kind": kind, "data-testid": `banner-${kind}`, hidden: true });
  let shown = null;
  node.show = (sentence, action = null) => {
    if ((sentence || null) === shown) return false; // what can be pressed keeps the focus
    shown = sentence || null;
    node.hidden = !sentence;
    node.replaceChildren();
    if (sentence) node.append(icon(kind === "blocked" ? "lock" : "warning"), h("div", {}, h("span", {}, sentence), action));
    return Boolean(sentence);
  };
  return node;
}

/** The way back where the page itself is all there is; in a notebook the sentence says what to press. */
function reloadButton(word) {
  return word.has("reload") ? button("other", word("reload"), "reload", () => location.reload()) : null;
}

function prefersStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
