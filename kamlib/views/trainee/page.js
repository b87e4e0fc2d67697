// A unit page: says when it is ready and when it is not, ends its kernel when it is left, follows the colours
// of the system. It is sent before the kernel does anything.
window.voila_heartbeat = () => {};
window.kamPage = (() => {
  const SLOW_MS = 5000;
  const STUCK_MS = 20_000; // without a part appearing
  const again = `kam-again ${location.pathname}`;
  let kernel = null;
  let complete = false; // every part has been sent
  let moved = Date.now();
  let ready = 0;
  let timer = null;

  const find = (id) => document.getElementById(id);
  const slots = () => [...document.querySelectorAll(".kam-slot")];

  function look() {
    const all = slots();
    for (const slot of all) {
      if (!slot.dataset.ready && [...slot.querySelectorAll("section, canvas, img, table, details, .kam, .jp-RenderedHTMLCommon")].some((each) => each.offsetHeight > 20)) {
        slot.dataset.ready = "true";
      }
    }
    const now = all.filter((slot) => slot.dataset.ready).length;
    if (now > ready) {
      ready = now;
      moved = Date.now();
    }
    const status = find("kam-status");
    const nothing = complete && !all.length && document.querySelector(".kam-failed"); // its engine ended meanwhile
    const stuck = nothing || Date.now() - moved > STUCK_MS;
    if (complete && ready === all.length && !nothing) {
      clearInterval(timer);
      status.dataset.state = "ready";
      status.textContent = status.dataset.ready;
      sessionStorage.removeItem(again);
      find("kam-stuck").hidden = true;
      goToExercise();
      reachWideTables();
    } else if (stuck && !ready && !sessionStorage.getItem(again)) {
      sessionStorage.setItem(again, "once"); // nothing has appeared, so nothing can be lost by a second try
      location.reload();
    } else if (stuck) {
      status.hidden = true;
      find("kam-shade")?.remove();
      find("kam-stuck").hidden = false;
    } else if (Date.now() - moved > SLOW_MS && status.textContent !== status.dataset.slow) {
      status.textContent = status.dataset.slow;
    }
  }

  function reachWideTables() { // a table that is wider than the window is scrolled by keyboard, too
    for (const table of document.querySelectorAll(".output, .prose table")) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    }
  }

  function goToExercise() {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const card = wanted && document.querySelector(`[data-testid=card][data-exercise="${CSS.escape(wanted)}"]`);
    if (card) (card.closest(".kam-slot") ?? card).scrollIntoView({ block: "start" });
  }

  function leave() {
    if (kernel) navigator.sendBeacon(`/voila/api/shutdown/${kernel}`);
  }

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => { document.body.dataset.jpThemeLight = String(!dark.matches); }; // the cards watch this
  dark.addEventListener("change", theme);
  addEventListener("DOMContentLoaded", theme);
  addEventListener("resize", reachWideTables);
  addEventListener("hashchange", goToExercise);
  addEventListener("pagehide", leave);
  // a page that the browser kept and shows again has lost its kernel
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  timer = setInterval(look, 120);

  return {
    began(id) { kernel = id; },
    part() { moved = Date.now(); find("kam-shade")?.remove(); },
    whole() { complete = true; moved = Date.now(); },
    failed() {
      clearInterval(timer);
      find("kam-status").hidden = true;
      find("kam-shade")?.remove();
    },
  };
})();
