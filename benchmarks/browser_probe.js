/* When a page's figures can be read and when all is drawn, in ms since it was asked for; and how far
   it moved under the reader's eyes (CLS). */
(() => {
  "use strict";
  const bench = { readable: null, drawn: null, shift: 0 };
  window.bench = bench;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) bench.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });

  const shown = (places) => [...document.querySelectorAll(places)].filter((e) => e.checkVisibility());
  bench.figures = () => shown(".page-body :is(.figure, .total, .hero-figure)").filter((e) => /\d/.test(e.textContent)).length;
  const plots = () => shown(".page-body .plot");
  const drawn = (plot) => plot.querySelector(".main-svg :is(.scatterlayer .trace, .barlayer .trace, .choroplethlayer path)") !== null;
  const allDrawn = () => plots().length > 0 && plots().every(drawn);

  /* After the frame in which it was painted. */
  function painted(then) {
    requestAnimationFrame(() => setTimeout(() => then(performance.now()), 0));
  }

  function look() {
    if (bench.readable === null && bench.figures() >= FIGURES) { bench.readable = -1; painted((t) => { bench.readable = t; }); }
    if (bench.drawn === null && bench.readable !== null && allDrawn()) { bench.drawn = -1; painted((t) => { bench.drawn = t; }); }
    if (bench.drawn === null) requestAnimationFrame(look);
  }
  requestAnimationFrame(look);

  /* From choosing a filter to the page that answers it. */
  bench.choose = (id, value) => new Promise((done) => {
    const select = document.getElementById(id), name = id.replace("filter-", "");
    const body = document.querySelector("#react-entry-point .page-body"), began = performance.now();
    const answered = () => new URLSearchParams(body.dataset.search).get(name) === (value || null);
    const watch = new MutationObserver(() => {
      if (!answered()) return;
      watch.disconnect();
      painted((t) => done(t - began));
    });
    watch.observe(body, { attributes: true, attributeFilter: ["data-search"] });
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set.call(select, value);
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  bench.choices = (id) => [...document.getElementById(id).options].map((o) => o.value).filter(Boolean);
})();
