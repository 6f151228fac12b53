/* Turns the wall's screens by the server's clock, so that several walls agree.
   Arrow keys move, space pauses. */
(() => {
  "use strict";
  const { tamnhin } = window;
  let moved = 0, held = null;

  const count = (root, name) => new Set([...root.querySelectorAll(`[${name}]`)].map((e) => e.getAttribute(name))).size;
  const wrap = (n, all) => ((n % all) + all) % all;

  function show(root, name, place) {
    root.querySelectorAll(`[${name}]`).forEach((element) => {
      const shown = Number(element.getAttribute(name)) === place;
      tamnhin.set(element, "data-shown", shown);
      tamnhin.set(element, "aria-hidden", !shown);
    });
  }

  function turn() {
    const root = document.querySelector(".wall[data-dwell]");
    if (!root) return;
    const seconds = Math.floor((tamnhin.now() ?? 0) / 1000);
    const screens = count(root, "data-screen") || 1, lines = count(root, "data-line") || 1;
    const beat = held ?? Math.floor(seconds / Number(root.dataset.dwell));
    show(root, "data-screen", wrap(beat + moved, screens));
    show(root, "data-line", wrap(Math.floor(seconds / Number(root.dataset.ticker)), lines));
    tamnhin.set(root, "data-paused", held !== null);
  }

  function pressed(event) {
    const root = document.querySelector(".wall[data-dwell]");
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!root || (!step && event.key !== " ")) return;
    event.preventDefault();
    if (step) moved += step;
    else held = held === null ? Math.floor((tamnhin.now() ?? 0) / 1000 / Number(root.dataset.dwell)) : null;
    turn();
  }

  document.addEventListener("DOMContentLoaded", () => {
    setInterval(turn, 250);
    new MutationObserver(turn).observe(document.body, { childList: true, subtree: true });
    document.addEventListener("keydown", pressed);
  });
})();
