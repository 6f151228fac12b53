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

  function give({ action, values }) {
    const form = [...document.forms].find((one) => one.getAttribute("action") === action);
    if (!form || !document.querySelector("[data-refused]")) return;
    entries(form).forEach((entry) => {
      if (entry.name in values) entry.value = values[entry.name];
    });
  }

  /* The answer to a form is a page of its own. */
  const draft = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (!draft) return;
  const watch = new MutationObserver(() => {
    if (!document.querySelector("#react-entry-point .page-body") || document.getElementById("first-paint")) return;
    watch.disconnect();
    give(draft);
  });
  watch.observe(document.documentElement, { childList: true, subtree: true });
})();
