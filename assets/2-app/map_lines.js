/* Lines under the spots of a map: routes of cables, each by its state, told apart without colour. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const GRID = 10000, NEAR = 5, CASING = 2;  // px from a line; px around it
  const DASHES = {
    solid: { width: 2.2, gaps: [] }, double: { width: 6.4, gaps: [], hollow: 4 },
    dashed: { width: 2.2, gaps: [8, 5] }, dotted: { width: 2.2, gaps: [2, 4] },
  };
  const made = new WeakMap();  // by file: its lines as shapes

  function part(steps) {
    let [x, y] = [0, 0];
    return Array.from({ length: steps.length / 2 }, (_, n) => [(x += steps[2 * n]) / GRID, (y += steps[2 * n + 1]) / GRID]);
  }

  function line(parts) {
    const coordinates = parts.map(part), places = coordinates.flat(), least = (one, other) => Math.min(one, other), most = (one, other) => Math.max(one, other);
    const of = (at, pick) => places.map((place) => place[at]).reduce(pick);
    return { type: "MultiLineString", coordinates, bbox: [of(0, least), of(1, least), of(0, most), of(1, most)] };
  }

  function shapes(file) {
    if (!made.has(file)) made.set(file, file.lines.map(line));
    return made.get(file);
  }

  /* Of each layer those that are drawn, with the place of their state: what is in use lies on top. */
  tamnhin.maps.linesShown = () => (tamnhin.spots.told.lines ?? []).flatMap((layer) => {
    const file = tamnhin.spots.file(layer.file), masks = file ? tamnhin.spots.numbers(layer.letters) : [];
    if (!file || masks.length !== file.lines.length) return [];
    const drawn = shapes(file).map((shape, n) => ({ layer, file, shape, n, s: layer.states.findIndex((_, bit) => masks[n] >> bit & 1) }));
    return drawn.filter(({ s }) => s >= 0 && tamnhin.spots.told.on.includes(layer.states[s].code)).sort((one, other) => other.s - one.s);
  });

  function stroke(map, pen, box, drawn, { width, colour, gaps }) {
    pen.beginPath();
    drawn.forEach(({ shape }) => tamnhin.maps.trace(pen, shape, map.camera, box));
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.setLineDash(gaps);
    pen.stroke();
  }

  /* `pen`: in dots; `tone` gives a token's colour. */
  tamnhin.maps.drawLines = (map, pen, { sharp, tone }, box) => {
    const shown = tamnhin.maps.linesShown(), states = new Map();
    shown.forEach((each) => { const key = each.layer.states[each.s]; states.set(key, [...(states.get(key) ?? []), each]); });
    pen.save();
    pen.scale(sharp, sharp);
    pen.lineJoin = "round";
    pen.globalAlpha = 0.75;
    states.forEach((drawn, { dash }) => stroke(map, pen, box, drawn, { width: DASHES[dash].width + CASING, colour: tone("surface-page"), gaps: [] }));
    pen.globalAlpha = 1;
    for (const [state, drawn] of states) {
      const { width, gaps, hollow } = DASHES[state.dash];
      stroke(map, pen, box, drawn, { width, colour: tone(state.tone), gaps });
      if (hollow) stroke(map, pen, box, drawn, { width: hollow, colour: tone("surface-page"), gaps: [] });
    }
    pen.restore();
    map.lines = shown;
  };

  function away({ scale, left, top }, [[x0, y0], [x1, y1]], x, y) {
    const { RADIANS, mercator } = tamnhin.maps, put = (e, n) => [scale * e * RADIANS + left, top - scale * mercator(n)];
    const [ax, ay] = put(x0, y0), [bx, by] = put(x1, y1), long = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = long ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long)) : 0;
    return Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y);
  }

  /* The line under a place, as map_hover.js tells of spots; the last that was drawn of several. */
  tamnhin.maps.nearLine = (map, x, y) => {
    const { RADIANS } = tamnhin.maps, { scale, left, top } = map.camera, wide = NEAR / (scale * RADIANS);
    const east = (x - left) / scale / RADIANS, north = (2 * Math.atan(Math.exp((top - y) / scale)) - Math.PI / 2) / RADIANS;
    const about = ([w, s, e, n]) => east >= w - wide && east <= e + wide && north >= s - wide && north <= n + wide;
    const near = ({ coordinates }) => coordinates.some((places) => places.some((place, n) => n > 0 && away(map.camera, [places[n - 1], place], x, y) <= NEAR));
    const under = (map.lines ?? []).filter(({ shape }) => about(shape.bbox) && near(shape)), found = under.at(-1);
    if (!found) return null;
    const { layer, file, n, s } = found, own = { names: file.names, units: file.owners, unit: file.owners.map((_, at) => at), amounts: file.lengths, choices: [], days: file.days, said: { amount: "km", ...file.said } };
    return { layer, own, n, x, y, more: under.length - 1, mask: 1 << s };
  };
})();
