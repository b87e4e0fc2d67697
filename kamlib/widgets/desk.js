// The desk at the top of an exercise notebook: who works here, how far they are, and the hand-in file.
// Python puts base.js before this text.
//
// Trait `view` (Python -> JS, replaced as a whole):
//   {lang, words, title, trainee: str|null, demo: bool (asks for no id, keeps nothing), message: str|null, problem: str|null,
//    progress: [{id, title, state: "untouched"|"started"|"checked"|"right"|"handed", points: number|null, of, mode}],
//    handin: {name, href: "data:…"|null, path: str|null, receipt: str}|null}
// Messages: {type: "trainee", value} · {type: "change_trainee"} · {type: "handin"}

const SHAPES = { untouched: "blank", started: "started", checked: "checked", right: "right", handed: "handed" };

function render({ model, el }) {
  const root = h("section", { class: "kam kam-sheet kam-desk", "data-testid": "desk" });
  const status = makeStatus();
  el.append(root);
  const stopTheme = followTheme(root);
  backToTop(root);
  let inner = null;
  let silence = null;
  let typed = ""; // what stands in the id field survives a redraw
  let told = null;

  function send(message) {
    model.send(message);
    clearTimeout(silence);
    silence = setTimeout(() => {
      const node = root.querySelector("[data-testid=banner-gone]");
      const word = wordsOf(model.get("view"));
      busy(false);
      if (node?.show(word("kernel_gone"), reloadButton(word))) status.say(word("kernel_gone"));
    }, SILENCE_MS);
  }
  function busy(on) {
    const face = root.querySelector("[data-action=handin]");
    if (!face) return;
    const word = wordsOf(model.get("view"));
    face.toggleAttribute("aria-busy", on);
    face.querySelector(".kam-button-text").textContent = word(on ? "handin_busy" : "handin");
  }

  function identity(view, word, prefix) {
    if (view.demo) return null;
    if (view.trainee) {
      return h("div", { class: "kam-desk-who" }, icon("person"),
        h("p", {}, h("span", {}, `${word("working_as")} `), h("strong", { "data-testid": "trainee" }, view.trainee)),
        button("plain", word("change"), "change-trainee", () => {
          typed = "";
          send({ type: "change_trainee" });
        }));
    }
    const input = h("input", {
      type: "text", class: "kam-input", id: `${prefix}id`, autocomplete: "off", spellcheck: "false", autocapitalize: "off", maxlength: 64,
      "aria-describedby": `${prefix}help${view.problem ? ` ${prefix}problem` : ""}`, "aria-invalid": view.problem ? "true" : null,
      "data-testid": "trainee-input", "data-field": "trainee", value: typed, oninput: () => { typed = input.value; },
      // JupyterLab keeps Enter from sending a form, so Enter sends it here (but not the Enter that ends pinyin input).
      onkeydown: (event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        form.requestSubmit();
      },
    });
    const form = h("form", {
      class: "kam-desk-form", onsubmit: (event) => {
        event.preventDefault();
        if (input.value.trim()) send({ type: "trainee", value: input.value.trim() });
        else input.focus();
      },
    }, h("label", { class: "kam-desk-label", for: `${prefix}id` }, word("your_id")),
    h("p", { class: "kam-help", id: `${prefix}help` }, word("your_id_help")),
    h("div", { class: "kam-desk-row" }, input,
      h("button", { type: "submit", class: "kam-button kam-button-main", "data-action": "trainee" }, word("start"))));
    return form;
  }

  function strip(view, word) {
    if (!view.progress?.length) return null;
    const steps = view.progress.map((step) => {
      const points = step.points === null || step.points === undefined
        ? word("of_points", { of: step.of }) : word("points_of", { points: step.points, of: step.of });
      return h("li", { class: "kam-step-chip", "data-step": step.state, "data-testid": "step", "data-exercise": step.id },
        h("span", { class: "kam-step-disc" }, icon(SHAPES[step.state] ?? "blank")),
        h("span", { class: "kam-step-text" },
          h("span", { class: "kam-step-name" }, `${step.id} · ${word(`mode_${step.mode}`)}`),
          h("span", { class: "kam-step-title" }, step.title),
          h("span", { class: "kam-step-state" }, h("strong", {}, word(`state_${step.state}`)), ` · ${points}`)));
    });
    return h("section", { "aria-label": word("progress") },
      h("h3", { class: "kam-desk-label" }, word("progress")), h("ol", { class: "kam-steps" }, steps));
  }

  function handin(view, word) {
    if (!view.trainee) return null;
    const made = view.handin;
    const file = made
      ? h("div", { class: "kam-receipt", "data-testid": "handin" },
        made.href ? h("a", { class: "kam-button kam-button-other", href: made.href, download: made.name, "data-action": "download" },
          icon("download"), h("span", {}, word("download", { name: made.name }))) : null,
        h("p", {}, h("strong", { "data-testid": "receipt" }, word("receipt", { receipt: made.receipt })),
          made.path ? h("span", {}, ` · ${word("saved_as", { path: made.path })}`) : null))
      : null;
    return h("section", { class: "kam-desk-handin", "aria-label": word("handin_title") },
      h("h3", { class: "kam-desk-label" }, word("handin_title")), h("p", { class: "kam-help" }, word("handin_help")),
      button("main", word("handin"), "handin", () => {
        busy(true);
        send({ type: "handin" });
      }), file);
  }

  function redraw() {
    const view = model.get("view");
    clearTimeout(silence);
    if (!view?.words) return;
    const word = wordsOf(view);
    const focus = focusedIn(root);
    const action = focus?.dataset.action ?? (focus?.dataset.field ? "trainee-input" : null);
    const caret = focus?.selectionStart;
    const prefix = newPrefix();
    const problem = banner("problem");
    problem.id = `${prefix}problem`;
    problem.show(view.problem);
    const message = view.message ? h("p", { class: "kam-desk-message", "data-testid": "message", tabindex: "-1" }, view.message) : null;
    root.lang = htmlLanguage(view.lang);
    root.setAttribute("aria-label", view.title);
    const next = h("div", { class: "kam-inner" },
      h("div", { class: "kam-desk-head" }, h("h2", { class: "kam-desk-title" }, view.title), view.trainee ? identity(view, word, prefix) : null),
      problem, view.trainee ? null : identity(view, word, prefix), message, strip(view, word), handin(view, word), banner("gone"));
    if (inner) inner.replaceWith(next);
    else root.append(next, status.node);
    inner = next;
    const sentence = view.problem ?? view.message ?? (view.handin ? word("receipt", { receipt: view.handin.receipt }) : null);
    if (sentence !== told) status.say(sentence);
    told = sentence;
    if (!action) return;
    const again = action === "trainee-input" ? root.querySelector("[data-testid=trainee-input]") : root.querySelector(`[data-action="${action}"]`);
    // The control that was used may be gone: then the id field or the message takes the focus, so that the keyboard
    // is never lost. Never the button that changes the id: a second Enter would press it.
    (again ?? root.querySelector("[data-testid=trainee-input], [data-testid=message]"))?.focus({ preventScroll: true });
    if (again?.setSelectionRange && caret !== undefined) again.setSelectionRange(caret, caret);
  }

  model.on("change:view", redraw);
  redraw();
  return () => {
    model.off("change:view", redraw);
    clearTimeout(silence);
    stopTheme();
    root.remove();
  };
}

export default { render };
