/* A screen that waits to be paired looks every few seconds whether it has been. */
(() => {
  "use strict";
  const EVERY = 5000;

  async function look(code) {
    const answer = await fetch("/pair", { redirect: "manual" });
    const led = answer.type === "opaqueredirect";
    if (led || (answer.ok && !(await answer.text()).includes(code))) location.reload();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const code = document.querySelector(".pair .code")?.textContent;
    if (code) setInterval(() => look(code).catch(() => {}), EVERY);
  });
})();
