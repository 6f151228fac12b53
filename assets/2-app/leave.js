/* A wall that is to begin anew: not all walls at once, never while nobody answers (a browser's own
   error page would stay), and seldom. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const SPREAD = 15000, SELDOM = 600000, NAME = "left", FULL = 0.7, LOOK = 10000;
  let leaving = false;

  function lately() {
    try { return Date.now() - Number(sessionStorage.getItem(NAME)) < SELDOM; } catch { return false; }
  }

  /* Not whatever else answers in the server's place. */
  tamnhin.healthy = () => fetch("/healthz").then((answer) => answer.ok && tamnhin.json(answer), () => false);

  async function go(why) {
    leaving = await tamnhin.healthy();
    if (!leaving) return;
    try { sessionStorage.setItem(NAME, Date.now()); sessionStorage.setItem("why", why); } catch { /* then it is only less seldom */ }
    location.reload();
  }

  tamnhin.leave = (why) => {
    if (leaving || !document.querySelector(".wall") || lately()) return;
    leaving = true;
    setTimeout(go, Math.random() * SPREAD, why);
  };

  /* Before the browser takes the page away for want of memory. */
  function look() {
    const { usedJSHeapSize: used, jsHeapSizeLimit: limit } = performance.memory ?? {};
    if (used > limit * FULL) tamnhin.leave("memory");
  }

  document.addEventListener("DOMContentLoaded", () => setInterval(look, LOOK));
})();
