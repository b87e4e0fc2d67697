// Live controls of a lesson: sliders, and a picture that follows them. Python calculates; this module draws.
// Python puts base.js before this text.
//
// Trait `view` (set once; a new object on a change of language):
//   {kind: "pyramid"|"scale"|"waterfall"|"figure", lang, words, title,
//    controls: [{id, label, min, max, step, value, unit: str|null, format: "number"|"percent"|"money"}]}
//   format says how a value is shown until Python's own text arrives; "percent" values are fractions.
// Message: {type: "move", id, value: number, seq}; at most one is on its way, and the latest position wins.
// Trait `picture` (replaced as a whole; all texts are ready to show):
//   common     {seq: highest message number handled, finding: sentence, values: {control id: text}}
//   pyramid    + {headings: {accounts, share},
//                 tiers, top first: [{id, label, colour, width: 0..1 of the widest, count: "12 accounts",
//                                     note: "10% of all"|null, share: 0..1, share_text: "52%"}]}
//   scale      + {angle: degrees, positive = the first pan goes down, at most 16 either way,
//                 pans, two: [{id, title, colour, winner: bool, winner_text: str|null,
//                              blocks, lowest first: [{label, text, size: 0..1 of a full pan, colour, hollow: bool}];
//                                what weighs is solid (what the customer keeps), what is paid away is hollow,
//                              lines: [{label, text, strong: bool}]}]}
//   waterfall  + {top: number, axis: unit text, levels: [{at: number, text}] | absent, lines across the picture,
//                 bars: [{id, label, text, note: str|null, from, to, kind: "total"|"down"|"up", highlight: bool}]}
//   figure     + {svg: the figure as SVG text, drawn by kamlib.plots}

const STEADY_MS = 600; // the sentence is read out when the slider has rested this long
const NARROW_PX = 600;

// -- drawing ---------------------------------------------------------------------------------------------------

function text(x, y, content, { size = 15, weight = 400, anchor = "start", soft = false, k = 1 } = {}) {
  return svg("text", {
    x, y, "font-size": size * k, "font-weight": weight, "text-anchor": anchor, class: soft ? "kam-svg-soft" : "kam-svg-ink",
  }, content);
}

/** Break a label into lines of at most `width` half-width characters; Chinese characters count twice. */
function wrap(label, width) {
  const wide = (piece) => [...piece].reduce((sum, sign) => sum + (sign > "\u2e80" ? 2 : 1), 0);
  const pieces = (String(label).match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/g) ?? [])
    .flatMap((piece) => (wide(piece) > width ? piece.split(/(?<=-)(?=\p{L})/u) : [piece])); // a long word may end a line at its hyphen
  const lines = [""];
  for (const piece of pieces) {
    const line = lines[lines.length - 1];
    if (line && wide(line) + wide(piece) > width && piece.trim()) lines.push(piece);
    else lines[lines.length - 1] += piece;
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

/** Labels must not touch what stands beside them: all of a row get smaller until the widest fits its column. */
function keepApart(labels, column) {
  const widest = Math.max(0, ...labels.map((label) => label.getComputedTextLength()));
  if (widest <= column) return;
  for (const label of labels) label.setAttribute("font-size", (label.getAttribute("font-size") * column) / widest);
}

function drawPyramid(stage, picture, width, k) {
  const { tiers, headings } = picture;
  const narrow = width < NARROW_PX * k;
  const row = (narrow ? 46 : 74) * k;
  const gap = 5 * k;
  const top = (narrow ? 6 : 34) * k;
  const space = narrow ? width : width * 0.42;
  const middle = space / 2;
  const half = (tier) => Math.max(0.05, tier.width) * (space / 2);
  const parts = [];
  tiers.forEach((tier, index) => {
    const y = top + index * (row + gap);
    const above = index ? half(tiers[index - 1]) : Math.min(half(tier) * 0.25, 26 * k);
    const below = half(tier);
    const corners = [[middle - above, y], [middle + above, y], [middle + below, y + row], [middle - below, y + row]];
    parts.push(svg("polygon", { points: corners.map((corner) => corner.join()).join(" "), class: "kam-svg-tier", style: `--kam-colour:${tier.colour}` }));
  });
  let height = top + tiers.length * (row + gap);
  const listX = narrow ? 0 : space + 24 * k;
  const barX = narrow ? 0 : width * 0.66;
  const barSpace = width - barX - 58 * k;
  const most = Math.max(...tiers.map((tier) => tier.share), 0.01);
  if (!narrow) {
    parts.push(text(listX, 18 * k, headings.accounts, { soft: true, weight: 600, k }), text(barX, 18 * k, headings.share, { soft: true, weight: 600, k }));
  } else {
    height += 22 * k;
    parts.push(text(0, height, headings.share, { soft: true, weight: 600, k }));
    height += 8 * k;
  }
  tiers.forEach((tier, index) => {
    const detail = [tier.count, tier.note].filter(Boolean).join(" · ");
    const long = Math.max(2, (Math.max(0, tier.share) / most) * barSpace);
    if (narrow) {
      const y = height + index * 64 * k;
      parts.push(text(0, y + 20 * k, tier.label, { weight: 650, k }), text(width, y + 20 * k, detail, { soft: true, anchor: "end", k }),
        svg("rect", { x: 0, y: y + 29 * k, width: long, height: 18 * k, rx: 4, fill: tier.colour }),
        text(long + 8 * k, y + 44 * k, tier.share_text, { weight: 650, k }));
    } else {
      const y = top + index * (row + gap);
      const edge = middle + (half(tier) + (index ? half(tiers[index - 1]) : 0)) / 2 + 10 * k;
      if (edge < listX - 16 * k) parts.push(svg("line", { x1: edge, x2: listX - 10 * k, y1: y + row / 2, y2: y + row / 2, class: "kam-svg-line" }));
      parts.push(text(listX, y + row / 2 - 4 * k, tier.label, { size: 17, weight: 650, k }), text(listX, y + row / 2 + 18 * k, detail, { soft: true, k }),
        svg("rect", { x: barX, y: y + row / 2 - 16 * k, width: long, height: 32 * k, rx: 5, fill: tier.colour }),
        text(barX + long + 10 * k, y + row / 2 + 6 * k, tier.share_text, { size: 17, weight: 650, k }));
    }
  });
  if (narrow) height += tiers.length * 64 * k;
  stage.replaceChildren(svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": picture.finding }, parts));
  return tiers.map((tier) => `${tier.label}: ${[tier.count, tier.note].filter(Boolean).join(", ")}; ${headings.share}: ${tier.share_text}`);
}

function drawScale(stage, picture, width, k) {
  const arm = Math.min(width * 0.31, 300 * k);
  const plate = Math.min(arm * 1.25, 230 * k);
  const string = 158 * k;
  const drop = Math.sin((16 * Math.PI) / 180) * arm;
  const middle = width / 2;
  const beamY = 26 * k + drop;
  const height = beamY + drop + string + 30 * k;
  const size = [width, k].join();
  let beam = stage.querySelector(".kam-beam");
  // the beam lives on between pictures, so that it swings from where it is and does not jump
  if (!beam || stage.dataset.size !== size) {
    stage.dataset.size = size;
    const foot = height - 4 * k;
    const hangers = picture.pans.map((pan, side) =>
      svg("g", { transform: `translate(${side ? arm : -arm},0)` }, svg("g", { class: "kam-hanger" })));
    beam = svg("g", { class: "kam-beam" },
      svg("rect", { x: -arm - 8 * k, y: -5 * k, width: 2 * arm + 16 * k, height: 10 * k, rx: 5 * k, class: "kam-svg-beam" }), hangers);
    stage.replaceChildren(svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
      svg("path", { class: "kam-svg-post", d: `M${middle - 6 * k},${beamY}h${12 * k}L${middle + 9 * k},${foot - 12 * k}h${-18 * k}z` }),
      svg("rect", { x: middle - 70 * k, y: foot - 12 * k, width: 140 * k, height: 12 * k, rx: 6 * k, class: "kam-svg-post" }),
      svg("g", { transform: `translate(${middle},${beamY})` }, beam, svg("circle", { r: 11 * k, class: "kam-svg-pivot" }))));
  }
  stage.firstChild.setAttribute("aria-label", picture.finding);
  const hangers = [...beam.querySelectorAll(".kam-hanger")];
  picture.pans.forEach((pan, side) => {
    const parts = [svg("path", { class: "kam-svg-string", d: `M0,0L${-plate / 2},${string}M0,0L${plate / 2},${string}` })];
    let y = string;
    for (const block of pan.blocks) {
      const tall = Math.max(0, Math.min(1, block.size)) * (string - 26 * k);
      if (tall < 1) continue;
      y -= tall;
      const wide = plate * 0.74;
      parts.push(svg("rect", { x: -wide / 2, y, width: wide, height: tall, class: block.hollow ? "kam-svg-hollow" : "kam-svg-block", style: `--kam-colour:${block.colour}` }));
      if (!block.hollow) parts.push(svg("rect", { x: -wide / 2, y, width: 6 * k, height: tall, fill: block.colour }));
      const two = tall >= 40 * k;
      const roomy = wide > 118 * k;
      if (two) {
        parts.push(text(3 * k, y + tall / 2 - 3 * k, roomy ? block.label : "", { size: 14, anchor: "middle", k }),
          text(3 * k, y + tall / 2 + (roomy ? 15 : 5) * k, block.text, { size: 15, weight: 650, anchor: "middle", k }));
      } else if (tall >= 19 * k) parts.push(text(3 * k, y + tall / 2 + 5 * k, block.text, { size: 14, weight: 650, anchor: "middle", k }));
    }
    parts.push(svg("path", { class: "kam-svg-plate", style: `--kam-colour:${pan.colour}`, d: `M${-plate / 2},${string}h${plate}a${plate / 2},${14 * k} 0 0 1 ${-plate},0z` }));
    hangers[side].replaceChildren(...parts);
    for (const label of hangers[side].querySelectorAll("text")) keepApart([label], plate * 0.74 - 16 * k);
  });
  const angle = Math.max(-16, Math.min(16, Number(picture.angle) || 0));
  const swing = () => {
    beam.style.transform = `rotate(${-angle}deg)`;
    for (const hanger of hangers) hanger.style.transform = `rotate(${angle}deg)`;
  };
  swing();
  let cards = stage.querySelector(".kam-pans");
  if (!cards) {
    cards = h("div", { class: "kam-pans" });
    stage.append(cards);
  }
  cards.replaceChildren(...picture.pans.map((pan) =>
    h("section", { class: "kam-pan", "data-testid": "pan", "data-pan": pan.id, "data-winner": String(Boolean(pan.winner)), style: `--kam-colour:${pan.colour}`, "aria-label": pan.title },
      h("h4", {}, h("span", { class: "kam-pan-title" }, pan.title),
        pan.winner && pan.winner_text ? h("span", { class: "kam-pan-winner" }, icon("down"), h("span", {}, pan.winner_text)) : null),
      h("dl", {}, pan.lines.map((line) => h("div", { "data-strong": String(Boolean(line.strong)) }, h("dt", {}, line.label), h("dd", {}, line.text)))))));
  return [];
}

function drawWaterfall(stage, picture, width, k) {
  const { bars, top, levels = [] } = picture;
  const narrow = width < NARROW_PX * k;
  const parts = [];
  const apart = []; // [labels of one row, room for each of them]
  const classOf = (bar) => `kam-svg-bar kam-svg-bar-${bar.kind}${bar.highlight ? " kam-svg-bar-highlight" : ""}`;
  let height;
  if (narrow) {
    const said = (bar) => [bar.text, bar.note].filter(Boolean).join(" · ");
    const split = bars.some((bar) => wrap(`${bar.label}   ${said(bar)}`, Math.floor(width / (9 * k))).length > 1);
    const lead = split ? 20 * k : 0; // label and figures on two lines when they do not fit on one
    const row = 58 * k + lead;
    const scale = (value) => (Math.max(0, value) / top) * width;
    bars.forEach((bar, index) => {
      const y = index * row;
      const [low, high] = [Math.min(bar.from, bar.to), Math.max(bar.from, bar.to)];
      parts.push(text(0, y + 18 * k, bar.label, { k, weight: bar.kind === "total" ? 650 : 400 }),
        text(split ? 0 : width, y + 18 * k + lead, said(bar), { anchor: split ? "start" : "end", weight: 650, k }),
        svg("rect", { x: scale(low), y: y + 26 * k + lead, width: Math.max(2, scale(high) - scale(low)), height: 20 * k, rx: 3, class: classOf(bar) }));
    });
    height = bars.length * row;
    for (const level of levels) {
      parts.push(svg("line", { x1: scale(level.at), x2: scale(level.at), y1: 22 * k, y2: height + 4 * k, class: "kam-svg-step" }),
        text(scale(level.at), height + 18 * k, String(level.at), { size: 13, anchor: "middle", soft: true, k }));
    }
    if (levels.length) {
      height += 28 * k;
      const line = levels.map((level) => level.text).join(" · ");
      for (const words of wrap(line, Math.floor(width / (7.2 * k)))) {
        parts.push(text(0, height + 12 * k, words, { size: 13, soft: true, k }));
        height += 20 * k;
      }
    }
  } else {
    const left = levels.length ? 124 * k : 0; // room for the names of the lines
    const column = (width - left) / bars.length;
    const body = Math.min(column * 0.66, 112 * k);
    const ceiling = 34 * k;
    const floor = ceiling + 250 * k;
    const scale = (value) => floor - (Math.max(0, value) / top) * (floor - ceiling);
    const values = [];
    const names = [];
    let most = 1;
    for (const level of levels) {
      parts.push(svg("line", { x1: 0, x2: width, y1: scale(level.at), y2: scale(level.at), class: "kam-svg-step" }),
        text(0, scale(level.at) - 5 * k, level.text, { size: 13, soft: true, k }));
    }
    bars.forEach((bar, index) => {
      const x = left + index * column + (column - body) / 2;
      const middle = left + index * column + column / 2;
      const [low, high] = [Math.min(bar.from, bar.to), Math.max(bar.from, bar.to)];
      const tall = Math.max(2, scale(low) - scale(high));
      parts.push(svg("rect", { x, y: scale(high), width: body, height: tall, rx: 3, class: classOf(bar) }));
      const next = bars[index + 1];
      if (next && !(bar.kind === "total" && next.kind === "total")) { // two totals stand side by side, no step leads on
        parts.push(svg("line", { x1: x + body, x2: x + column, y1: scale(bar.to), y2: scale(bar.to), class: "kam-svg-step" }));
      }
      values.push(text(middle, scale(high) - 10 * k, bar.text, { anchor: "middle", weight: 650, k }));
      if (bar.note) parts.push(text(middle, scale(low) + 20 * k, bar.note, { anchor: "middle", soft: true, k }));
      const lines = wrap(bar.label, Math.floor(column / ((bar.kind === "total" ? 9.4 : 8.2) * k)));
      most = Math.max(most, lines.length);
      lines.forEach((line, place) => names.push(text(middle, floor + (22 + place * 20) * k, line, { anchor: "middle", weight: bar.kind === "total" ? 650 : 400, k })));
    });
    parts.push(svg("line", { x1: 0, x2: width, y1: floor, y2: floor, class: "kam-svg-axis" }), ...values, ...names);
    apart.push([values, column - 8 * k], [names, column - 6 * k]);
    height = floor + (most * 20 + 8) * k;
  }
  stage.replaceChildren(
    ...(picture.axis ? [h("p", { class: "kam-axis" }, picture.axis)] : []),
    svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": picture.finding }, parts));
  for (const [labels, room] of apart) keepApart(labels, room);
  return bars.map((bar) => `${bar.label}: ${[bar.text, bar.note].filter(Boolean).join(", ")}`);
}

/** A figure that Python drew: it comes as SVG text and takes the width there is. */
function drawFigure(stage, picture) {
  stage.innerHTML = picture.svg;
  const figure = stage.firstElementChild;
  figure.removeAttribute("width");
  figure.removeAttribute("height");
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", picture.finding);
  return [];
}

const PICTURES = { pyramid: drawPyramid, scale: drawScale, waterfall: drawWaterfall, figure: drawFigure };

// -- the control ---------------------------------------------------------------------------------------------------

/** How a value is written until Python's text for it arrives. */
function plain(value, control, lang) {
  const language = htmlLanguage(lang);
  if (control.format === "percent") return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(value);
  const written = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  if (!control.unit) return written;
  return control.format === "money" && lang === "en" ? `${control.unit} ${written}` : `${written} ${control.unit}`;
}

function render({ model, el }) {
  const root = h("section", { class: "kam kam-sheet kam-live", "data-testid": "live" });
  const status = makeStatus();
  el.append(root);
  const stopTheme = followTheme(root);
  backToTop(root);
  const wanted = new Map(); // control id -> the latest value not yet sent
  const held = new Map(); // control id -> {range, box, output, control}
  let parts = null;
  let sequence = model.get("picture")?.seq ?? 0;
  let underWay = null;
  let frame = null;
  let silence = null;
  let steady = null;
  let width = 0;

  function want(id, value) {
    wanted.set(id, value);
    frame ??= requestAnimationFrame(sendNext);
  }
  function sendNext() {
    frame = null;
    if (underWay !== null || !wanted.size) return;
    const [[id, value]] = wanted;
    wanted.delete(id);
    sequence += 1;
    underWay = sequence;
    model.send({ type: "move", id, value, seq: sequence });
    clearTimeout(silence);
    silence = setTimeout(() => {
      const word = wordsOf(model.get("view"));
      underWay = null; // the next move asks again
      if (parts.gone.show(word("kernel_gone"), reloadButton(word))) status.say(word("kernel_gone"));
    }, SILENCE_MS);
  }

  function controlOf(control, word, lang, prefix) {
    const id = `${prefix}${control.id}`;
    const output = h("output", { class: "kam-live-value", for: id, "data-testid": "value", "data-field": control.id });
    const common = { min: control.min, max: control.max, step: control.step };
    const range = h("input", { type: "range", class: "kam-range", id, "data-testid": "range", "data-field": control.id, ...common,
      oninput: () => set(Number(range.value), range) });
    const box = h("input", { type: "number", class: "kam-input kam-number kam-live-box", "data-testid": "number", "data-field": control.id, ...common,
      "aria-label": word("number_box", { label: control.label }),
      onchange: () => {
        const value = box.value.trim() === "" ? NaN : Number(box.value);
        if (Number.isFinite(value)) set(Math.min(control.max, Math.max(control.min, value)), box);
        else box.value = range.value;
      } });
    function set(value, from) {
      if (from !== range) range.value = value;
      box.value = from === box ? value : range.value;
      show(plain(Number(range.value), control, lang));
      want(control.id, Number(range.value));
    }
    function show(words) {
      if (output.textContent !== words) output.textContent = words;
      range.setAttribute("aria-valuetext", words);
    }
    range.value = control.value;
    box.value = range.value;
    show(plain(control.value, control, lang));
    held.set(control.id, { range, box, show });
    return h("div", { class: "kam-control" }, h("label", { for: id }, control.label), output,
      h("div", { class: "kam-control-row" }, range, box));
  }

  function build() {
    const view = model.get("view");
    if (!view?.words) return;
    const word = wordsOf(view);
    const prefix = newPrefix();
    const focus = focusedIn(root);
    const place = focus && [focus.dataset.testid, focus.dataset.field];
    const before = new Map([...held].map(([id, { range }]) => [id, range.value]));
    held.clear();
    root.replaceChildren();
    root.lang = htmlLanguage(view.lang);
    root.dataset.kind = view.kind;
    root.setAttribute("aria-label", view.title);
    const controls = view.controls.map((control) =>
      controlOf(before.has(control.id) ? { ...control, value: Number(before.get(control.id)) } : control, word, view.lang, prefix));
    parts = {
      finding: h("p", { class: "kam-finding", "data-testid": "finding" }),
      stage: h("div", { class: "kam-picture", "data-testid": "picture" }),
      spoken: h("ul", { class: "kam-hidden" }),
      gone: banner("gone"),
    };
    root.append(h("div", { class: "kam-inner" }, h("h3", { class: "kam-live-title" }, view.title),
      // above the picture: on a projector both are in view, and a finding that grows does not push the slider from under the hand
      h("div", { class: "kam-controls" }, controls), parts.finding, parts.stage, parts.spoken, parts.gone), status.node);
    watcher.disconnect();
    watcher.observe(parts.stage);
    draw();
    if (place) root.querySelector(`[data-testid="${place[0]}"][data-field="${place[1]}"]`)?.focus({ preventScroll: true });
  }

  function draw() {
    const picture = model.get("picture");
    const view = model.get("view");
    if (!parts || !picture?.finding || !PICTURES[view.kind]) return;
    width = Math.floor(parts.stage.clientWidth);
    if (width > 0) {
      const k = parseFloat(getComputedStyle(root).fontSize) / 15; // a presenter's larger type enlarges the picture, too
      const spoken = PICTURES[view.kind](parts.stage, picture, width, k);
      parts.spoken.replaceChildren(...spoken.map((sentence) => h("li", {}, sentence)));
    }
    parts.finding.textContent = picture.finding;
    for (const [id, words] of Object.entries(picture.values ?? {})) if (!wanted.has(id)) held.get(id)?.show(words);
  }

  function onPicture() {
    const picture = model.get("picture");
    const handled = picture?.seq ?? 0;
    sequence = Math.max(sequence, handled);
    if (underWay !== null && handled >= underWay) {
      underWay = null;
      clearTimeout(silence);
      parts?.gone.show(null);
    }
    draw();
    clearTimeout(steady);
    steady = setTimeout(() => status.say(model.get("picture")?.finding), STEADY_MS);
    if (wanted.size) frame ??= requestAnimationFrame(sendNext);
  }

  const watcher = new ResizeObserver(() => {
    if (Math.floor(parts.stage.clientWidth) !== width) draw();
  });
  model.on("change:view", build);
  model.on("change:picture", onPicture);
  build();
  return () => {
    model.off("change:view", build);
    model.off("change:picture", onPicture);
    cancelAnimationFrame(frame);
    clearTimeout(silence);
    clearTimeout(steady);
    watcher.disconnect();
    stopTheme();
    root.remove();
  };
}

export default { render };
