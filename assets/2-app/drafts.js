/* What was written into a form that the server refuses is not lost: it is kept in this tab until the
   answer is there, and given back where the page says that it was refused. Passwords are not kept. */
(() => {
  "use strict";
  const KEY = "tamnhin.draft";

  const entries = (form) =>
    [...form.elements].filter((entry) => entry.name && !["hidden", "password", "submit"].includes(entry.type));

  document.addEventListener("submit", ({ target: form }) => {
    if (form.method !== "post" || !entries(form).length) return;
    const values = Object.fromEntries(entries(form).map((entry) => [entry.name, entry.value]));
    sessionStorage.setItem(KEY, JSON.stringify({ action: form.getAttribute("action"), values }));
  });

  function give() {
    const draft = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    const form = draft && [...document.forms].find((one) => one.getAttribute("action") === draft.action);
    const living = document.querySelector("#react-entry-point .page-body") && !document.getElementById("first-paint");
    if (!draft || !living) return;
    sessionStorage.removeItem(KEY);
    if (!form || !document.querySelector("[data-refused]")) return;
    entries(form).forEach((entry) => {
      if (entry.name in draft.values) entry.value = draft.values[entry.name];
    });
  }

  new MutationObserver(give).observe(document.documentElement, { childList: true, subtree: true });
})();
