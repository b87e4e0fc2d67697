// The exercise card. It draws what Python sends (traits `view` and `state`) and reports what the user did.
// It marks nothing, reads no number and holds no sentence of its own; the protocol is described in card.py.
// Python puts base.js before this text.

const TYPING_MS = 150; // an input is sent this long after the last key
const SAVING_SHOWN_MS = 400; // faster savings show no "saving", so that nothing flickers
const LONG_PRESS_MS = 220; // a finger that stays this long on a card picks it up instead of scrolling
const DRAG_PX = 5;
const EDGE_PX = 64; // a dragged card this near the edge scrolls the page
const CONFIRM_MS = 4000;

// -- messages to Python ------------------------------------------------------------------------------------

/**
 * Numbers the messages, knows which are not acknowledged, and keeps unacknowledged answers in the browser
 * until the engine has them: an engine that was restarted gets them from the next card of the same exercise.
 */
function openOutbox(model, { storageKey, onChange }) {
  let sequence = model.get("state")?.seq ?? 0;
  let silent = false;
  let timer = null;
  const waiting = new Map(); // sequence -> when sent
  const answers = new Map(); // "field|part" -> the newest answer not yet acknowledged

  const keyOf = (field, part) => `${field}|${part ?? ""}`;

  function stored() {
    if (!storageKey) return {};
    try {
      return JSON.parse(localStorage.getItem(storageKey)) ?? {};
    } catch {
      return {}; // unreadable or forbidden storage is the same as an empty one
    }
  }

  function store(change) {
    if (!storageKey) return;
    try {
      const kept = stored(); // read anew: a second card of this exercise writes here, too
      change(kept);
      if (Object.keys(kept).length) localStorage.setItem(storageKey, JSON.stringify(kept));
      else localStorage.removeItem(storageKey);
    } catch {
      // a browser without storage still works; only the safety net is missing
    }
  }

  function listen() {
    clearTimeout(timer);
    timer = null;
    if (!waiting.size) return;
    const oldest = Math.min(...waiting.values());
    timer = setTimeout(() => {
      silent = true;
      onChange();
    }, Math.max(0, oldest + SILENCE_MS - Date.now()));
  }

  function send(message) {
    sequence = Math.max(sequence, model.get("state")?.seq ?? 0) + 1;
    waiting.set(sequence, Date.now());
    if (!timer && !silent) listen();
    model.send({ seq: sequence, ...message });
    onChange();
    return sequence;
  }

  return {
    send,
    answer(field, part, value, keptAt = null) {
      const key = keyOf(field, part);
      const at = keptAt ?? Date.now();
      const entry = { field, part, value, at };
      store((kept) => { kept[key] = entry; });
      const message = { type: "answer", field, part, value };
      if (keptAt) message.kept_at = keptAt;
      answers.set(key, { ...entry, seq: 0 });
      answers.get(key).seq = send(message);
    },
    clear(field) {
      for (const [key, entry] of answers) if (entry.field === field) answers.delete(key);
      store((kept) => {
        for (const key of Object.keys(kept)) if (kept[key].field === field) delete kept[key];
      });
      send({ type: "clear", field });
    },
    acknowledge(upTo) {
      sequence = Math.max(sequence, upTo);
      for (const number of [...waiting.keys()]) if (number <= upTo) waiting.delete(number);
      const done = [];
      for (const [key, entry] of answers) if (entry.seq <= upTo) done.push([key, entry]);
      for (const [key] of done) answers.delete(key);
      if (done.length) {
        store((kept) => {
          for (const [key, entry] of done) if (kept[key]?.at === entry.at) delete kept[key];
        });
      }
      silent = false;
      listen();
      onChange();
    },
    kept: () => Object.values(stored()),
    isWaiting: (field, part) => answers.has(keyOf(field, part)),
    fieldIsWaiting: (field) => [...answers.values()].some((entry) => entry.field === field),
    get silent() { return silent; },
    get oldest() { return waiting.size ? Math.min(...waiting.values()) : null; },
    close: () => clearTimeout(timer),
  };
}

// -- dragging --------------------------------------------------------------------------------------------------

/**
 * Let the nodes of `area` that match `selector` be dragged, by mouse, pen or finger. Pointer Events, because
 * touch browsers do not fire HTML drag-and-drop. A finger drags at once by the grip, elsewhere after a short
 * hold, so that a page full of cards can still be scrolled.
 */
function makeDraggable(area, selector, { start, over, drop, end }) {
  let press = null;
  let ghost = null;
  let scrolling = null;

  function begin() {
    const { node, x, y } = press;
    press.dragging = true;
    clearTimeout(press.hold);
    try {
      node.setPointerCapture(press.id);
    } catch {
      // the pointer may be gone already; the window listeners still end the drag
    }
    const box = node.getBoundingClientRect();
    // on the body, because a notebook cell's containment traps fixed positions inside it
    ghost = h("div", { class: "kam kam-ghost", "aria-hidden": "true" });
    ghost.dataset.kamTheme = node.closest(".kam").dataset.kamTheme ?? "light";
    const copy = node.cloneNode(true);
    copy.removeAttribute("id");
    ghost.append(copy);
    ghost.style.width = `${box.width}px`;
    press.offset = [x - box.left, y - box.top];
    document.body.append(ghost);
    node.dataset.dragged = "true";
    start(node);
    move(x, y);
    scrolling = requestAnimationFrame(scrollNearEdge);
  }

  function move(x, y) {
    press.x = x;
    press.y = y;
    ghost.style.transform = `translate(${x - press.offset[0]}px, ${y - press.offset[1]}px)`;
    over(press.node, x, y);
  }

  function scrollNearEdge() {
    if (!press?.dragging) return;
    const { x, y, node } = press;
    for (const box of [...scrollers(node), document.scrollingElement]) {
      const whole = box === document.scrollingElement;
      const { top, bottom } = whole ? { top: 0, bottom: innerHeight } : box.getBoundingClientRect();
      const up = Math.max(top, 0) + EDGE_PX - y;
      const down = y - Math.min(bottom, innerHeight) + EDGE_PX;
      const before = box.scrollTop;
      if (up > 0) box.scrollTop -= Math.ceil(Math.min(up, EDGE_PX) / 5);
      else if (down > 0) box.scrollTop += Math.ceil(Math.min(down, EDGE_PX) / 5);
      if (box.scrollTop !== before) {
        over(node, x, y);
        break;
      }
    }
    scrolling = requestAnimationFrame(scrollNearEdge);
  }

  function finish(dropped) {
    if (!press) return;
    const { node, dragging, x, y, id } = press;
    clearTimeout(press.hold);
    cancelAnimationFrame(scrolling);
    removeEventListener("pointermove", onMove);
    removeEventListener("pointerup", onUp);
    removeEventListener("pointercancel", onCancel);
    removeEventListener("keydown", onKey, true);
    press = null;
    if (!dragging) return;
    ghost?.remove();
    ghost = null;
    delete node.dataset.dragged;
    if (node.hasPointerCapture?.(id)) node.releasePointerCapture(id);
    // the click that follows the release belongs to the drag, not to the card
    const swallow = (event) => { event.stopPropagation(); event.preventDefault(); };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 60);
    if (dropped) drop(node, x, y);
    end(node);
  }

  function onMove(event) {
    if (event.pointerId !== press?.id) return;
    if (press.dragging) {
      move(event.clientX, event.clientY);
      return;
    }
    const dx = Math.abs(event.clientX - press.x0);
    const dy = Math.abs(event.clientY - press.y0);
    press.x = event.clientX;
    press.y = event.clientY;
    if (press.atOnce ? Math.hypot(dx, dy) > DRAG_PX : dx > 10 && dx > dy) begin();
    else if (!press.atOnce && dy > 10) finish(false); // the finger scrolls the page
  }
  const onUp = (event) => { if (event.pointerId === press?.id) finish(true); };
  const onCancel = (event) => { if (event.pointerId === press?.id) finish(false); };
  const onKey = (event) => {
    if (event.key !== "Escape" || !press?.dragging) return;
    event.preventDefault();
    event.stopPropagation();
    finish(false);
  };

  function onDown(event) {
    const node = event.target.closest?.(selector);
    if (!node || !area.contains(node) || press || event.button !== 0 || node.matches(":disabled, :disabled *")) return;
    if (event.target.closest("[data-no-drag]")) return;
    const finger = event.pointerType === "touch";
    press = {
      node, id: event.pointerId, x0: event.clientX, y0: event.clientY, x: event.clientX, y: event.clientY,
      atOnce: !finger || Boolean(event.target.closest(".kam-grip")), dragging: false, hold: null,
    };
    if (!press.atOnce) press.hold = setTimeout(() => press && begin(), LONG_PRESS_MS);
    addEventListener("pointermove", onMove);
    addEventListener("pointerup", onUp);
    addEventListener("pointercancel", onCancel);
    addEventListener("keydown", onKey, true);
  }
  // once a card is held, the finger moves it and not the page
  const holdPage = (event) => { if (press?.dragging) event.preventDefault(); };
  const noMenu = (event) => { if (press && event.target.closest?.(selector)) event.preventDefault(); };
  area.addEventListener("pointerdown", onDown);
  area.addEventListener("touchmove", holdPage, { passive: false });
  area.addEventListener("contextmenu", noMenu);
  return () => finish(false);
}

function scrollers(node) {
  const found = [];
  for (let box = node.parentElement; box && box !== document.body; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(box).overflowY)) found.push(box);
  }
  return found;
}

/** Move nodes by `change` and let each glide from its old place to its new one. */
function glide(nodes, change) {
  if (prefersStill()) {
    change();
    return;
  }
  const before = new Map(nodes.map((node) => [node, node.getBoundingClientRect()]));
  change();
  for (const node of nodes) {
    const from = before.get(node);
    const to = node.getBoundingClientRect();
    const [dx, dy] = [from.left - to.left, from.top - to.top];
    if (from.width && to.width && (Math.abs(dx) > 1 || Math.abs(dy) > 1)) {
      node.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: "none" }], { duration: 180, easing: "ease-out" });
    }
  }
}

// -- fields --------------------------------------------------------------------------------------------------------
// Every maker returns {node, apply(raw), setEcho(echo), setMark(mark), stop()}.

/** What all fields have: label or legend, points, help, body, echo, mark, list of parts to look at again. */
function frameOf(context, field, { group }) {
  const { word, prefix } = context;
  const id = `${prefix}${field.id}`;
  const points = field.points ? h("span", { class: "kam-field-points" }, word.count("points", field.points)) : null;
  const label = [h("span", { class: "kam-field-label" }, field.label), points];
  const title = group
    ? h("legend", { class: "kam-legend" }, label)
    : h("label", { class: "kam-legend", for: id }, label);
  const help = field.help ? h("p", { class: "kam-help", id: `${id}-help` }, field.help) : null;
  const body = h("div", { class: "kam-field-body" });
  const echo = h("p", { class: "kam-echo", id: `${id}-echo`, "data-testid": "echo", "data-field": field.id, hidden: true });
  const mark = h("div", { class: "kam-mark", id: `${id}-mark`, "data-testid": "mark", "data-field": field.id, hidden: true });
  const again = h("div", { class: "kam-again", "data-testid": "again", "data-field": field.id, hidden: true });
  const node = h(
    group ? "fieldset" : "div",
    { class: "kam-field", "data-testid": "field", "data-field": field.id, "data-kind": field.kind },
    title, help, body, echo, mark, again,
  );
  const describedBy = [help ? `${id}-help` : null, `${id}-echo`, `${id}-mark`].filter(Boolean).join(" ");
  if (group) node.setAttribute("aria-describedby", describedBy);
  return { node, body, echo, mark, again, id, describedBy };
}

function showEcho(node, sentence) {
  node.hidden = !sentence;
  node.textContent = sentence ?? "";
}

/** The parts that deserve a second look, each with its reason, and a way to get there. */
function showAgain(frame, context, mark, parts, goTo) {
  const { word } = context;
  const list = [];
  for (const { id, label } of parts) {
    const part = mark?.parts?.[id];
    if (!part?.message || ["right", "recorded", "blank"].includes(part.state)) continue;
    list.push(
      h("li", { id: `${frame.id}-why-${id}`, "data-state": part.state, "data-part": id, "data-testid": "why" },
        stateDisc(part.state),
        h("span", {},
          h("button", { type: "button", class: "kam-link", "data-action": "go-to-part", onclick: () => goTo(id) }, label),
          h("span", { class: "kam-again-word" }, part.word), " ", part.message)),
    );
  }
  frame.again.hidden = !list.length;
  frame.again.replaceChildren();
  if (list.length) {
    frame.again.append(h("p", { class: "kam-again-title" }, word.count("look_again", list.length)), h("ul", {}, list));
  }
}

function partMark(part) {
  return part ? [stateDisc(part.state), h("span", { class: "kam-hidden" }, ` ${part.word}`)] : [];
}

function numberField(context, field) {
  const { word } = context;
  const frame = frameOf(context, field, { group: false });
  const unit = field.unit ? h("span", { class: "kam-unit", id: `${frame.id}-unit` }, field.unit) : null;
  const notes = [field.tolerance, field.example ? word("example", { example: field.example }) : null].filter(Boolean);
  const note = notes.length ? h("p", { class: "kam-note", id: `${frame.id}-note` }, notes.join(" · ")) : null;
  const input = h("input", {
    type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", id: frame.id,
    class: "kam-input kam-number", "data-testid": "input", "data-field": field.id,
    "aria-describedby": [unit && unit.id, note && note.id, frame.describedBy].filter(Boolean).join(" "),
    oninput: () => context.type(field.id, null, input.value),
    onblur: () => context.flush(field.id, null),
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      context.flush(field.id, null);
    },
  });
  // beside the entry: a line that came in below it would move what somebody is about to click
  frame.body.append(h("div", { class: "kam-entry" }, input, unit, frame.echo));
  if (note) frame.body.append(note);
  return {
    node: frame.node,
    apply: (raw) => applyText(context, field.id, null, input, raw),
    setEcho: (echo) => showEcho(frame.echo, echo?.[""]),
    setMark: (mark) => {
      drawMark(frame.mark, mark);
      markInput(input, mark);
    },
  };
}

function markInput(input, mark) {
  if (mark) input.dataset.state = mark.state;
  else delete input.dataset.state;
}

/** What Python holds goes into a control only when the user is not in it and owes no message about it. */
function applyText(context, field, part, input, raw) {
  if (context.isBusy(field, part) || context.hasFocus(input)) return;
  const text = raw === null || raw === undefined ? "" : String(raw);
  if (input.value !== text) input.value = text;
}

function choiceField(context, field) {
  const several = field.kind === "choices";
  const frame = frameOf(context, field, { group: true });
  const boxes = new Map();
  const faces = new Map();
  for (const option of field.options) {
    const id = `${frame.id}-${option.id}`;
    const note = option.note ? h("span", { class: "kam-option-note", id: `${id}-note` }, option.note) : null;
    const box = h("input", {
      type: several ? "checkbox" : "radio", name: frame.id, id, value: option.id,
      "data-testid": "input", "data-field": field.id, "data-part": option.id, "aria-describedby": note ? note.id : null,
      onchange: () => {
        const chosen = field.options.filter((each) => boxes.get(each.id).checked).map((each) => each.id);
        context.answer(field.id, null, several ? chosen : chosen[0] ?? null);
      },
    });
    const face = h("label", { class: "kam-option", for: id }, box,
      h("span", { class: "kam-option-text" }, h("span", {}, option.label), note), h("span", { class: "kam-part-mark" }));
    boxes.set(option.id, box);
    faces.set(option.id, face);
    frame.body.append(face);
  }
  frame.body.classList.add("kam-options");
  return {
    node: frame.node,
    apply: (raw) => {
      if (context.isBusy(field.id, null)) return;
      const chosen = new Set(Array.isArray(raw) ? raw : [raw]);
      for (const [id, box] of boxes) box.checked = chosen.has(id);
    },
    setEcho: (echo) => showEcho(frame.echo, echo?.[""]),
    setMark: (mark) => {
      drawMark(frame.mark, mark);
      for (const [id, face] of faces) {
        const chosen = boxes.get(id).checked;
        const part = mark?.parts?.[id] ?? (chosen && !several ? mark : null);
        face.querySelector(".kam-part-mark").replaceChildren(...partMark(part));
        markInput(face, part);
      }
      showAgain(frame, context, mark, field.options, (id) => boxes.get(id).focus());
    },
  };
}

function matchField(context, field) {
  const { word } = context;
  const frame = frameOf(context, field, { group: true });
  const selects = new Map();
  const rows = new Map();
  // a closed list cuts a long option off, so the whole of it is written below
  const fulls = new Map();
  const pencil = document.createElement("canvas").getContext("2d");
  function showFull(id) {
    const select = selects.get(id);
    const text = select.value ? select.selectedOptions[0]?.textContent ?? "" : "";
    const { fontSize, fontFamily } = getComputedStyle(select);
    pencil.font = `${fontSize} ${fontFamily}`;
    const cut = select.clientWidth > 0 && pencil.measureText(text).width > select.clientWidth - 44;
    fulls.get(id).hidden = !cut;
    fulls.get(id).textContent = cut ? text : "";
  }
  for (const item of field.items) {
    const id = `${frame.id}-${item.id}`;
    const select = h("select", {
      class: "kam-input", id, "data-testid": "input", "data-field": field.id, "data-part": item.id,
      "aria-describedby": `${id}-mark`,
      onchange: () => {
        showFull(item.id);
        context.answer(field.id, item.id, select.value || null);
      },
    }, h("option", { value: "" }, word("choose")), field.options.map((option) => h("option", { value: option.id }, option.label)));
    const row = h("div", { class: "kam-match" },
      h("label", { for: id }, h("span", { class: "kam-match-label" }, item.label),
        item.note ? h("span", { class: "kam-option-note" }, item.note) : null),
      select, h("span", { class: "kam-part-mark", id: `${id}-mark` }), h("span", { class: "kam-match-full", "aria-hidden": "true", hidden: true }));
    fulls.set(item.id, row.querySelector(".kam-match-full"));
    selects.set(item.id, select);
    rows.set(item.id, row);
    frame.body.append(row);
  }
  frame.body.append(clearBar(context, field));
  const sizes = new ResizeObserver(() => { for (const id of selects.keys()) showFull(id); });
  sizes.observe(frame.body);
  return {
    node: frame.node,
    stop: () => sizes.disconnect(),
    apply: (raw) => {
      for (const [id, select] of selects) {
        if (!context.isBusy(field.id, id) && !context.hasFocus(select)) select.value = raw?.[id] ?? "";
        showFull(id);
      }
    },
    reset: () => {
      for (const [id, select] of selects) {
        select.value = "";
        showFull(id);
      }
    },
    setEcho: (echo) => showEcho(frame.echo, echo?.[""]),
    setMark: (mark) => {
      drawMark(frame.mark, mark);
      for (const [id, row] of rows) {
        const part = mark?.parts?.[id];
        row.querySelector(".kam-part-mark").replaceChildren(...partMark(part));
        markInput(selects.get(id), part);
      }
      showAgain(frame, context, mark, field.items, (id) => selects.get(id).focus());
    },
  };
}

/** "Start again" asks once more in its own place before it empties a field. */
function clearBar(context, field) {
  const { word } = context;
  let timer = null;
  const face = button("plain", word("clear"), "clear", () => {
    if (!face.dataset.sure) {
      face.dataset.sure = "true";
      face.querySelector(".kam-button-text").textContent = word("clear_sure");
      timer = setTimeout(calm, CONFIRM_MS);
      return;
    }
    clearTimeout(timer);
    calm();
    context.clear(field.id);
  });
  function calm() {
    delete face.dataset.sure;
    face.querySelector(".kam-button-text").textContent = word("clear");
  }
  face.addEventListener("blur", calm);
  face.dataset.field = field.id;
  return h("div", { class: "kam-clear" }, face);
}

function textField(context, field) {
  const { word } = context;
  const frame = frameOf(context, field, { group: false });
  const count = h("span", { class: "kam-note", "data-testid": "word-count" });
  const names = field.names?.length
    ? h("div", { class: "kam-names", id: `${frame.id}-names` }, h("span", {}, word("names")), h("ul", {}, field.names.map((name) => h("li", {}, name))))
    : null;
  const area = h("textarea", {
    class: "kam-input kam-text", id: frame.id, rows: 6, "data-testid": "input", "data-field": field.id,
    "aria-describedby": [names && names.id, frame.describedBy].filter(Boolean).join(" "),
    oninput: () => {
      tally();
      context.type(field.id, null, area.value);
    },
    onblur: () => context.flush(field.id, null),
  });
  function tally() {
    // Chinese is counted by characters, other writing by words
    const characters = area.value.match(/[\u3400-\u9fff\uf900-\ufaff]/g)?.length ?? 0;
    const others = area.value.replace(/[\u3400-\u9fff\uf900-\ufaff]/g, " ").match(/[\p{L}\p{N}][\p{L}\p{N}'’.,%-]*/gu)?.length ?? 0;
    const n = characters + others;
    count.textContent = field.words_min ? word("words_of", { n, min: field.words_min }) : word.count("words", n);
  }
  tally();
  if (names) frame.body.append(names);
  frame.body.append(area, count);
  return {
    node: frame.node,
    apply: (raw) => {
      applyText(context, field.id, null, area, raw);
      tally();
    },
    setEcho: (echo) => showEcho(frame.echo, echo?.[""]),
    setMark: (mark) => {
      drawMark(frame.mark, mark);
      markInput(area, mark);
    },
  };
}

function sliderField(context, field) {
  const { word } = context;
  const frame = frameOf(context, field, { group: false });
  const readout = h("output", { class: "kam-readout", for: frame.id, "data-testid": "readout" });
  const input = h("input", {
    type: "range", class: "kam-range", id: frame.id, min: field.min, max: field.max, step: field.step ?? "any",
    "data-testid": "input", "data-field": field.id, "aria-describedby": frame.describedBy,
    oninput: () => {
      show(input.value);
      context.type(field.id, null, input.value);
    },
    onchange: () => context.flush(field.id, null),
  });
  const ends = (value) => h("span", { class: "kam-range-end", "aria-hidden": "true" }, withUnit(value, field.unit));
  function show(raw) {
    const untouched = raw === null || raw === undefined || raw === "";
    readout.textContent = untouched ? word("untouched") : withUnit(raw, field.unit);
    readout.dataset.untouched = String(untouched);
    input.setAttribute("aria-valuetext", readout.textContent);
  }
  show(null);
  input.value = String((Number(field.min) + Number(field.max)) / 2);
  frame.body.append(h("div", { class: "kam-slider" }, ends(field.min), input, ends(field.max), readout));
  if (field.tolerance) frame.body.append(h("p", { class: "kam-note" }, field.tolerance));
  return {
    node: frame.node,
    apply: (raw) => {
      if (context.isBusy(field.id, null)) return;
      if (raw !== null && raw !== undefined && raw !== "") input.value = raw;
      show(raw);
    },
    setEcho: (echo) => showEcho(frame.echo, echo?.[""]),
    setMark: (mark) => drawMark(frame.mark, mark),
  };
}

function withUnit(value, unit) {
  const written = Number(value).toLocaleString("en-US", { maximumFractionDigits: 6 }); // 7,420,000 in both languages
  if (!unit) return written;
  return unit === "%" ? `${written}%` : `${written} ${unit}`;
}

function tableField(context, field) {
  const frame = frameOf(context, field, { group: true });
  const cells = new Map(); // "row/col" -> {input, echo, mark}
  const labels = [];
  const head = h("tr", {}, h("td"), field.columns.map((column) =>
    h("th", { scope: "col" }, column.label,
      column.unit ? h("span", { class: "kam-col-unit" }, column.unit) : null)));
  const body = field.rows.map((row, rowIndex) =>
    h("tr", {}, h("th", { scope: "row" }, row.label,
      row.note ? h("span", { class: "kam-row-note", id: `${frame.id}-${row.id}-note` }, row.note) : null),
      field.columns.map((column, columnIndex) => {
        const part = `${row.id}/${column.id}`;
        const id = `${frame.id}-${row.id}-${column.id}`;
        const input = h("input", {
          type: "text", inputmode: column.kind === "text" ? "text" : "decimal", autocomplete: "off", spellcheck: "false",
          class: column.kind === "text" ? "kam-input" : "kam-input kam-number", id,
          "data-testid": "input", "data-field": field.id, "data-part": part,
          "aria-label": `${row.label}, ${column.label}`,
          "aria-describedby": `${row.note ? `${frame.id}-${row.id}-note ` : ""}${id}-echo ${id}-mark`,
          oninput: () => context.type(field.id, part, input.value),
          onblur: () => context.flush(field.id, part),
          onkeydown: (event) => steer(event, rowIndex, columnIndex, part),
          onpaste: (event) => spread(event, rowIndex, columnIndex),
        });
        const echo = h("span", { class: "kam-cell-echo", id: `${id}-echo`, "data-testid": "echo", "data-field": field.id, "data-part": part });
        const mark = h("span", { class: "kam-part-mark", id: `${id}-mark` });
        cells.set(part, { input, echo, mark });
        labels.push({ id: part, label: `${row.label} · ${column.label}` });
        return h("td", {}, h("div", { class: "kam-cell" }, input, mark), echo);
      })));
  const grid = h("table", { class: "kam-grid" }, h("thead", {}, head), h("tbody", {}, body));
  const box = scrollBox(field.label, grid);
  frame.body.append(box);
  if (field.tolerance) frame.body.append(h("p", { class: "kam-note" }, field.tolerance));
  frame.body.append(clearBar(context, field));

  function cellAt(row, column) {
    return cells.get(`${field.rows[row]?.id}/${field.columns[column]?.id}`)?.input;
  }
  function steer(event, row, column, part) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const { key, target } = event;
    let next = null;
    if (key === "Enter") {
      context.flush(field.id, part);
      next = cellAt(row + (event.shiftKey ? -1 : 1), column) ?? target;
    } else if (key === "ArrowDown") next = cellAt(row + 1, column);
    else if (key === "ArrowUp") next = cellAt(row - 1, column);
    else if (key === "ArrowRight" && target.selectionStart === target.value.length) next = cellAt(row, column + 1);
    else if (key === "ArrowLeft" && target.selectionEnd === 0) next = cellAt(row, column - 1);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  }
  // a block copied from a spreadsheet fills the cells from here to the right and down
  function spread(event, row, column) {
    const lines = (event.clipboardData?.getData("text") ?? "").replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    if (lines.length === 1 && lines[0].length === 1) return;
    event.preventDefault();
    lines.forEach((line, down) => line.forEach((text, right) => {
      const input = cellAt(row + down, column + right);
      if (!input) return;
      input.value = text.trim();
      context.answer(field.id, `${field.rows[row + down].id}/${field.columns[column + right].id}`, input.value);
    }));
  }
  return {
    node: frame.node,
    apply: (raw) => { for (const [part, { input }] of cells) applyText(context, field.id, part, input, raw?.[part]); },
    reset: () => { for (const { input } of cells.values()) input.value = ""; },
    setEcho: (echo) => {
      showEcho(frame.echo, echo?.[""]);
      for (const [part, cell] of cells) cell.echo.textContent = echo?.[part] ?? "";
    },
    setMark: (mark) => {
      drawMark(frame.mark, mark);
      for (const [part, cell] of cells) {
        cell.mark.replaceChildren(...partMark(mark?.parts?.[part]));
        markInput(cell.input, mark?.parts?.[part]);
      }
      showAgain(frame, context, mark, labels, (part) => cells.get(part).input.focus());
    },
    stop: () => box.stop(),
  };
}

function rankField(context, field) {
  const { word } = context;
  const frame = frameOf(context, field, { group: true });
  const list = h("ol", { class: "kam-rank" });
  const keep = button("plain", word("keep_order"), "keep-order", () => change([...order], null));
  keep.dataset.field = field.id;
  const rows = new Map();
  let order = field.items.map((item) => item.id);
  let picked = null; // {item, from}: an item carried by the keyboard
  let touched = false;

  for (const item of field.items) {
    const label = h("span", { class: "kam-rank-text", id: `${frame.id}-${item.id}` }, h("span", {}, item.label),
      item.note ? h("span", { class: "kam-option-note" }, item.note) : null);
    const grip = h("button", {
      type: "button", class: "kam-rank-grip kam-grip", "data-testid": "chip", "data-field": field.id, "data-part": item.id,
      onkeydown: (event) => steer(event, item.id), onblur: () => { if (picked?.item === item.id && !moving) drop(); },
    }, icon("grip"), h("span", { class: "kam-hidden" }));
    const step = (action, delta) => h("button", {
      type: "button", class: "kam-step", "data-no-drag": "true", "data-action": action, "data-field": field.id, "data-part": item.id,
      "aria-label": word(action === "up" ? "move_up" : "move_down", { item: item.label }),
      onclick: (event) => move(item.id, delta, event.currentTarget),
    }, icon(action));
    const row = h("li", { class: "kam-rank-row", "data-part": item.id }, grip, h("span", { class: "kam-rank-number", "aria-hidden": "true" }),
      label, h("span", { class: "kam-part-mark" }), step("up", -1), step("down", 1));
    rows.set(item.id, row);
  }
  frame.body.append(list, h("p", { class: "kam-note" }, word("rank_help")), h("div", { class: "kam-clear" }, keep));

  let moving = false;
  function draw() {
    const active = focusedIn(list);
    moving = true;
    const wanted = order.map((id) => rows.get(id));
    if (wanted.some((row, place) => list.children[place] !== row)) glide([...rows.values()], () => list.replaceChildren(...wanted));
    if (active && focusedIn(list) !== active) active.focus({ preventScroll: true });
    moving = false;
    order.forEach((id, place) => {
      const row = rows.get(id);
      row.querySelector(".kam-rank-number").textContent = String(place + 1);
      row.querySelector(".kam-grip .kam-hidden").textContent = word("rank_name", { item: labelOf(id), place: place + 1, of: order.length });
      row.querySelector(".kam-grip").setAttribute("aria-pressed", String(picked?.item === id));
      row.dataset.picked = String(picked?.item === id);
      row.querySelector("[data-action=up]").setAttribute("aria-disabled", String(place === 0));
      row.querySelector("[data-action=down]").setAttribute("aria-disabled", String(place === order.length - 1));
    });
    list.dataset.untouched = String(!touched);
    keep.hidden = touched;
  }
  const labelOf = (id) => field.items.find((item) => item.id === id).label;

  function change(next, item) {
    order = next;
    touched = true;
    context.answer(field.id, null, order);
    draw();
    if (item) context.say(word("rank_moved", { item: labelOf(item), place: order.indexOf(item) + 1, of: order.length }));
  }
  function moved(id, place) {
    const next = order.filter((each) => each !== id);
    next.splice(place, 0, id);
    return next;
  }
  function move(id, delta, face) {
    const place = order.indexOf(id) + delta;
    if (place < 0 || place >= order.length) return;
    change(moved(id, place), id);
    face.focus();
  }
  function drop() {
    const { item } = picked;
    picked = null;
    change(order, item);
  }
  function steer(event, id) {
    const delta = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (picked) drop();
      else {
        picked = { item: id, from: [...order] };
        draw();
        context.say(word("rank_picked", { item: labelOf(id) }));
      }
    } else if (event.key === "Escape" && picked) {
      event.preventDefault();
      event.stopPropagation();
      order = picked.from;
      picked = null;
      draw();
      context.say(word("cancelled"));
    } else if (delta && picked) {
      event.preventDefault();
      const place = Math.min(order.length - 1, Math.max(0, order.indexOf(id) + delta));
      order = moved(id, place);
      draw();
      context.say(word("rank_moved", { item: labelOf(id), place: place + 1, of: order.length }));
    } else if (delta) {
      event.preventDefault();
      const next = order[order.indexOf(id) + delta];
      if (next) rows.get(next).querySelector(".kam-grip").focus();
    }
  }
  let before = null;
  const stopDragging = makeDraggable(list, ".kam-rank-row", {
    start: () => { before = [...order]; },
    over: (row, x, y) => {
      const others = order.filter((id) => id !== row.dataset.part);
      const place = others.filter((id) => {
        const box = rows.get(id).getBoundingClientRect();
        return y > box.top + box.height / 2;
      }).length;
      const next = moved(row.dataset.part, place);
      if (next.join() !== order.join()) {
        order = next;
        draw();
      }
    },
    drop: (row) => {
      const next = order;
      before = null;
      change(next, row.dataset.part);
    },
    end: () => {
      if (before) order = before; // let go outside or cancelled
      before = null;
      draw();
    },
  });
  draw();
  return {
    node: frame.node,
    apply: (raw) => {
      if (context.isBusy(field.id, null) || picked || before) return;
      const known = Array.isArray(raw) ? raw.filter((id) => rows.has(id)) : [];
      touched = known.length > 0;
      order = [...known, ...field.items.map((item) => item.id).filter((id) => !known.includes(id))];
      draw();
    },
    setEcho: (echo) => showEcho(frame.echo, echo?.[""]),
    setMark: (mark) => {
      drawMark(frame.mark, mark);
      for (const [id, row] of rows) {
        row.querySelector(".kam-part-mark").replaceChildren(...partMark(mark?.parts?.[id]));
        markInput(row, mark?.parts?.[id]);
      }
      showAgain(frame, context, mark, field.items, (id) => rows.get(id).querySelector(".kam-grip").focus());
    },
    stop: stopDragging,
  };
}

const BAND_LEAST_PX = 106;
const BAND_LEVEL_PX = 240;
const BAND_PADDING_PX = 30;

// Widths of the pyramid's edges from the tip to the base, in percent. The first band is a little wider than
// a true tip would be, because cards must find room in it.
function pyramidEdges(bands) {
  const tip = 30;
  return Array.from({ length: bands + 1 }, (_, edge) => tip + ((100 - tip) * edge) / bands);
}

function placeField(context, field) {
  const { word } = context;
  const frame = frameOf(context, field, { group: true });
  const where = new Map(field.items.map((item) => [item.id, null]));
  const chips = new Map();
  const homes = new Map(); // box id (null = tray) -> {node, cards, count}
  const boxIds = [...field.boxes.map((box) => box.id), null];
  let picked = null; // {item, target, byKey}
  let current = field.items[0]?.id; // the one card that Tab reaches

  const shape = ["pyramid", "grid", "row"].includes(field.shape) ? field.shape : "row";
  const edges = pyramidEdges(field.boxes.length);
  const stage = h("div", { class: "kam-stage", "data-shape": shape });
  stage.style.setProperty("--kam-boxes", field.boxes.length);
  field.boxes.forEach((box, index) => stage.append(makeHome(box.id, box.label, box.note, box.colour, index)));
  const tray = makeHome(null, word("unplaced"), null, null, -1);
  const area = h("div", { class: "kam-place" }, stage, tray);
  frame.body.append(h("p", { class: "kam-help" }, word("place_help", { n: field.boxes.length })), area, clearBar(context, field));
  const bar = makeBar();

  function makeHome(id, label, note, colour, index) {
    const count = h("span", { class: "kam-count", "aria-hidden": "true" });
    const cards = h("div", { class: "kam-cards" });
    const node = h("div", {
      class: id === null ? "kam-box kam-tray" : "kam-box", role: "group",
      "data-testid": id === null ? "tray" : "box", "data-field": field.id, "data-box": id ?? "",
      onclick: (event) => { if (picked && !event.target.closest(".kam-chip")) putDown(id); },
    });
    if (id !== null && shape === "pyramid") {
      const [top, bottom] = [edges[index], edges[index + 1]];
      const slant = ((bottom - top) / 2 / bottom) * 100;
      node.style.setProperty("--kam-top", `${top}%`);
      node.style.setProperty("--kam-width", `${bottom}%`);
      node.style.setProperty("--kam-slant", `${slant}%`);
      node.style.setProperty("--kam-step", index);
      node.append(svg("svg", { class: "kam-band", viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
        svg("polygon", { class: "kam-band-face", "vector-effect": "non-scaling-stroke", points: `${slant},0 ${100 - slant},0 100,100 0,100` }),
        svg("path", { class: "kam-band-edge", d: `M${slant},0L0,100M${100 - slant},0L100,100`, "vector-effect": "non-scaling-stroke" })));
    }
    if (colour) node.style.setProperty("--kam-colour", colour);
    node.append(h("div", { class: "kam-box-head" },
      id !== null && index < 9 ? h("kbd", { class: "kam-key", "aria-hidden": "true" }, String(index + 1)) : null,
      h("span", { class: "kam-box-label" }, label), count, note ? h("span", { class: "kam-box-note" }, note) : null), cards);
    homes.set(id, { node, cards, count, label });
    return node;
  }

  for (const item of field.items) {
    const chip = h("button", {
      type: "button", class: "kam-chip", id: `${frame.id}-${item.id}`, "data-testid": "chip", "data-field": field.id, "data-part": item.id,
      title: [item.label, item.note].filter(Boolean).join(" · "), "aria-pressed": "false",
      onclick: () => tap(item.id), onkeydown: (event) => steer(event, item.id), onfocus: () => { setCurrent(item.id); },
      onblur: () => { if (picked?.byKey && picked.item === item.id && !moving) cancel(); },
    },
    h("span", { class: "kam-grip" }, icon("grip")),
    h("span", { class: "kam-chip-text" }, h("span", { class: "kam-chip-label" }, item.label), h("span", { class: "kam-hidden" }, ", "),
      item.note ? h("span", { class: "kam-chip-note" }, item.note) : null),
    h("span", { class: "kam-hidden kam-chip-where" }), h("span", { class: "kam-part-mark" }));
    chips.set(item.id, chip);
  }

  // On a small screen the boxes are far from the cards, so a picked card brings them along.
  function makeBar() {
    const node = h("section", { class: "kam kam-bar", "aria-label": word("move_to"), "data-testid": "move-bar", hidden: true });
    for (const id of boxIds) {
      const face = h("button", { type: "button", class: "kam-bar-button", "data-box": id ?? "", onclick: () => putDown(id) },
        id === null ? word("take_out") : homes.get(id).label);
      const colour = field.boxes.find((box) => box.id === id)?.colour;
      if (colour) face.style.setProperty("--kam-colour", colour);
      node.append(face);
    }
    return node;
  }

  let moving = false;
  function draw() {
    const active = focusedIn(area);
    moving = true;
    const wanted = boxIds.map((id) => [homes.get(id).cards, field.items.filter((item) => where.get(item.id) === id).map((item) => chips.get(item.id))]);
    const changed = wanted.filter(([cards, list]) => cards.children.length !== list.length || list.some((chip, place) => cards.children[place] !== chip));
    if (changed.length) glide([...chips.values()], () => { for (const [cards, list] of changed) cards.replaceChildren(...list); });
    if (active && focusedIn(area) !== active) active.focus({ preventScroll: true });
    moving = false;
    for (const id of boxIds) {
      const { node, cards, count, label } = homes.get(id);
      const n = cards.children.length;
      count.textContent = String(n);
      node.dataset.empty = String(n === 0);
      node.setAttribute("aria-label", `${label}: ${word.count("cards", n)}`);
      node.dataset.target = String(picked !== null && picked.byKey && picked.target === id);
      node.dataset.open = String(picked !== null && where.get(picked.item) !== id);
    }
    const emptyTray = homes.get(null).cards.children.length === 0;
    homes.get(null).node.querySelector(".kam-box-label").textContent = word(emptyTray ? "all_placed" : "unplaced");
    for (const [item, chip] of chips) {
      chip.querySelector(".kam-chip-where").textContent = `, ${homes.get(where.get(item)).label}`;
      chip.setAttribute("aria-pressed", String(picked?.item === item));
      chip.tabIndex = item === current ? 0 : -1;
    }
    area.dataset.picking = String(picked !== null);
    level();
    const small = matchMedia("(max-width: 640px)").matches;
    bar.hidden = !(picked && !picked.byKey && small);
    if (!bar.hidden && !bar.isConnected) {
      bar.dataset.kamTheme = area.closest(".kam")?.dataset.kamTheme ?? "light";
      document.body.append(bar);
    } else if (bar.hidden) bar.remove();
    if (picked) for (const face of bar.children) face.hidden = (face.dataset.box || null) === where.get(picked.item);
  }

  // Bands of one height keep the pyramid's sides straight; only a much fuller band may grow beyond the others.
  function level() {
    if (shape !== "pyramid") return;
    const needed = field.boxes.map(({ id }) => {
      const { node, cards } = homes.get(id);
      return node.querySelector(".kam-box-head").offsetHeight + cards.offsetHeight + BAND_PADDING_PX;
    });
    const height = Math.min(BAND_LEVEL_PX, Math.max(BAND_LEAST_PX, ...needed));
    if (stage.dataset.height === String(height)) return;
    stage.dataset.height = String(height);
    stage.style.setProperty("--kam-band-height", `${height}px`);
  }
  const sizes = new ResizeObserver(() => level());
  sizes.observe(stage);

  const labelOf = (id) => field.items.find((item) => item.id === id).label;
  function setCurrent(id) {
    if (id === current) return;
    chips.get(current).tabIndex = -1;
    current = id;
    chips.get(id).tabIndex = 0;
  }
  function place(item, box) {
    const same = where.get(item) === box;
    where.set(item, box);
    if (!same) context.answer(field.id, item, box);
    draw();
    const key = box === null ? "announce_unplaced" : "announce_placed";
    context.say(word(key, { item: labelOf(item), box: homes.get(box).label }));
  }
  function pickUp(item, byKey) {
    picked = { item, target: where.get(item), byKey };
    draw();
    context.say(word("announce_picked", { item: labelOf(item) }));
  }
  function putDown(box) {
    if (!picked) return;
    const { item } = picked;
    picked = null;
    place(item, box);
    chips.get(item).focus({ preventScroll: true });
  }
  function cancel() {
    if (!picked) return;
    picked = null;
    draw();
    context.say(word("cancelled"));
  }
  function tap(item) {
    if (!picked) pickUp(item, false);
    else if (picked.item === item) cancel();
    else if (where.get(item) !== null && where.get(item) !== where.get(picked.item)) putDown(where.get(item)); // a full box is nearly all cards
    else pickUp(item, false);
  }
  function steer(event, item) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { key } = event;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
    const stop = () => { event.preventDefault(); event.stopPropagation(); };
    if (/^[1-9]$/.test(key) && field.boxes[key - 1]) {
      stop();
      picked = null;
      place(item, field.boxes[key - 1].id);
    } else if (key === "0" || key === "Delete" || key === "Backspace") {
      stop();
      picked = null;
      place(item, null);
    } else if (key === "Enter" || key === " ") {
      stop();
      if (picked?.item === item) putDown(picked.byKey ? picked.target : where.get(item));
      else pickUp(item, true);
    } else if (key === "Escape" && picked) {
      stop();
      cancel();
    } else if (step && picked?.item === item) {
      stop();
      const stride = shape === "grid" && /Up|Down/.test(key) ? step * 2 : step;
      const place = Math.min(boxIds.length - 1, Math.max(0, boxIds.indexOf(picked.target) + stride));
      picked = { item, target: boxIds[place], byKey: true };
      draw();
      context.say(homes.get(picked.target).label);
    } else if (step || key === "Home" || key === "End") {
      stop();
      const ids = field.items.map((each) => each.id);
      const last = ids.length - 1;
      const next = step ? ids.indexOf(item) + step : key === "Home" ? 0 : last;
      chips.get(ids[Math.min(last, Math.max(0, next))]).focus();
    }
  }
  function boxAt(x, y) {
    const node = document.elementFromPoint(x, y)?.closest(".kam-box");
    if (!node || !area.contains(node)) return undefined;
    return node.dataset.box || null;
  }
  const stopDragging = makeDraggable(area, ".kam-chip", {
    start: () => {
      picked = null;
      draw();
    },
    over: (_, x, y) => {
      const over = boxAt(x, y);
      for (const [id, home] of homes) home.node.dataset.over = String(id === over);
    },
    drop: (chip, x, y) => {
      const box = boxAt(x, y);
      if (box !== undefined) place(chip.dataset.part, box);
    },
    end: (chip) => {
      for (const home of homes.values()) delete home.node.dataset.over;
      chip.focus({ preventScroll: true });
    },
  });
  const onOutside = (event) => {
    if (picked && !area.contains(event.target) && !bar.contains(event.target)) cancel();
  };
  const onEscape = (event) => { if (event.key === "Escape" && picked && !area.contains(event.target)) cancel(); };
  document.addEventListener("pointerdown", onOutside);
  document.addEventListener("keydown", onEscape);
  draw();

  return {
    node: frame.node,
    apply: (raw) => {
      for (const item of field.items) {
        if (context.isBusy(field.id, item.id)) continue;
        const box = raw?.[item.id] ?? null;
        where.set(item.id, homes.has(box) ? box : null);
      }
      draw();
    },
    reset: () => {
      picked = null;
      for (const item of field.items) where.set(item.id, null);
      draw();
    },
    setEcho: (echo) => showEcho(frame.echo, echo?.[""]),
    setMark: (mark) => {
      drawMark(frame.mark, mark);
      showAgain(frame, context, mark, field.items, (id) => chips.get(id).focus());
      for (const item of field.items) {
        const chip = chips.get(item.id);
        const part = mark?.parts?.[item.id];
        chip.querySelector(".kam-part-mark").replaceChildren(...partMark(part));
        markInput(chip, part);
        chip.title = [item.label, item.note, part?.word, part?.message].filter(Boolean).join(" · ");
        const why = `${frame.id}-why-${item.id}`;
        if (frame.again.querySelector(`#${CSS.escape(why)}`)) chip.setAttribute("aria-describedby", why);
        else chip.removeAttribute("aria-describedby");
      }
    },
    stop: () => {
      stopDragging();
      sizes.disconnect();
      bar.remove();
      document.removeEventListener("pointerdown", onOutside);
      document.removeEventListener("keydown", onEscape);
    },
  };
}

const FIELDS = {
  money: numberField, percent: numberField, number: numberField, choice: choiceField, choices: choiceField,
  rank: rankField, match: matchField, place: placeField, table: tableField, text: textField, slider: sliderField,
};

// -- the card ------------------------------------------------------------------------------------------------------

/** A heading in a span that a narrow card widens: one of many short lines would push all others down. */
const headWords = (...content) => h("span", { class: "kam-heading" }, ...content);

function caseTable(table) {
  const side = (column) => (column.align === "right" ? "kam-right" : "kam-left");
  const grid = h("table", { class: "kam-table" },
    table.title ? h("caption", {}, table.title) : null,
    h("thead", {}, h("tr", {}, table.columns.map((column) => h("th", { scope: "col", class: side(column) }, headWords(column.label))))),
    h("tbody", {}, table.rows.map((row) => h("tr", {}, row.map((text, place) =>
      h(place === 0 ? "th" : "td", { scope: place === 0 ? "row" : null, class: side(table.columns[place] ?? {}) }, text))))));
  return scrollBox(table.title, grid);
}

/** Build the card of one `view`. Everything in it lives until the view changes; only contents are updated. */
function buildCard({ model, view, root, status }) {
  const word = wordsOf(view);
  const prefix = newPrefix();
  const typing = new Map(); // "field|part" -> {timer, send}
  const fields = new Map();
  const stops = [];
  let saving = null;
  let checkSent = 0;
  let solutionShown = true;
  let hintsShown = model.get("state")?.hints?.length ?? 0;

  const outbox = openOutbox(model, { storageKey: view.store_key, onChange: () => showSaving() });
  const keyOf = (field, part) => `${field}|${part ?? ""}`;

  const context = {
    word, prefix, say: status.say,
    type(field, part, value) {
      unmark(field);
      const key = keyOf(field, part);
      clearTimeout(typing.get(key)?.timer);
      const send = () => {
        clearTimeout(typing.get(key)?.timer);
        typing.delete(key);
        outbox.answer(field, part, value);
      };
      typing.set(key, { timer: setTimeout(send, TYPING_MS), send });
    },
    flush: (field, part) => typing.get(keyOf(field, part))?.send(),
    answer(field, part, value) {
      unmark(field);
      outbox.answer(field, part, value);
    },
    clear(field) {
      for (const [key, entry] of typing) {
        if (!key.startsWith(`${field}|`)) continue;
        clearTimeout(entry.timer);
        typing.delete(key);
      }
      unmark(field);
      fields.get(field).reset?.();
      outbox.clear(field);
      status.say(word("cleared"));
    },
    isBusy: (field, part) => typing.has(keyOf(field, part)) || outbox.isWaiting(field, part),
    hasFocus: (input) => focusedIn(root) === input,
  };
  const flushAll = () => { for (const entry of [...typing.values()]) entry.send(); };
  // the mark belongs to the answer it was given for; Python says the same as soon as it has the message
  const unmark = (field) => fields.get(field)?.setMark(null);

  // head
  const meta = [
    view.points ? word.count("points", view.points) : null,
    view.minutes ? word("minutes", { n: view.minutes }) : null,
    view.variant !== null && view.variant !== undefined ? word("your_figures", { n: view.variant }) : null,
  ].filter(Boolean);
  const head = h("header", { class: "kam-head" },
    h("p", { class: "kam-eyebrow" }, h("span", { "data-testid": "exercise-id" }, view.exercise),
      h("span", { class: "kam-badge", "data-mode": view.mode, "data-testid": "mode" }, word(`mode_${view.mode}`))),
    h("h3", { class: "kam-title", id: `${prefix}title` }, view.title),
    h("ul", { class: "kam-meta" }, meta.map((text) => h("li", {}, text))));

  const blocked = banner("blocked");
  const problem = banner("problem");
  const gone = banner("gone");
  const tables = (view.tables ?? []).map(caseTable);
  stops.push(() => tables.forEach((box) => box.stop()));
  const story = h("div", { class: "kam-case" }, view.case_html ? h("div", { class: "kam-prose", html: view.case_html }) : null, tables);

  const form = h("fieldset", { class: "kam-fields", "aria-labelledby": `${prefix}title` });
  for (const field of view.fields) {
    const maker = FIELDS[field.kind];
    if (!maker) throw new Error(`kam: unknown field kind ${field.kind}`);
    const made = maker(context, field);
    fields.set(field.id, made);
    form.append(made.node);
    if (made.stop) stops.push(made.stop);
  }

  const hints = h("div", { class: "kam-hints", "data-testid": "hints", hidden: true });
  const summary = h("div", { class: "kam-summary", "data-testid": "summary", hidden: true });
  const solution = h("section", { class: "kam-solution", "data-testid": "solution", "aria-label": word("solution"), id: `${prefix}solution`, hidden: true });

  const check = button("main", word("check"), "check", () => {
    flushAll();
    checkSent = outbox.send({ type: "check" });
    check.querySelector(".kam-button-text").textContent = word("checking");
    check.setAttribute("aria-busy", "true");
  });
  const hint = button("other", "", "hint", () => {
    if (hint.getAttribute("aria-disabled") === "true") return;
    flushAll();
    outbox.send({ type: "hint" });
  }, "hint");
  const solve = button("other", word("show_solution"), "solution", () => {
    if (solve.getAttribute("aria-disabled") === "true") {
      status.say(word("solution_locked"));
      return;
    }
    const state = model.get("state") ?? {};
    if (state.solution_html) {
      solutionShown = !solutionShown;
      showSolution(state);
      return;
    }
    flushAll();
    solutionShown = true;
    outbox.send({ type: "solution" });
  });
  solve.setAttribute("aria-controls", `${prefix}solution`);
  const saved = h("span", { class: "kam-saved", "data-testid": "saved" });
  const foot = h("footer", { class: "kam-foot" }, check, view.hint_count ? hint : null, solve, saved);

  // A form of its own: Chromium takes all fields that stand in none for one large form, and at every change looks it
  // all over in search of an address to fill in. Nothing is sent: every button is a plain one, Enter is kept.
  const inner = h("form", { class: "kam-inner", autocomplete: "off", onsubmit: (event) => event.preventDefault() },
    head, blocked, problem, story, form, hints, summary, solution, gone, foot);

  function showSaving() {
    const state = model.get("state") ?? {};
    clearTimeout(saving);
    if (outbox.silent) {
      if (gone.show(word("kernel_gone"), reloadButton(word))) status.say(word("kernel_gone"));
      setSaved("not_saved", word("not_saved"));
      idle();
      return;
    }
    gone.show(null);
    if (outbox.oldest !== null) {
      const show = () => setSaved("saving", word("saving"));
      const rest = outbox.oldest + SAVING_SHOWN_MS - Date.now();
      if (rest <= 0) show();
      else saving = setTimeout(show, rest);
    } else if (state.problem) setSaved("not_saved", word("not_saved"));
    else if (state.saved_at) setSaved("saved", word("saved", { time: state.saved_at }));
    else setSaved("none", "");
  }
  function setSaved(kind, text) {
    if (saved.dataset.kind === kind && saved.textContent === text) return;
    saved.dataset.kind = kind;
    saved.replaceChildren(...(text ? [icon(kind === "saved" ? "right" : kind === "saving" ? "started" : "warning"), h("span", {}, text)] : []));
  }
  function idle() {
    check.removeAttribute("aria-busy");
    check.querySelector(".kam-button-text").textContent = word("check");
  }
  function showSolution(state) {
    const open = Boolean(state.solution_html) && solutionShown;
    if (open && solution.dataset.html !== state.solution_html) {
      solution.dataset.html = state.solution_html;
      solution.replaceChildren(h("h4", { class: "kam-panel-title" }, word("solution")), h("div", { class: "kam-prose", html: state.solution_html }));
      for (const table of solution.querySelectorAll("table")) { // on a phone it scrolls sideways inside the panel
        for (const head of table.querySelectorAll("thead th")) head.replaceChildren(headWords(...head.childNodes));
        const box = scrollBox(table.caption?.textContent, table.cloneNode(true));
        table.replaceWith(box);
        stops.push(box.stop);
      }
    }
    if (open && solution.hidden && checkSent >= 0) status.say(word("solution"));
    solution.hidden = !open;
    const allowed = Boolean(state.solution_open || state.solution_html);
    solve.hidden = view.mode === "assessed" && !allowed;
    solve.setAttribute("aria-disabled", String(!allowed));
    solve.setAttribute("aria-expanded", String(open));
    solve.title = allowed ? "" : word("solution_locked");
    solve.querySelector(".kam-button-text").textContent = word(open ? "hide_solution" : "show_solution");
  }
  function showHints(state) {
    const list = state.hints ?? [];
    hints.hidden = !list.length;
    while (hints.children.length > list.length) hints.lastChild.remove();
    list.forEach((markup, place) => {
      let panel = hints.children[place];
      if (!panel) {
        panel = h("section", { class: "kam-hint", "data-testid": "hint" },
          h("h4", { class: "kam-panel-title" }, icon("hint"), word("hint_title", { n: place + 1, of: view.hint_count })),
          h("div", { class: "kam-prose" }));
        hints.append(panel);
      }
      if (panel.dataset.html === markup) return;
      panel.dataset.html = markup;
      panel.querySelector(".kam-prose").innerHTML = markup;
    });
    if (list.length > hintsShown) status.say(hints.lastChild.textContent);
    hintsShown = list.length;
    const all = list.length >= view.hint_count;
    hint.setAttribute("aria-disabled", String(all));
    hint.querySelector(".kam-button-text").textContent = all
      ? word("no_more_hints") : word("hint_n", { n: list.length + 1, of: view.hint_count });
  }
  function showSummary(state) {
    summary.hidden = !state.summary;
    if (summary.textContent !== (state.summary ?? "")) summary.replaceChildren(...(state.summary ? [icon("checked"), h("span", {}, state.summary)] : []));
  }

  function apply(state) {
    outbox.acknowledge(state.seq ?? 0);
    form.disabled = state.ready === false;
    for (const face of [check, hint]) face.disabled = state.ready === false;
    blocked.show(state.blocked);
    if (problem.show(state.problem)) status.say(state.problem);
    for (const [id, field] of fields) {
      field.apply(state.raw?.[id] ?? null);
      field.setEcho(state.echo?.[id]);
      const changing = outbox.fieldIsWaiting(id) || [...typing.keys()].some((key) => key.startsWith(`${id}|`));
      if (!changing) field.setMark(state.marks?.[id] ?? null);
    }
    showHints(state);
    showSummary(state);
    showSolution(state);
    if (checkSent && (state.seq ?? 0) >= checkSent) {
      checkSent = 0;
      idle();
      status.say(state.summary);
    }
    if (state.ready !== false) resend();
  }

  // Answers that an engine never acknowledged come back once, in the order they were given.
  let resent = false;
  function resend() {
    if (resent) return;
    resent = true;
    const kept = outbox.kept().filter((entry) => fields.has(entry.field)).sort((a, b) => a.at - b.at);
    if (!kept.length) return;
    const raw = structuredClone(model.get("state")?.raw ?? {});
    for (const { field, part, value } of kept) {
      if (part === null || part === undefined) raw[field] = value;
      else (raw[field] ??= {})[part] = value;
    }
    for (const field of new Set(kept.map((entry) => entry.field))) fields.get(field).apply(raw[field]);
    for (const { field, part, value, at } of kept) outbox.answer(field, part, value, at);
  }

  const onVisible = () => { if (document.visibilityState === "visible") outbox.send({ type: "refresh" }); };
  document.addEventListener("visibilitychange", onVisible);
  const onLeave = () => flushAll();
  addEventListener("pagehide", onLeave);

  return {
    node: inner, apply, flushAll,
    drop: () => { for (const entry of typing.values()) clearTimeout(entry.timer); },
    stop: () => {
      clearTimeout(saving);
      outbox.close();
      document.removeEventListener("visibilitychange", onVisible);
      removeEventListener("pagehide", onLeave);
      for (const stop of stops) stop();
    },
  };
}

function render({ model, el }) {
  const root = h("section", { class: "kam kam-sheet kam-card", "data-testid": "card" });
  const status = makeStatus(); // outlives every redraw
  el.append(root);
  const stopTheme = followTheme(root);
  backToTop(root);
  let card = null;
  let shown = null;

  function redraw() {
    const view = model.get("view");
    const focus = focusedIn(root);
    const place = focus && { field: focus.dataset.field, part: focus.dataset.part, action: focus.dataset.action };
    if (card) {
      if (shown.store_key === view?.store_key) card.flushAll();
      else card.drop();
      card.stop();
      card.node.remove();
      card = null;
    }
    shown = view;
    if (!view?.fields) return;
    root.lang = htmlLanguage(view.lang);
    root.dataset.exercise = view.exercise;
    root.setAttribute("aria-label", `${view.exercise} ${view.title}`);
    card = buildCard({ model, view, root, status });
    root.append(card.node, status.node);
    card.apply(model.get("state") ?? {});
    if (place) refocus(place);
  }
  function refocus({ field, part, action }) {
    const wanted = [["field", field], ["part", part], ["action", action]].filter(([, value]) => value);
    if (!wanted.length) return;
    root.querySelector(wanted.map(([name, value]) => `[data-${name}="${CSS.escape(value)}"]`).join("") + ":is(button, input, select, textarea)")?.focus();
  }
  const onState = () => card?.apply(model.get("state") ?? {});
  model.on("change:view", redraw);
  model.on("change:state", onState);
  redraw();
  return () => {
    model.off("change:view", redraw);
    model.off("change:state", onState);
    if (card) {
      card.flushAll();
      card.stop();
    }
    stopTheme();
    root.remove();
  };
}

export default { render };
