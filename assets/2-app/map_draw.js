/* Draws spots, estimated reach, outlines of other times and names over a map; lines by map_lines.js. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const { RADIANS, mercator, boxOf, canvasIn } = tamnhin.maps;
  const SPOT = 11, KM_A_DEGREE = 111.195, REACHES = 8, HALO = 3, NAMED = 60, NEAR = 9, CLOSE = 10;  // px a km, from where villages are named
  const PREFIX = /^(Xã|Phường|Thị trấn|Thôn|Bản) /;
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const looks = new Map();  // of a theme: colours and stamps

  /* The shapes of legends are those of tokens.css. */
  function shape(name) {
    const drawn = token(`--glyph-${name}`).match(/ d='([^']+)'/);
    return drawn ? new Path2D(drawn[1]) : null;
  }

  function lookOf(sharp) {
    const key = `${document.documentElement.dataset.theme} ${sharp}`;
    if (!looks.has(key)) { looks.clear(); looks.set(key, { sharp, stamps: new Map(), colours: new Map() }); }
    return looks.get(key);
  }

  function colour(look, name) {
    if (!look.colours.has(name)) {
      const found = token(`--${name}`), other = found.match(/^var\(--([\w-]+)\)$/);
      look.colours.set(name, other ? token(`--${other[1]}`) : found);
    }
    return look.colours.get(name);
  }

  /* A shape drawn once, to be put down many times. */
  function stamp(look, name, tone, size) {
    const key = `${name} ${tone} ${size}`;
    if (!look.stamps.has(key)) {
      const side = Math.ceil((size + 3) * look.sharp), canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
      const pen = canvas.getContext("2d"), path = shape(name), scale = (size * look.sharp) / 24;
      pen.translate(side / 2 - 12 * scale, side / 2 - 12 * scale);
      pen.scale(scale, scale);
      pen.lineJoin = "round";
      pen.lineWidth = 24 / size * 2;
      pen.strokeStyle = colour(look, "surface-page");
      pen.fillStyle = colour(look, tone);
      if (path) { pen.stroke(path); pen.fill(path, "evenodd"); }
      look.stamps.set(key, canvas);
    }
    return look.stamps.get(key);
  }

  /* Gravest last, so that it lies on top; of those that share a dot and a look, one. `pen`: in dots. */
  function drawSpots(map, pen, look, box) {
    const { scale, left, top } = map.camera, sharp = look.sharp, drawn = [];
    const right = box.left + box.width + SPOT, bottom = box.top + box.height + SPOT, wide = Math.ceil(box.width * sharp) + 64;
    for (const { layer, own, state } of [...tamnhin.spots.list].reverse()) {
      const tinted = own.choices.find((choice) => choice.tones.length);
      for (let s = layer.states.length - 1; s >= 0; s--) {
        const { shape: name, tone, size, tinted: of } = layer.states[s], taken = new Set();
        const kinds = of && tinted ? tinted.of : null;
        const stamps = (kinds ? tinted.tones : [tone]).map((each) => stamp(look, name, each, size * SPOT));
        for (let n = 0; n < state.length; n++) {
          if (state[n] !== s) continue;
          const x = scale * own.x[n] + left, y = top - scale * own.y[n];
          if (x < box.left - SPOT || y < box.top - SPOT || x > right || y > bottom) continue;
          const put = stamps[kinds ? kinds[n] : 0];
          const across = Math.round(x * sharp - put.width / 2), down = Math.round(y * sharp - put.height / 2);
          const at = (down * wide + across) * 8 + (kinds ? kinds[n] : 0);
          if (!taken.has(at)) {
            taken.add(at);
            pen.drawImage(put, across, down);
          }
          drawn.push({ layer, own, n, s, x, y });
        }
      }
    }
    return drawn;
  }

  /* Circles of all that is on air, a selection's border or not; one for each mast. */
  function discs(map) {
    if (!tamnhin.spots.told.on.includes("estimate")) return [];
    const masts = new Map();
    for (const { own, masks, kept } of tamnhin.spots.list) {
      if (!own.reach.length) continue;
      for (let n = 0; n < masks.length; n++) {
        if (!(masks[n] & REACHES) || !kept(n)) continue;
        const [good, weak] = own.reach[own.reach_of[n]], key = `${own.x[n]} ${own.y[n]}`, known = masts.get(key);
        if (!known) masts.set(key, { x: own.x[n], y: own.y[n], good, weak });
        else Object.assign(known, { good: Math.max(known.good, good), weak: Math.max(known.weak, weak) });
      }
    }
    return [...masts.values()];
  }

  /* Opaque on a sheet of its own, laid over the map at once: where circles meet it gets no darker. */
  function drawReach(map, pen, look, box) {
    const { scale, left, top } = map.camera, own = discs(map), from = pen.getTransform();
    for (const [band, alpha] of [["weak", 0.2], ["good", 0.22]]) {
      const sheet = new OffscreenCanvas(pen.canvas.width, pen.canvas.height), on = sheet.getContext("2d");
      on.setTransform(look.sharp, 0, 0, look.sharp, from.e, from.f);
      on.fillStyle = colour(look, "accent");
      for (const each of own) {
        const latitude = 2 * Math.atan(Math.exp(each.y)) - Math.PI / 2;
        const r = ((each[band] / KM_A_DEGREE) * RADIANS * scale) / Math.cos(latitude), x = scale * each.x + left, y = top - scale * each.y;
        if (x + r < box.left || y + r < box.top || x - r > box.left + box.width || y - r > box.top + box.height) continue;
        on.beginPath();
        on.arc(x, y, r, 0, 2 * Math.PI);
        on.fill();
      }
      pen.globalAlpha = alpha;
      pen.drawImage(sheet, -from.e, -from.f);
      pen.globalAlpha = 1;
    }
  }

  const rings = (geometry) => (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat());

  function drawEras(map, pen, look) {
    const { scale, left, top } = map.camera, file = tamnhin.spots.outlines();
    if (!file) return;
    pen.save();
    pen.scale(look.sharp, look.sharp);
    pen.strokeStyle = colour(look, "accent");
    pen.lineWidth = 1.2;
    pen.setLineDash([4, 3]);
    for (const era of tamnhin.spots.told.eras) {
      const keys = new Set(era.keys);
      pen.beginPath();
      for (const feature of file.features) {
        if (!keys.has(feature.id)) continue;
        for (const ring of rings(feature.geometry)) ring.forEach(([x, y], n) => pen[n ? "lineTo" : "moveTo"](scale * x * RADIANS + left, top - scale * mercator(y)));
      }
      pen.stroke();
    }
    pen.restore();
  }

  /* ---------- names ---------- */

  function boxesIn(map) {
    const place = map.over.getBoundingClientRect(), scale = place.width / (map.over.offsetWidth || 1);
    const texts = [...map.graph.querySelectorAll(".textpoint text"), ...map.over.closest(".stage").querySelectorAll(".legend, .corner")];
    return texts.map((each) => each.getBoundingClientRect()).filter((box) => box.width).map((box) => ({
      left: (box.left - place.left) / scale, top: (box.top - place.top) / scale, right: (box.right - place.left) / scale, bottom: (box.bottom - place.top) / scale,
    }));
  }

  /* How wide a commune is, in radians, worked out once. */
  function widthOf(feature) {
    if (feature.wide === undefined) {
      let [west, east] = [180, -180];
      rings(feature.geometry).forEach((ring) => ring.forEach(([x]) => { west = Math.min(west, x); east = Math.max(east, x); }));
      feature.wide = (east - west) * RADIANS;
    }
    return feature.wide;
  }

  /* Communes that are wide enough for their name; villages once there are few in sight. */
  function wantedNames(map, pen) {
    const { scale, left, top } = map.camera, found = [];
    const said = [...map.graph.querySelectorAll(".textpoint text")].filter((each) => each.getBoundingClientRect().width).map((each) => each.textContent).join(" ");
    (map.graph.calcdata?.[0] ?? []).forEach((each, n) => {
      const name = map.graph._fullData[0].customdata?.[n]?.[1]?.replace(PREFIX, "");
      if (!name || !each.ct || !each.geojson) return;
      const wide = widthOf(each.geojson) * scale;
      if (!said.includes(name) && pen.measureText(name).width * 1.15 < wide) found.push({ text: name, x: scale * each.ct[0] * RADIANS + left, y: top - scale * mercator(each.ct[1]), weight: wide, strong: true });
    });
    found.sort((one, other) => other.weight - one.weight);
    const seen = boxOf(map.graph), inside = ({ x, y }) => x > seen.left && y > seen.top && x < seen.left + seen.width && y < seen.top + seen.height;
    if ((scale * RADIANS) / KM_A_DEGREE < CLOSE) return found;
    const villages = map.drawn.filter((each) => each.own.amounts.length && inside(each));
    if (villages.length > NAMED) return found;
    villages.sort((one, other) => other.own.amounts[other.n] - one.own.amounts[one.n]);
    return [...found, ...villages.map((each) => ({ text: each.own.names[each.n], x: each.x, y: each.y - 11, strong: false }))];
  }

  /* Greedy, the most important first; none over another, nor over what stands there already. */
  function placeNames(map, pen, box) {
    const taken = boxesIn(map), kept = [];
    const marks = map.drawn.filter((each) => each.own.amounts.length && each.s < 2).map(({ x, y }) => ({ left: x - 4, top: y - 4, right: x + 4, bottom: y + 4 }));
    for (const each of wantedNames(map, pen)) {
      const half = pen.measureText(each.text).width / 2 + 3;
      const own = { left: each.x - half, right: each.x + half, top: each.y - 8, bottom: each.y + 8 };
      if (own.left < box.left || own.right > box.left + box.width || own.top < box.top || own.bottom > box.top + box.height) continue;
      const meets = (other) => own.left < other.right && own.right > other.left && own.top < other.bottom && own.bottom > other.top;
      if (taken.some(meets) || (each.strong && marks.some(meets))) continue;
      taken.push(own);
      kept.push({ ...each, box: own });
    }
    return kept;
  }

  function drawNames(map, pen, look, box) {
    map.names = [];
    if (!tamnhin.spots.told.on.includes("labels")) return;
    pen.save();
    pen.scale(look.sharp, look.sharp);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = HALO;
    pen.font = `500 12px "TN So", "Be Vietnam Pro", system-ui, sans-serif`;
    pen.strokeStyle = colour(look, "surface-page");
    map.names = placeNames(map, pen, box);
    for (const { text, x, y, strong } of map.names) {
      pen.globalAlpha = 0.9;
      pen.strokeText(text, x, y);
      pen.globalAlpha = 1;
      pen.fillStyle = colour(look, strong ? "ink-2" : "ink");
      pen.fillText(text, x, y);
    }
    pen.restore();
  }

  /* ---------- all of it ---------- */

  function drawOn(map, pen, sharp, box) {
    const look = lookOf(sharp), { on, eras } = tamnhin.spots.told;
    if (on.includes("estimate")) drawReach(map, pen, look, box);
    if (eras.length) drawEras(map, pen, look);
    tamnhin.maps.drawLines(map, pen, { sharp, tone: (name) => colour(look, name) }, box);
    const drawn = drawSpots(map, pen, look, box);
    map.drawn = drawn;
    drawNames(map, pen, look, boxOf(map.graph));
    if (map.found) drawFound(map, pen, look);
  }

  /* Where the search has led. */
  function drawFound(map, pen, look) {
    const { scale, left, top } = map.camera, { longitude, latitude } = map.found;
    pen.save();
    pen.scale(look.sharp, look.sharp);
    pen.beginPath();
    pen.arc(scale * longitude * RADIANS + left, top - scale * mercator(latitude), 13, 0, 2 * Math.PI);
    for (const [tone, wide] of [["surface-page", 5], ["accent", 2.5]]) { pen.strokeStyle = colour(look, tone); pen.lineWidth = wide; pen.stroke(); }
    pen.restore();
  }

  tamnhin.maps.onPaint((map) => {
    const { pen, sharp, box } = canvasIn(map, map.over);
    drawOn(map, pen, sharp, box);
    map.over.dataset.drawn = map.drawn.length;
  });

  /* For a picture of the map: as on screen, sharper. */
  tamnhin.maps.picture = (graph, sharp) => {
    const map = tamnhin.maps.of(graph);
    if (!map?.camera) return null;
    const [width, height] = [graph.offsetWidth, graph.offsetHeight], kept = map.drawn;
    const canvas = Object.assign(document.createElement("canvas"), { width: width * sharp, height: height * sharp });
    drawOn(map, canvas.getContext("2d"), sharp, { left: 0, top: 0, width, height });
    map.drawn = kept;
    return canvas.toDataURL("image/png");
  };
  tamnhin.maps.near = (map, x, y) => {
    let best = null;
    for (const each of map.drawn ?? []) {
      const away = Math.hypot(each.x - x, each.y - y);
      if (away <= NEAR && (!best || away <= best.away)) best = { ...each, away };
    }
    if (!best) return null;
    const more = map.drawn.filter((each) => each.layer === best.layer && Math.hypot(each.x - best.x, each.y - best.y) < 1).length - 1;
    return { ...best, more };
  };
})();
