// Before the deck is printed: every screen goes onto its page as it stands on the stage, only smaller. A screen that
// scrolls gets smaller still, but not so small that nobody can read it; the rest of it goes onto further pages.

(() => {
  const PAGE = { width: 1030, height: 700 }; // px of A4 across, less its margins
  const SMALLEST = 0.4;
  const stage = document.getElementById("stage");

  addEventListener("beforeprint", () => {
    const whole = PAGE.width / stage.clientWidth;
    for (const screen of stage.querySelectorAll(".stage-screen")) {
      const paper = Math.min(whole, Math.max(SMALLEST, PAGE.height / screen.scrollHeight));
      screen.style.setProperty("--paper", paper.toFixed(4));
      screen.style.setProperty("--stage-wide", `${Math.floor(PAGE.width / paper)}px`);
    }
  });
})();
