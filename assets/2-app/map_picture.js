/* A map as a picture: what Plotly has drawn, with room around it, for as long as a hand moves it. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const { RADIANS, mercator, canvasIn, trace } = tamnhin.maps;
  const TILED = 0.55;  // as in map.css
  const SIDES = { left: "right", right: "left", center: "center" };

  function drawCommunes(map, pen, box) {
    for (const path of map.graph.querySelectorAll(".choroplethlayer path")) {
      const { geojson } = path.__data__ ?? {};
      if (!geojson) continue;
      const { fill, fillOpacity, stroke, strokeWidth } = path.style;
      pen.beginPath();
      trace(pen, geojson, map.base, box);
      if (fillOpacity !== "0") { pen.fillStyle = fill; pen.fill("evenodd"); }
      pen.strokeStyle = stroke;
      pen.lineWidth = parseFloat(strokeWidth) || 1;
      pen.stroke();
    }
  }

  function drawLine(map, pen, places, { color, width }) {
    pen.beginPath();
    let begun = false;
    for (const { lonlat: [x, y] } of places) {
      if (x === null || !Number.isFinite(x)) { begun = false; continue; }
      pen[begun ? "lineTo" : "moveTo"](map.base.scale * x * RADIANS + map.base.left, map.base.top - map.base.scale * mercator(y));
      begun = true;
    }
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.stroke();
  }

  function drawTexts(map, pen, places, trace) {
    pen.font = `${trace.textfont.size}px ${trace.textfont.family}`;
    pen.fillStyle = [trace.textfont.color].flat()[0];
    pen.textBaseline = "middle";
    places.forEach((each, n) => {
      const [x, y] = each.lonlat, side = ([trace.textposition].flat()[n] ?? "middle center").split(" ")[1];
      if (!each.tx || !Number.isFinite(x)) return;
      pen.textAlign = SIDES[side];
      pen.fillText(each.tx.replace(/<[^>]*>/g, ""), map.base.scale * x * RADIANS + map.base.left, map.base.top - map.base.scale * mercator(y));
    });
  }

  tamnhin.maps.drawPicture = (map) => {
    const { pen, sharp, box } = canvasIn(map, map.under, "picture");
    pen.scale(sharp, sharp);
    pen.lineJoin = "round";
    pen.globalAlpha = map.tiled ? TILED : 1;
    drawCommunes(map, pen, box);
    pen.globalAlpha = 1;
    for (const places of map.graph.calcdata) {
      const { type, visible, mode, line } = places[0]?.trace ?? {};
      if (type !== "scattergeo" || visible !== true) continue;
      if (mode.includes("lines")) drawLine(map, pen, places, line);
      if (mode.includes("text")) drawTexts(map, pen, places, places[0].trace);
    }
  };
})();
