/* Outlines as paths. In Mercator a place is a shift and a scale of what is worked out once; Plotly's
   own paths look for great circles and for the edge of the world in each of them, at each frame. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const { RADIANS, mercator } = tamnhin.maps;
  const FINE = 4;  // parts of a px: neighbours are drawn along the very same places
  const kept = new WeakMap();  // by geometry: its lines, flat

  const LINES = {
    Polygon: ({ coordinates }) => coordinates, MultiPolygon: ({ coordinates }) => coordinates.flat(),
    LineString: ({ coordinates }) => [coordinates], MultiLineString: ({ coordinates }) => coordinates,
  };

  /* In mercator's own units: x, y, x, y …, and the box of it. */
  function flatLine(places) {
    const points = new Float64Array(2 * places.length), box = [Infinity, Infinity, -Infinity, -Infinity];
    places.forEach(([longitude, latitude], n) => {
      const x = points[2 * n] = longitude * RADIANS, y = points[2 * n + 1] = mercator(latitude);
      if (x < box[0]) box[0] = x;
      if (y < box[1]) box[1] = y;
      if (x > box[2]) box[2] = x;
      if (y > box[3]) box[3] = y;
    });
    return { points, box };
  }

  function flat(geometry) {
    if (!kept.has(geometry)) kept.set(geometry, LINES[geometry.type]?.(geometry).map(flatLine) ?? null);
    return kept.get(geometry);
  }

  /* Whether any of it may be seen in `view`, in px. */
  function seen({ box: [west, south, east, north] }, { scale, left, top }, view) {
    return scale * west + left <= view.left + view.width && scale * east + left >= view.left
      && top - scale * north <= view.top + view.height && top - scale * south >= view.top;
  }

  /* Tells `put` each place of a line that differs from the one before, in parts of a px. */
  function walk({ points }, { scale, left, top }, put) {
    let [lastX, lastY] = [NaN, NaN];
    for (let n = 0; n < points.length; n += 2) {
      const x = Math.round((scale * points[n] + left) * FINE), y = Math.round((top - scale * points[n + 1]) * FINE);
      if (x === lastX && y === lastY) continue;
      put(x / FINE, y / FINE, n === 0);
      lastX = x;
      lastY = y;
    }
  }

  /* As the `d` of an SVG path, or undefined where it is no outline. */
  tamnhin.maps.pathOf = (shape, camera, view) => {
    const geometry = shape?.geometry ?? shape, lines = geometry && flat(geometry);
    if (!lines) return undefined;
    const end = geometry.type.endsWith("Polygon") ? "Z" : "";
    let path = "";
    for (const line of lines) {
      if (!seen(line, camera, view)) continue;
      walk(line, camera, (x, y, first) => { path += `${first ? "M" : "L"}${x},${y}`; });
      path += end;
    }
    return path;
  };

  /* With a pen, for a picture of the map. */
  tamnhin.maps.trace = (pen, shape, camera, view) => {
    const geometry = shape?.geometry ?? shape;
    for (const line of (geometry && flat(geometry)) ?? []) {
      if (!seen(line, camera, view)) continue;
      walk(line, camera, (x, y, first) => pen[first ? "moveTo" : "lineTo"](x, y));
      if (geometry.type.endsWith("Polygon")) pen.closePath();
    }
  };
})();
