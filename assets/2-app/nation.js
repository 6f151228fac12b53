/* A province that is clicked on the map of the nation is opened, under the same filters. */
(() => {
  "use strict";

  function open({ points }) {
    const code = points[0].location;
    if (!code || !points[0].customdata) return;
    window.dash_clientside.set_props("location", { pathname: `/nation/${code}` });
  }

  /* Straight from Plotly, bound as the button goes down: no map drawn anew in between may miss it. */
  document.addEventListener("pointerdown", ({ target }) => {
    const map = target.closest?.("#graph-nation-map .js-plotly-plot");
    if (!map?.on) return;
    map.removeListener("plotly_click", open);
    map.on("plotly_click", open);
  }, true);
})();
