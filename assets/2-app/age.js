/* The age of every tile's data, second by second, against the server's clock.
   Touches only data attributes, --fresh, and elements that React leaves empty. */
(() => {
  "use strict";
  const { tamnhin } = window;

  const MARKED = 5000, marked = new WeakMap();

  function ageOf(asOf, expected, stale, now) {
    const seconds = Math.max(0, (now - asOf) / 1000);
    const name = seconds <= expected ? "live" : seconds <= stale ? "late" : "stale";
    return { name, late: seconds - expected, fresh: Math.max(0, 1 - seconds / (expected || 1)) };
  }

  function lateness(seconds) {
    const minutes = Math.max(1, Math.floor(seconds / 60));
    if (minutes < 60) return tamnhin.word("late_minutes", { n: minutes });
    if (minutes < 1440) return tamnhin.word("late_hours", { n: Math.floor(minutes / 60) });
    return tamnhin.word("late_days", { n: Math.floor(minutes / 1440) });
  }

  /* A wall's panels have no room beside their title for more than a time. */
  function said(age, asOf, now, brief) {
    const time = tamnhin.when(asOf, now);
    if (age.name === "late" && !brief) return lateness(age.late);
    if (age.name === "stale") return `${tamnhin.word("stale")} ${tamnhin.word("stale_since", { time })}`;
    return tamnhin.word("until", { time });
  }

  /* In the line itself: a tile's own property would have all within it styled anew. */
  function horizon(line, fresh) {
    if (line.style.getPropertyValue("--fresh") !== fresh) line.style.setProperty("--fresh", fresh);
  }

  function refreshTile(tile, now) {
    const { asOf, expected, stale } = tile.dataset;
    const place = tile.querySelector(".age-said");
    if (!asOf) return tamnhin.say(place, tamnhin.word("never"));
    const age = ageOf(Number(asOf), Number(expected), Number(stale), now);
    horizon(tile.querySelector(".horizon"), age.fresh.toFixed(4));
    tamnhin.set(tile, "data-age", age.name);
    const brief = tile.classList.contains("panel") && tile.closest(".wall");
    tamnhin.say(place, said(age, Number(asOf), now, brief));
  }

  function refreshSources(element, now) {
    const sources = JSON.parse(element.dataset.sources);
    const ages = sources.map((s) => (s.as_of === null ? "never" : ageOf(s.as_of, s.expected, s.stale, now).name));
    const live = ages.filter((name) => name === "live").length;
    const faults = sources.length - live;
    tamnhin.set(element, "data-faults", faults);
    const counts = element.classList.contains("alarm") || element.closest(".wall-head");
    const key = counts ? "sources_faults" : "sources_live";
    tamnhin.say(element.querySelector(".sources-said"), tamnhin.word(key, { live, all: sources.length, n: faults }));
    const known = sources.filter((s) => s.as_of !== null).sort((a, b) => a.as_of - b.as_of);
    const text = known.length ? tamnhin.word("oldest", { source: known[0].label, time: tamnhin.when(known[0].as_of, now) }) : "";
    tamnhin.say(element.querySelector(".sources-oldest"), text);
  }

  /* How old the picture is that a screen still shows when it cannot be renewed. */
  function refreshPicture(fault, now) {
    const at = Number(fault.dataset.at), minutes = Math.floor((now - at) / 60e3);
    tamnhin.say(fault.querySelector(".picture-age"), tamnhin.word("picture", { time: tamnhin.when(at, now), n: minutes }));
  }

  function refresh() {
    const now = tamnhin.now();
    if (now === null) return;
    document.querySelectorAll(".tile[data-age]").forEach((tile) => refreshTile(tile, now));
    document.querySelectorAll(".wall-fault[data-at]:not(.is-bare)").forEach((fault) => refreshPicture(fault, now));
    document.querySelectorAll("[data-sources]").forEach((element) => refreshSources(element, now));
  }

  /* A figure that has changed brightens its horizon once; on a wall it stays marked for seconds. */
  function brighten(changes) {
    for (const { target } of changes) {
      const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
      const tile = element?.closest(".figure, .total") && element.closest(".tile");
      if (!tile) continue;
      tile.dataset.changed = "true";
      setTimeout(() => delete tile.dataset.changed, 600);
      clearTimeout(marked.get(tile));
      tile.dataset.fresh = "true";
      marked.set(tile, setTimeout(() => delete tile.dataset.fresh, MARKED));
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    setInterval(refresh, 1000);
    const body = document.body;
    new MutationObserver(refresh).observe(body, {
      childList: true, subtree: true, attributes: true, attributeFilter: ["data-as-of", "data-sources"],
    });
    new MutationObserver(brighten).observe(body, { characterData: true, subtree: true });
  });
  window.tamnhin.refreshAges = refresh;
})();
