/* Plotly's bundle has no Vietnamese, and asks a CDN for a world map that nobody looks at. */
(() => {
  "use strict";
  /* The one with the trace types that are drawn here; Dash would name the full one. */
  const ahead = document.getElementById("plotly-ahead");
  if (ahead) Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => ahead.href, set: () => {} });

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

  /* plotly.js comes asynchronously with the first chart; it is registered as soon as it is there. */
  function register(tries) {
    if (window.Plotly?.register) window.Plotly.register(locale);
    else if (tries) setTimeout(() => register(tries - 1), 50);
  }
  register(1200);
})();
