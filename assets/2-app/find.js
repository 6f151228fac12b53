/* Hides entries without the words of the search box, whether they are written with accents or not;
   and goes to the entry that the address names, once it is there. */
(() => {
  "use strict";
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const box = () => document.getElementById("find");

  function find() {
    const place = document.querySelector("[data-found]");
    if (!place || !box()) return;
    const words = plain(box().value).split(/\s+/).filter(Boolean);
    const entries = [...document.querySelectorAll(`.${place.dataset.found} [data-find]`)];
    for (const entry of entries) {
      const text = entry.plain ??= plain(entry.dataset.find);
      entry.hidden = !words.every((word) => text.includes(word));
    }
    for (const section of document.querySelectorAll(`.${place.dataset.found} section`)) {
      section.hidden = !section.querySelector("[data-find]:not([hidden])");
    }
    const left = entries.filter((entry) => !entry.hidden).length;
    place.textContent = words.length ? `${left} / ${entries.length}` : "";
    document.documentElement.toggleAttribute("data-nothing-found", entries.length > 0 && left === 0);
  }

  function goTo() {
    const entry = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!entry?.matches(".entry")) return;
    document.querySelectorAll(".entry.here").forEach((other) => other.classList.remove("here"));
    entry.classList.add("here");
    entry.scrollIntoView({ block: "start" });
  }

  /* Entries come after the page, and anew with each version of the data. */
  let known = null;
  new MutationObserver(() => {
    const first = document.querySelector("[data-find]");
    if (first === known) return;
    if (first && !document.querySelector(".entry.here")) goTo();  // the first paint has no ids yet
    known = first;
    find();
  }).observe(document, { childList: true, subtree: true });

  document.addEventListener("input", (event) => { if (event.target === box()) find(); });
  window.addEventListener("hashchange", goTo);
})();
