/* PNG, SVG and CSV of a chart or table, made in the browser, each saying its title, filters,
   source and as-of time: once it has left the page, nobody else will. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const OPEN = ".chart-menu[open], .more[open]";
  const FOOT = 82, HEAD = 44, SHARP = 3, PRINTED = 2000; // dots: 16 cm of paper at 300 an inch, and some more

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

  function slug(title) {
    const plain = title.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D");
    return plain.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "tam-nhin";
  }

  /* What it is limited to; where it is from; where it can be seen again. */
  function facts(note) {
    const origin = [
      `${tamnhin.word("source")}: ${note.source}`,
      `${tamnhin.word("as_of")}: ${note.as_of}`,
      `${tamnhin.word("version")}: ${note.version}`,
      ...(note.demo ? [tamnhin.word("demo")] : []),
    ];
    return [`${tamnhin.word("filters")}: ${note.filters}`, origin, note.link];
  }

  function download(name, blob) {
    const url = URL.createObjectURL(blob);
    const link = Object.assign(document.createElement("a"), { href: url, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  /* ---------- CSV ---------- */

  /* A text that a spreadsheet would run as a formula is kept a text. */
  function cell(value) {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return String(value);
    const runs = /^ *[=+\-@\t\r\n]/.test(value) && !/^[+-]?\d[\d.,]*$/.test(value);
    const safe = runs ? `'${value}` : value;
    return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }

  function shownTable(tile) {
    const text = (e) => e.innerText.trim().replace(/\s+/g, " ");
    return [...tile.querySelectorAll("tr")].map((row) => [...row.cells].map(text));
  }

  function csv(tile, note) {
    const table = note.columns.length ? [note.columns, ...note.rows] : shownTable(tile);
    const head = [note.title, ...facts(note).flat()].map((line) => cell(`# ${line}`));
    const lines = [...head, ...table.map((row) => row.map(cell).join(","))];
    return new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
  }

  /* ---------- pictures ---------- */

  async function dataUrl(url) {
    const blob = await (await fetch(url)).blob();
    return new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.readAsDataURL(blob);
    });
  }

  /* A picture has no page around it: its letters must be inside. */
  async function fonts() {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => [sheet.href, rule]));
    const faces = rules.filter(([, rule]) => rule instanceof CSSFontFaceRule);
    const texts = await Promise.all(faces.map(async ([href, rule]) => {
      const url = rule.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/)[1];
      return rule.cssText.replace(/url\("?[^")]+"?\)/, `url("${await dataUrl(new URL(url, href))}")`);
    }));
    return texts.join("\n");
  }

  function caption(note, width, height) {
    const text = `font-family="TN So, Be Vietnam Pro, sans-serif" fill="${token("--ink")}"`;
    const quiet = `font-family="TN So, Be Vietnam Pro, sans-serif" font-size="12" fill="${token("--ink-2")}"`;
    const [filters, origin, link] = facts(note);
    return `<text x="16" y="28" font-size="17" font-weight="600" ${text}>${escaped(note.title)}</text>`
      + `<text x="16" y="${height - 50}" ${quiet}>${escaped(filters)}</text>`
      + `<text x="16" y="${height - 32}" ${quiet}>${escaped(origin.join(" · "))}</text>`
      + `<a xlink:href="${escaped(link)}" href="${escaped(link)}"><text x="16" y="${height - 14}" ${quiet}>${escaped(link)}</text></a>`;
  }

  async function framed(inner, note, width, height, attributes = "") {
    const tall = height + HEAD + FOOT;
    return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${tall}" viewBox="0 0 ${width} ${tall}" ${attributes}>`
      + `<style>${(await fonts()).replace(/</g, "&lt;")}</style>`
      + `<rect width="100%" height="100%" fill="${token("--surface-page")}"/>`
      + `${caption(note, width, tall)}${inner}</svg>`;
  }

  async function plotSvg(graph, note) {
    const spots = tamnhin.maps.picture(graph, SHARP), least = spots ? [0, 0] : [640, 320];
    const width = Math.max(least[0], graph.offsetWidth), height = Math.max(least[1], graph.offsetHeight);
    const copy = { data: graph.data, layout: { ...graph.layout, width, height, autosize: false }, config: { locale: "vi" } };
    const url = await window.Plotly.toImage(copy, { format: "svg", width, height });
    const drawn = new DOMParser().parseFromString(decodeURIComponent(url.slice(url.indexOf(",") + 1)), "image/svg+xml").documentElement;
    drawn.setAttribute("x", 16);
    drawn.setAttribute("y", HEAD);
    const over = spots ? `<image x="16" y="${HEAD}" width="${width}" height="${height}" href="${spots}"/>` : "";
    return framed(new XMLSerializer().serializeToString(drawn) + over, note, width + 32, height);
  }

  /* A panel of HTML is carried whole, with the page's own style sheets. */
  async function panelSvg(tile, note) {
    const body = tile.querySelector(".panel-body") ?? tile;
    const width = Math.max(480, Math.ceil(body.getBoundingClientRect().width) + 32);
    const height = Math.ceil(body.scrollHeight) + 8;
    const copy = body.cloneNode(true);
    const css = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => !(rule instanceof CSSFontFaceRule)).map((rule) => rule.cssText).join("\n");
    const root = document.documentElement;
    const size = getComputedStyle(root).fontSize;
    const inside = `<foreignObject x="16" y="${HEAD}" width="${width - 32}" height="${height}">`
      + `<body xmlns="http://www.w3.org/1999/xhtml" style="background:none;overflow:visible;width:auto;height:auto;padding:0"><style>${escaped(css)}</style>`
      + `<section class="tile panel">${new XMLSerializer().serializeToString(copy)}</section></body></foreignObject>`;
    const attributes = `data-theme="${root.dataset.theme}" data-surface="${root.dataset.surface}" style="font-size:${size}"`;
    return framed(inside, note, width, height, attributes);
  }

  async function png(svg) {
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await picture.decode();
    await new Promise((done) => setTimeout(done, 200)); // its letters are ready a moment after it
    const scale = Math.max(SHARP, Math.ceil(PRINTED / picture.width));
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.width * scale, height: picture.height * scale });
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.drawImage(picture, 0, 0);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  async function made(format, tile, graph, note) {
    if (format === "csv") return csv(tile, note);
    const svg = await (graph ? plotSvg(graph, note) : panelSvg(tile, note));
    return format === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : png(svg);
  }

  /* Into the clipboard where the browser allows it (https, or this very machine), else as a file. */
  async function copied(picture) {
    if (!window.isSecureContext || !window.ClipboardItem) return false;
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    return true;
  }

  /* Of a chart: what its page is limited to. */
  const filters = (tile) => tile.closest(".page-body").dataset.filters;

  async function exported(button) {
    const menu = button.closest(".chart-menu"), tile = button.closest(".tile");
    const graph = tile.querySelector(".js-plotly-plot");
    const own = graph?.layout?.meta?.title ? { ...graph.layout.meta, filters: filters(tile) } : null;
    const body = tile.closest(".page-body");
    const seen = { version: body.dataset.shown.split(" ")[0], link: new URL(body.dataset.link, location.href).href };
    const note = { ...(own ?? JSON.parse(menu.dataset.note)), ...seen };
    const format = button.dataset.export;
    menu.open = false;
    const file = made(format, tile, graph, note);
    if (format === "copy" && await copied(file)) return;
    download(`${slug(note.title)}.${format === "copy" ? "png" : format}`, await file);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-export]");
    if (button) exported(button);
    document.querySelectorAll(OPEN).forEach((menu) => {
      if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll(OPEN).forEach((menu) => { menu.open = false; });
  });
})();
