/* Plotly's bundle has no Vietnamese, and asks a CDN for a world map that nobody looks at. */
(() => {
  "use strict";
  /* The one with the trace types that are drawn here; Dash would name the full one. */
  const ahead = document.getElementById("plotly-ahead");
  if (ahead) Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => ahead.src ?? ahead.href, set: () => {} });

  window.PlotlyGeoAssets = window.PlotlyGeoAssets ?? { topojson: {} };
  const empty = { type: "Topology", objects: { coastlines: none(), land: none(), ocean: none(), lakes: none(), rivers: none(), countries: none(), subunits: none() }, arcs: [] };
  function none() {
    return { type: "GeometryCollection", geometries: [] };
  }
  for (const scope of ["world", "asia"]) {
    for (const resolution of ["110m", "50m"]) window.PlotlyGeoAssets.topojson[`${scope}_${resolution}`] = empty;
  }

  const days = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
  const months = Array.from({ length: 12 }, (_, i) => `Tháng ${i + 1}`);
  const locale = {
    moduleType: "locale",
    name: "vi",
    dictionary: {},
    format: {
      days,
      shortDays: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
      months,
      shortMonths: Array.from({ length: 12 }, (_, i) => `T${i + 1}`),
      date: "%d/%m/%Y",
      decimal: ",",
      thousands: ".",
    },
  };
  window.PlotlyLocales = window.PlotlyLocales ?? {};

  /* On its way already: who asks for it waits for it, and does not have it come and run again. */
  function awaited() {
    const come = new Promise((done, failed) => {
      ahead.addEventListener("load", () => done());
      ahead.addEventListener("error", failed);
    });
    const put = (value) => Object.defineProperty(window, "Plotly", { value, configurable: true, writable: true, enumerable: true });
    Object.defineProperty(window, "Plotly", { configurable: true, get: () => come, set: put });
    ahead.addEventListener("load", () => register(0));
  }
  if (ahead?.src && !window.Plotly) awaited();

  /* It comes with the first chart, perhaps of a page that is opened later. */
  function register(tries) {
    if (window.Plotly?.register) window.Plotly.register(locale);
    else if (tries) setTimeout(() => register(tries - 1), 50);
  }
  register(1200);
})();
