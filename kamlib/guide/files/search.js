// Searches the models and the glossary while somebody types. A word is compared as `kamlib.glossary.folded` writes
// it, and entries are ranked as `kamlib.glossary.search` ranks them; a test holds the two together.
(() => {
  const folded = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[-\u2010-\u2015\u2212]/g, " ")
    .trim().replace(/\s+/g, " ")
    .replace(/([\u4e00-\u9fff]) /g, "$1").replace(/ ([\u4e00-\u9fff])/g, "$1");

  function rank(entry, wanted) {
    const names = entry.dataset.names.split("|");
    if (names.includes(wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted))) return 1;
    if (names.some((name) => name.includes(wanted))) return 2;
    if (entry.dataset.avoided.split("|").some((name) => name.includes(wanted))) return 3;
    if (entry.dataset.meaning.includes(wanted)) return 4;
    return entry.dataset.other.includes(wanted) ? 5 : -1;
  }

  for (const form of document.querySelectorAll("[data-search]")) {
    const list = document.querySelector(`[data-list=${form.dataset.search}]`);
    const groups = [...list.querySelectorAll("details")];
    const entries = [...list.querySelectorAll("[data-entry]")];
    const homes = new Map(groups.map((group) => [group, [...group.querySelectorAll("[data-entry]")]]));
    const input = form.querySelector("input");
    const said = form.querySelector("[role=status]");
    let open = null; // which groups were open before the search

    function look() {
      const wanted = folded(input.value);
      list.classList.toggle("searched", Boolean(wanted));
      if (!wanted) {
        for (const [group, own] of homes) {
          group.hidden = false;
          own.forEach((entry) => { entry.hidden = false; });
          own[0].parentElement.append(...own);
          if (open) group.open = open.get(group);
        }
        open = null;
        said.textContent = "";
        return;
      }
      open ??= new Map(groups.map((group) => [group, group.open]));
      const ranks = new Map(entries.map((entry) => [entry, rank(entry, wanted)]));
      for (const [group, own] of homes) {
        const fitting = own.filter((entry) => ranks.get(entry) >= 0).sort((one, other) => ranks.get(one) - ranks.get(other));
        own.forEach((entry) => { entry.hidden = ranks.get(entry) < 0; });
        own[0].parentElement.append(...fitting);
        group.hidden = !fitting.length;
        group.open = true;
      }
      const count = [...ranks.values()].filter((each) => each >= 0).length;
      said.textContent = count ? form.dataset.found.replace("{n}", count) : form.dataset.none;
    }

    form.hidden = false; // without this script there is nothing to search with, and every entry can be opened
    form.addEventListener("submit", (event) => { event.preventDefault(); look(); });
    input.addEventListener("input", look);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && input.value) {
        event.preventDefault();
        input.value = "";
        look();
      }
    });
    if (input.value) look(); // the browser kept what was typed
  }

  // a link to one entry, such as #term-tier, opens the group it is in
  function show() {
    const entry = document.getElementById(decodeURIComponent(location.hash.slice(1))); // null where there is no #
    const group = entry?.closest("details");
    if (!group || group.open) return;
    group.open = true;
    entry.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", show);
  show();
})();
