// Draws the controls and cards of a page that has no Python behind it, such as the deck: each view's own module
// draws what Python last sent, and nothing can be moved. The page holds, as JSON in #frozen-models,
//   modules  {name: text of a view's module}
//   models   {id: {module: name, traits: {...}} | {children: [ids]}}
// and, where a view stands, an element with data-frozen="id".

(() => {
  const { models, modules } = JSON.parse(document.getElementById("frozen-models").textContent);
  const loaded = new Map();

  function load(name) {
    if (!loaded.has(name)) {
      const address = URL.createObjectURL(new Blob([modules[name]], { type: "text/javascript" }));
      loaded.set(name, import(address));
    }
    return loaded.get(name);
  }

  /** What a view's module asks of its model; changes go nowhere. */
  function still(traits) {
    const nothing = () => {};
    return { get: (name) => traits[name], set: nothing, on: nothing, off: nothing, save_changes: nothing, send: nothing };
  }

  async function draw(id, place) {
    const model = models[id];
    if (!model) return;
    for (const child of model.children ?? []) await draw(child, place);
    if (!model.module) return;
    const view = await load(model.module);
    const holder = document.createElement("div");
    place.append(holder);
    view.default.render({ model: still(model.traits), el: holder });
  }

  /** Out of reach of mouse (by style) and keyboard, yet still read out by a screen reader. */
  function freeze(place) {
    for (const node of place.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")) {
      node.tabIndex = -1;
      node.setAttribute("aria-disabled", "true");
    }
  }

  async function drawAll() {
    for (const place of document.querySelectorAll("[data-frozen]")) {
      try {
        await draw(place.dataset.frozen, place);
        freeze(place);
        place.dataset.drawn = "true";
      } catch (error) {
        console.error("kam: a view could not be drawn", error); // the others are drawn all the same
      }
    }
    document.documentElement.dataset.frozenReady = "true";
  }

  drawAll();
})();
