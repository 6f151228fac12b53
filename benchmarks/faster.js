/* The browser's clock and its timers, SPEED times as fast; before any script of the page. */
(() => {
  "use strict";
  const { now } = Date, began = now(), plain = { setTimeout: setTimeout.bind(window), setInterval: setInterval.bind(window) };
  Date.now = () => Math.round(began + (now() - began) * SPEED);
  window.setTimeout = (act, ms = 0, ...given) => plain.setTimeout(act, ms / SPEED, ...given);
  window.setInterval = (act, ms = 0, ...given) => plain.setInterval(act, Math.max(ms / SPEED, 4), ...given);
  window.soak = { refreshes: 0, screens: 0 };
  let shown = null, screen = null;
  plain.setInterval(() => {
    const body = document.querySelector(".page-body[data-shown]");
    const now = document.querySelector(".wall-screen[data-shown=true]")?.dataset.screen;
    if (body && body.dataset.shown !== shown) { shown = body.dataset.shown; window.soak.refreshes += 1; }
    if (now !== undefined && now !== screen) { screen = now; window.soak.screens += 1; }
  }, 10);
})();
