/* What the tests ask a page about itself. Loaded into every page before its own scripts. */
(() => {
  "use strict";

  /* Drawn whole: figures of the address that is shown, charts, map, letters, ages. */
  function settled() {
    if (document.getElementById("first-paint")) return false;
    const body = document.querySelector(".page-body[data-search]");
    if (!body || document.documentElement.dataset.pending || document.fonts.status !== "loaded") return false;
    if (body.dataset.search !== location.search) return false;
    if (body.hidden) return true;
    const plots = [...body.querySelectorAll(".js-plotly-plot")];
    if (plots.length < body.querySelectorAll(".graph").length) return false;
    const empty = (grid) => !grid.querySelector(".ag-header-cell") || !grid.querySelector(".ag-center-cols-container [row-index='0'] .ag-cell")?.textContent;
    if ([...body.querySelectorAll(".rows-grid")].some(empty)) return false;
    const drawn = (plot) => plot.querySelector(".main-svg") && (!plot.layout.geo || plot.querySelector(".choroplethlayer path"));
    const said = [...body.querySelectorAll(".tile[data-as-of] .age-said")].every((e) => e.textContent);
    return said && plots.every(drawn);
  }

  /* Seen by a reader: not hidden, not transparent, with an area. */
  function seen(element) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const closed = element.closest("details:not([open])");
    return !(closed && !element.closest("summary"));
  }

  function texts(root = document.body) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode, parent = node.parentElement;
      if (!node.textContent.trim() || parent.closest("script, style, option, select, title")) continue;
      if (seen(parent)) found.push(node);
    }
    return found;
  }

  const pen = document.createElement("canvas").getContext("2d");

  /* The ink of a text, a box a line: a line box is higher than its letters, and may overlap. */
  function inks(node) {
    const parent = node.parentElement, style = getComputedStyle(parent);
    const range = document.createRange();
    range.selectNodeContents(node);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const size = pen.measureText(node.textContent);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0.5);
    return rects.map((rect) => {
      const scale = rect.height / (size.fontBoundingBoxAscent + size.fontBoundingBoxDescent);
      const baseline = rect.top + size.fontBoundingBoxAscent * scale;
      return {
        left: rect.left, right: rect.right,
        top: baseline - size.actualBoundingBoxAscent * scale,
        bottom: baseline + size.actualBoundingBoxDescent * scale,
      };
    });
  }

  /* What of a box its scrolling or cutting ancestors leave to see. */
  function cut(box, element) {
    const left = { ...box };
    for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (!(e instanceof HTMLElement) || (style.overflowX === "visible" && style.overflowY === "visible")) continue;
      const edge = e.getBoundingClientRect();
      if (style.overflowX !== "visible") { left.left = Math.max(left.left, edge.left); left.right = Math.min(left.right, edge.right); }
      if (style.overflowY !== "visible") { left.top = Math.max(left.top, edge.top); left.bottom = Math.min(left.bottom, edge.bottom); }
    }
    return left.right - left.left > 1 && left.bottom - left.top > 1 ? left : null;
  }

  function shown(root) {
    return texts(root).flatMap((node) => inks(node)
      .map((box) => cut(box, node.parentElement))
      .filter((box) => box !== null)
      .map((box) => ({ node, box, text: node.textContent.trim() })));
  }

  /* Lies over the page, which scrolls under it. */
  const floats = (element) => element.closest(".bottom-bar, .link-state") !== null;

  /* Pairs of texts that are written over each other by more than a pixel. */
  function overlaps(root, slack = 1) {
    const all = shown(root).filter(({ node }) => !floats(node.parentElement)), found = [];
    for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) {
      const a = all[i], b = all[j];
      if (a.node === b.node) continue;
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (wide > slack && high > slack) found.push(`'${a.text}' over '${b.text}' by ${wide.toFixed(1)} x ${high.toFixed(1)}`);
    }
    return found;
  }

  /* Texts that leave the box [left, top, right, bottom]. */
  function past(root, [left, top, right, bottom]) {
    return shown(root)
      .filter(({ box }) => box.left < left - 1 || box.top < top - 1 || box.right > right + 1 || box.bottom > bottom + 1)
      .map(({ text, box }) => `'${text}' at ${Object.values(box).map(Math.round)}`);
  }

  /* Texts that come nearer to a seam between panels than half a gutter. */
  function across(seams, half) {
    return shown(document.body)
      .filter(({ box }) => seams.x.some((x) => box.left < x + half && box.right > x - half) || seams.y.some((y) => box.top < y + half && box.bottom > y - half))
      .map(({ text, box }) => `'${text}' at ${Object.values(box).map(Math.round)}`);
  }

  /* Elements that reach past the right edge and that nothing scrolls or cuts. */
  function tooWide() {
    const edge = document.documentElement.clientWidth + 1, found = [];
    if (document.documentElement.scrollWidth > edge) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const element of document.body.querySelectorAll("*")) {
      if (!seen(element) || element.closest("svg")) continue;
      const rect = element.getBoundingClientRect();
      const left = rect.width && rect.height && rect.right > edge ? cut(rect, element.parentElement) : null;
      if (left && left.right > edge) found.push(`${element.tagName}.${element.className} to ${Math.round(left.right)}`);
    }
    return found;
  }

  /* Font sizes on screen, in CSS pixels: [size, text]. Letters in a drawing grow with it. */
  function sizes(root) {
    return texts(root).filter((node) => inks(node).some((box) => cut(box, node.parentElement))).map((node) => {
      const parent = node.parentElement, matrix = parent.getScreenCTM?.();
      const scale = matrix ? Math.hypot(matrix.a, matrix.b) : 1;
      return [parseFloat(getComputedStyle(parent).fontSize) * scale, node.textContent.trim()];
    });
  }

  /* All boxes under a root, in document order, without what Plotly draws. */
  function boxes(root) {
    return [...root.querySelectorAll("*")].filter((e) => seen(e) && !e.closest(".graph, .age-said, [data-clock], #link-state, svg, br")).map((e) => {
      const { left, top, width, height } = e.getBoundingClientRect();
      return [`${e.tagName}.${e.className}`, left, top, width, height];
    });
  }

  /* Everything readable: texts, and what is said to those who do not see. */
  function words() {
    const said = [...document.querySelectorAll("[aria-label], [title]")].filter(seen)
      .flatMap((e) => [e.getAttribute("aria-label"), e.getAttribute("title")]).filter(Boolean);
    const options = [...document.querySelectorAll("option")].map((e) => e.textContent);
    return [...texts().map((node) => node.textContent.trim()), ...said, ...options];
  }

  /* All figures that a reader can see, as text. */
  function figures() {
    const places = document.querySelectorAll(".figure, .total, .hero-figure, .pairs dd, .corner-figure, td.n");
    return [...places].filter(seen).map((e) => e.textContent.trim());
  }

  /* Where inside a commune to click, as far as possible from its edge and from any village. */
  function inCommune(code) {
    const svg = document.querySelector("#graph-coverage-map .choroplethlayer");
    const path = [...svg.querySelectorAll("path")].find((p) => (p.__data__?.loc ?? p.__data__?.id) === code);
    path.scrollIntoView({ block: "center" });
    const box = path.getBoundingClientRect(), inverse = path.getScreenCTM().inverse();
    const marks = [...document.querySelectorAll("#graph-coverage-map .scatterlayer .point")].map((m) => m.getBoundingClientRect());
    const length = path.getTotalLength(), onScreen = path.getScreenCTM();
    const edge = Array.from({ length: 120 }, (_, n) => path.getPointAtLength((length * n) / 120).matrixTransform(onScreen));
    const near = [...edge.map((p) => [p.x, p.y]), ...marks.map((m) => [m.left + m.width / 2, m.top + m.height / 2])];
    const far = (x, y) => Math.min(...near.map(([left, top]) => Math.hypot(left - x, top - y)));
    let best = null;
    for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
      const x = box.left + (box.width * i) / 20, y = box.top + (box.height * j) / 20;
      if (!path.isPointInFill(new DOMPoint(x, y).matrixTransform(inverse))) continue;
      if (!best || far(x, y) > best[2]) best = [x, y, far(x, y)];
    }
    return best.slice(0, 2);
  }

  window.probes = { settled, overlaps, past, across, tooWide, sizes, boxes, words, figures, inCommune, shown };
})();
