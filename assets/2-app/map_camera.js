/* The camera of a map: how Plotly projects it now, and what is drawn under and over it with the same
   projection. While a hand moves the map a picture of it is moved in its place: five hundred outlines
   projected anew take longer than a frame. Mercator allows it: there a move is a shift and a scale. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const RADIANS = Math.PI / 180, RESTS_AFTER = 250;
  const BEYOND = 0.35;  // of its width and height, a canvas reaches past the map on each side, for moves
  const mercator = (latitude) => Math.log(Math.tan(Math.PI / 4 + (latitude * RADIANS) / 2));
  const idly = window.requestIdleCallback ?? ((act) => setTimeout(act, RESTS_AFTER));
  const maps = new WeakMap();  // by the place over the map
  const painters = [], moved = [];

  /* x = scale · longitude + left, y = top − scale · mercator(latitude), in px of the plot. */
  function cameraOf(geo, near) {
    const [longitude, latitude] = near, one = geo.projection(near), other = geo.projection([longitude + 0.5, latitude]);
    if (!one || !other) return null;
    const scale = (other[0] - one[0]) / (0.5 * RADIANS);
    return { scale, left: one[0] - scale * longitude * RADIANS, top: one[1] + scale * mercator(latitude) };
  }

  function boxOf(graph) {
    const { l, t, w, h } = graph._fullLayout._size;
    return { left: l, top: t, width: w, height: h };
  }

  /* Some place of the province: far from it longitudes wrap around. */
  function nearOf(graph) {
    const found = graph.calcdata?.[0]?.find((each) => each.ct)?.ct;
    return found ?? graph._fullLayout.geo._subplot.projection.invert(graph._fullLayout.geo._subplot.midPt);
  }

  const canvases = (map) => [...map.under.querySelectorAll("canvas"), ...map.over.querySelectorAll("canvas")];

  /* Whether what was drawn at rest still fills the map. */
  function shift(map, camera) {
    const r = camera.scale / map.base.scale, x = camera.left - r * map.base.left, y = camera.top - r * map.base.top;
    const [wide, high] = map.size, far = [-BEYOND * wide, -BEYOND * high];
    canvases(map).forEach((canvas) => {
      canvas.style.transform = `translate(${x + (r - 1) * far[0]}px, ${y + (r - 1) * far[1]}px) scale(${r})`;
    });
    const reaches = (start, size) => start + r * -BEYOND * size <= 0 && start + r * (1 + BEYOND) * size >= size;
    return reaches(x, wide) && reaches(y, high);
  }

  function still(map) {
    if (!map.moving) return;
    canvases(map).forEach((canvas) => (canvas.style.transform = ""));
    map.over.parentElement.removeAttribute("data-moving");
    map.moving = false;
  }

  function paint(map) {
    map.asked = 0;
    map.camera = cameraOf(map.geo, map.near);
    if (!map.camera) return;
    if (map.moving && map.size && shift(map, map.camera)) { moved.forEach((tell) => tell(map)); return; }
    if (map.moving) return map.rest();
    map.size = [map.graph.offsetWidth, map.graph.offsetHeight];
    painters.forEach((painter) => painter(map));
    prepare(map);
  }

  function ask(map) {
    map.asked ||= requestAnimationFrame(() => paint(map));
  }

  function begin(map) {
    map.size = [map.graph.offsetWidth, map.graph.offsetHeight];
    if (!map.pictured) picture(map);
    map.over.parentElement.dataset.moving = "true";
    map.moving = true;
  }

  function picture(map) {
    tamnhin.maps.drawPicture(map);
    map.pictured = true;
  }

  /* The picture is made while nobody waits for it. */
  function prepare(map) {
    map.pictured = false;
    map.idles ||= idly(() => {
      map.idles = 0;
      if (!map.moving && map.base && map.graph.isConnected) picture(map);
    });
  }

  /* A hand that goes on would only wait for what it is about to move away. */
  function rests(map) {
    clearTimeout(map.rests);
    map.rests = setTimeout(() => (navigator.scheduling?.isInputPending?.() ? rests(map) : map.rest()), RESTS_AFTER);
  }

  /* Of each projection that Plotly makes. `bounds`: it measures the province with it. */
  function quickened(map, { projection }) {
    const slow = projection.getPath;
    projection.getPath = () => {
      const path = slow(), camera = map.near && cameraOf(map.geo, map.near), view = boxOf(map.graph);
      const quick = (shape) => (camera ? tamnhin.maps.pathOf(shape, camera, view) : undefined) ?? path(shape);
      return Object.assign(quick, { bounds: path.bounds });
    };
  }

  /* While a hand moves the map the pointer is over nothing. */
  function hushed(map, geo) {
    const told = geo.bgRect.on("mousemove");
    if (told) geo.bgRect.on("mousemove", function () { if (!map.moving) told.apply(this, arguments); });
  }

  /* Plotly says `true` while a hand moves the map. It would cut the land off where the whole province
     ends, however near that is: the map takes all of its box. */
  function wrap(map, geo) {
    const { render, _render: drawn, updateDims: fitted, updateFx: led } = geo;
    const fit = () => {
      const { left, top, width, height } = boxOf(map.graph);
      geo.bounds = [[left, top], [left + width, top + height]];
      geo.projection.clipExtent(geo.bounds);
      quickened(map, geo);
    };
    geo.updateDims = function () {
      fit();
      return fitted.apply(geo, arguments);
    };
    geo.updateFx = function () {
      led.apply(geo, arguments);
      hushed(map, geo);
    };
    geo._render = map.rest = () => {
      clearTimeout(map.rests);
      still(map);
      map.near = nearOf(map.graph);
      drawn.call(geo);
      map.base = cameraOf(geo, map.near);
      ask(map);
    };
    geo.render = function (moving) {
      if (moving !== true || !map.base) return render.apply(geo, arguments);
      if (!map.moving) begin(map);
      rests(map);
      ask(map);
    };
    Object.assign(map, { geo, base: null });
    if (!geo.projection || !geo.bgRect) return;  // its outlines are on their way
    geo.updateDims(map.graph._fullLayout, map.graph._fullLayout.geo);
    hushed(map, geo);
    geo._render();
  }

  function look(over) {
    const graph = over.parentElement.querySelector(".js-plotly-plot"), geo = graph?._fullLayout?.geo?._subplot;
    if (!geo) return;
    const map = maps.get(over) ?? { over, under: over.parentElement.querySelector(".drawn.is-under") };
    maps.set(over, map);
    if (map.geo === geo && map.graph === graph) return;
    map.graph = graph;
    wrap(map, geo);
  }

  /* A canvas over its place and beyond, as sharp as the screen. Its pen's origin is the plot's. */
  function canvasIn(map, place, name = "drawing") {
    const canvas = place.querySelector(`.${name}`) ?? place.appendChild(Object.assign(document.createElement("canvas"), { className: name }));
    const [width, height] = map.size, far = [BEYOND * width, BEYOND * height];
    const sharp = Math.max(1, place.getBoundingClientRect().width / (place.offsetWidth || 1)) * window.devicePixelRatio;
    const [wide, high] = [Math.round((width + 2 * far[0]) * sharp), Math.round((height + 2 * far[1]) * sharp)];
    if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
    const pen = canvas.getContext("2d");
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, wide, high);
    pen.translate(Math.round(far[0] * sharp), Math.round(far[1] * sharp));
    return { pen, sharp, box: { left: -far[0], top: -far[1], width: wide / sharp, height: high / sharp } };
  }

  tamnhin.maps = {
    RADIANS, mercator, boxOf, canvasIn, ask,
    onPaint: (painter) => painters.push(painter),  // once the map rests
    onMove: (tell) => moved.push(tell),
    of: (graph) => maps.get(graph.closest(".plot")?.querySelector(".drawn.is-over")),
    all: () => [...document.querySelectorAll(".drawn.is-over")].map((over) => maps.get(over)).filter((map) => map?.base),
  };

  /* Before Plotly has drawn anything: it waits for outlines then. */
  new MutationObserver(() => document.querySelectorAll(".drawn.is-over").forEach(look)).observe(document.body, { childList: true, subtree: true });
})();
