/* Charts are drawn for the screen; on paper they are as wide as the paper's column. */
(() => {
  "use strict";
  const drawings = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  window.addEventListener("beforeprint", () => drawings().forEach((svg) => {
    svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
  }));
  window.addEventListener("afterprint", () => drawings().forEach((svg) => svg.removeAttribute("viewBox")));
})();
