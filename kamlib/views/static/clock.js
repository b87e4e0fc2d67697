// How long the unit and each of its screens have taken. The stage and the notes window share one clock by way of
// the browser's storage, so either may be reloaded or closed.
//
// Kept: {running, since: ms, total: ms before since, on: {screen number: ms}, at: screen number}; none before the start.

const FORGOTTEN_MS = 12 * 3600 * 1000; // a clock that nobody touched for this long belongs to another day

function makeClock(unit, lang) {
  const key = `kam-clock-${unit}-${lang}`;
  let memory = null; // where the browser keeps nothing (a file, a private window)

  function read() {
    try {
      memory = JSON.parse(localStorage.getItem(key));
    } catch {
      // what we remember ourselves is as good
    }
    if (memory && !(Number.isFinite(memory.since) && Date.now() - memory.since < FORGOTTEN_MS)) memory = null;
    return memory;
  }
  function write(state) {
    memory = state;
    try {
      if (state) localStorage.setItem(key, JSON.stringify(state));
      else localStorage.removeItem(key);
    } catch {
      // kept in memory only
    }
  }
  /** The same clock with the time up to now put where it was spent. */
  function settled(state) {
    const now = Date.now();
    const spent = state.running ? Math.max(0, now - state.since) : 0;
    const on = { ...state.on, [state.at]: (state.on[state.at] ?? 0) + spent };
    return { ...state, on, total: state.total + spent, since: now };
  }

  return {
    key,
    /** The room sees another screen. */
    moveTo(screen) {
      const state = read();
      if (state && state.at !== screen) write({ ...settled(state), at: screen });
    },
    startOnce(screen) {
      if (!read()) write({ running: true, since: Date.now(), total: 0, on: {}, at: screen });
    },
    start(screen) {
      const state = read();
      if (state) write({ ...settled(state), running: true });
      else this.startOnce(screen);
    },
    pause() {
      const state = read();
      if (state) write({ ...settled(state), running: false });
    },
    reset() {
      write(null);
    },
    /** {started, running, total, on(screen)}, times in ms. */
    look() {
      const state = read();
      if (!state) return { started: false, running: false, total: 0, on: () => 0 };
      const now = settled(state);
      return { started: true, running: state.running, total: now.total, on: (screen) => now.on[screen] ?? 0 };
    },
  };
}
