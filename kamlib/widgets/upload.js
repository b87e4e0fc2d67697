// The upload card: the trainee's own list goes in, a table, a picture and an Excel form come out.
// Python puts base.js before this text.
//
// Trait `view`:  {lang, words, title: str|null, help: str|null, action: str|null (a button that needs no file),
//    offer: {name, data_url, words}|null (a file to begin with)}
// Trait `state`: {busy: str|null, problems: [sentence], message: str|null,
//    questions: [{id, label, kind: "number"|"choice", default, unit: str|null, help: str|null, options: [{id, label}]}],
//    result_html: str|null, figure: data address|null, figure_alt: str|null, download: {name, data_url}|null,
//    page: {name, data_url}|null (a web page beside the form)}
// Messages: {type: "file", name, size, part, parts} with one buffer of at most 1 MB, parts counted from 0;
//           {type: "answers", values: {id: what was typed or chosen}}, {type: "make"}

const MOST_BYTES = 50 * 1024 * 1024;
const PART_BYTES = 1024 * 1024; // far below the 10 MB at which Jupyter's websocket drops a message in silence
const KINDS = /\.(xlsx|csv|txt)$/i;

function render({ model, el }) {
  const root = h("section", { class: "kam kam-sheet kam-upload", "data-testid": "upload" });
  const status = makeStatus();
  el.append(root);
  const stopTheme = followTheme(root);
  const prefix = newPrefix();
  let sending = null; // {name, percent} while parts are on their way
  let fault = null; // a sentence about a file that was not even sent
  let fileName = null;
  let waiting = false;
  let silence = null;
  let values = {}; // what the user changed among the questions
  let turn = 0; // a newer file stops the parts of an older one
  let told = "";
  let parts = null;

  function send(message, buffers) {
    model.send(message, undefined, buffers);
    waiting = true;
    clearTimeout(silence);
    silence = setTimeout(() => {
      const word = wordsOf(model.get("view"));
      if (parts.gone.show(word("kernel_gone"), reloadButton(word))) status.say(word("kernel_gone"));
    }, SILENCE_MS * 5); // a large file takes its time
  }

  async function take(file) {
    const word = wordsOf(model.get("view"));
    const size = (file.size / 1024 / 1024).toFixed(1);
    fault = null;
    if (!KINDS.test(file.name)) fault = word("wrong_kind", { name: file.name });
    else if (file.size > MOST_BYTES) fault = word("too_large", { name: file.name, size });
    else if (file.size === 0) fault = word("empty_file", { name: file.name });
    if (fault) {
      update();
      return;
    }
    turn += 1;
    const mine = turn;
    const count = Math.ceil(file.size / PART_BYTES);
    fileName = file.name;
    values = {};
    try {
      for (let part = 0; part < count; part += 1) {
        const bytes = await file.slice(part * PART_BYTES, (part + 1) * PART_BYTES).arrayBuffer();
        if (mine !== turn) return;
        sending = { name: file.name, percent: Math.round(((part + 1) / count) * 100) };
        send({ type: "file", name: file.name, size: file.size, part, parts: count }, [bytes]);
        update();
      }
    } catch {
      fault = word("unreadable_file", { name: file.name });
      waiting = false;
      clearTimeout(silence);
    }
    sending = null;
    update();
  }

  function build() {
    const view = model.get("view");
    if (!view?.words) return;
    const word = wordsOf(view);
    root.replaceChildren();
    root.lang = htmlLanguage(view.lang);
    root.setAttribute("aria-label", view.title ?? word("title"));
    const input = h("input", {
      type: "file", class: "kam-file", id: `${prefix}file`, accept: ".xlsx,.csv,.txt", "data-testid": "file", "aria-describedby": `${prefix}help`,
      onchange: () => {
        if (input.files.length) take(input.files[0]);
        input.value = ""; // the same file again, corrected meanwhile, is a change, too
      },
    });
    const face = h("span", { class: "kam-button kam-button-main" }, icon("upload"), h("span", {}, word("choose_file")));
    const zone = h("div", {
      class: "kam-drop", "data-testid": "drop",
      ondragover: (event) => {
        event.preventDefault();
        event.stopPropagation();
        zone.dataset.over = "true";
      },
      ondragleave: () => { delete zone.dataset.over; },
      ondrop: (event) => {
        event.preventDefault();
        event.stopPropagation(); // JupyterLab would open the file otherwise
        delete zone.dataset.over;
        if (event.dataTransfer.files.length) take(event.dataTransfer.files[0]);
      },
    }, h("label", { class: "kam-file-label", for: `${prefix}file` }, input, face), h("span", { class: "kam-drop-text" }, word("drop_here")));
    parts = {
      zone, face,
      busy: h("p", { class: "kam-busy", "data-testid": "busy", hidden: true }),
      faults: h("div", { class: "kam-faults", "data-testid": "problems", hidden: true }),
      message: h("p", { class: "kam-upload-message", "data-testid": "message", hidden: true }),
      questions: h("form", { class: "kam-questions", "data-testid": "questions", hidden: true, onsubmit: (event) => {
        event.preventDefault();
        const state = model.get("state") ?? {};
        const all = Object.fromEntries((state.questions ?? []).map((question) => [question.id, valueOf(question)]));
        send({ type: "answers", values: all });
        update();
      } }),
      result: h("section", { class: "kam-result", "data-testid": "result", "aria-label": word("result"), hidden: true }),
      gone: banner("gone"),
    };
    const action = view.action
      ? h("button", { type: "button", class: "kam-button kam-button-main kam-make", "data-action": "make", onclick: () => {
          fault = null;
          send({ type: "make" });
          update();
        } }, view.action)
      : null;
    root.append(h("div", { class: "kam-inner" },
      h("h3", { class: "kam-upload-title" }, view.title ?? word("title")), h("p", { class: "kam-help", id: `${prefix}help` }, view.help ?? word("help")),
      view.offer ? h("p", { class: "kam-help" }, h("a", { href: view.offer.data_url, download: view.offer.name, "data-action": "offer" }, view.offer.words)) : null,
      action, zone, parts.busy, parts.faults, parts.message, parts.result, parts.questions, parts.gone), status.node);
    update();
  }

  const valueOf = (question) => values[question.id] ?? question.default ?? "";

  function drawQuestions(word, questions) {
    const shape = JSON.stringify([model.get("view").lang, questions]);
    parts.questions.hidden = !questions.length;
    if (parts.questions.dataset.shape === shape) return; // never redraw what is being typed in
    parts.questions.dataset.shape = shape;
    const focus = focusedIn(parts.questions)?.dataset.field;
    const rows = questions.map((question) => {
      const id = `${prefix}q-${question.id}`;
      const common = {
        class: "kam-input", id, "data-testid": "question", "data-field": question.id, "aria-describedby": question.help ? `${id}-help` : null,
        oninput: (event) => { values[question.id] = event.target.value; },
      };
      const control = question.kind === "choice"
        ? h("select", common, question.options.map((option) => h("option", { value: option.id }, option.label)))
        : h("input", { ...common, type: "text", inputmode: "decimal", autocomplete: "off" });
      control.value = valueOf(question);
      return h("div", { class: "kam-question" }, h("label", { for: id }, question.label),
        h("div", { class: "kam-question-entry" }, control, question.unit ? h("span", { class: "kam-unit" }, question.unit) : null),
        question.help ? h("p", { class: "kam-help", id: `${id}-help` }, question.help) : null);
    });
    parts.questions.replaceChildren(h("h4", { class: "kam-upload-label" }, word("questions")), ...rows,
      h("button", { type: "submit", class: "kam-button kam-button-other", "data-action": "apply" }, word("apply")));
    if (focus) parts.questions.querySelector(`[data-field="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  }

  const link = (file, action, words) => h("a", { class: "kam-button kam-button-main", href: file.data_url, download: file.name, "data-action": action },
    icon("download"), h("span", {}, words));

  function drawResult(word, state) {
    parts.result.hidden = !(state.result_html || state.figure || state.download);
    const shape = JSON.stringify([model.get("view").lang, state.result_html, state.figure, state.download, state.page]);
    if (parts.result.dataset.shape === shape) return;
    parts.result.dataset.shape = shape;
    const focused = focusedIn(parts.result);
    parts.result.replaceChildren();
    const links = [];
    if (state.page) links.push(link(state.page, "download-page", word("download", { name: state.page.name })));
    if (state.download) links.push(link(state.download, "download", word("download", { name: state.download.name })));
    if (state.page) parts.result.append(...links); // a page is long: what to do with it stands above it
    if (state.result_html) parts.result.append(scrollBox(word("result"), h("div", { class: "kam-prose", html: state.result_html })));
    if (state.figure) parts.result.append(h("img", { class: "kam-figure", src: state.figure, alt: state.figure_alt ?? "" }));
    if (!state.page) parts.result.append(...links);
    if (focused && links.length) links.at(-1).focus({ preventScroll: true });
  }

  function update() {
    if (!parts) return;
    const word = wordsOf(model.get("view"));
    const state = model.get("state") ?? {};
    const busy = sending ? word("sending", sending) : state.busy ?? (waiting ? word("working") : null);
    parts.busy.hidden = !busy;
    if (parts.busy.dataset.text !== busy) {
      parts.busy.dataset.text = busy ?? "";
      parts.busy.replaceChildren(...(busy ? [icon("file"), h("span", {}, busy)] : []));
    }
    const problems = fault ? [fault] : state.problems ?? [];
    parts.faults.hidden = !problems.length;
    parts.faults.replaceChildren();
    if (problems.length) {
      parts.faults.append(h("p", { class: "kam-upload-label" }, icon("warning"), word.count("problems", problems.length)),
        h("ul", {}, problems.map((sentence) => h("li", {}, sentence))));
    }
    parts.message.hidden = !state.message;
    parts.message.textContent = state.message ?? "";
    parts.face.lastChild.textContent = word(fileName ? "choose_other" : "choose_file");
    drawQuestions(word, state.questions ?? []);
    drawResult(word, state);
    const sentence = problems.join(" ") || busy || state.message || (state.result_html ? word("result") : "");
    if (sentence !== told && !(sending && sending.percent < 100)) status.say(sentence);
    told = sentence;
  }

  function onState() {
    waiting = false;
    clearTimeout(silence);
    parts?.gone.show(null);
    update();
  }
  model.on("change:view", build);
  model.on("change:state", onState);
  build();
  return () => {
    turn += 1;
    clearTimeout(silence);
    model.off("change:view", build);
    model.off("change:state", onState);
    stopTheme();
    root.remove();
  };
}

export default { render };
