/* What is known of the map's spots: the letters that came with the page, and under addresses of their
   own, once, where they stand and what they are called. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const { RADIANS, mercator } = tamnhin.maps;
  const from = (letter, count) => Array.from({ length: count }, (_, n) => String.fromCharCode(letter.charCodeAt(0) + n)).join("");
  const LETTERS = `${from("A", 26)}${from("a", 26)}${from("0", 10)}-_`, GRID = 10000;
  const EVERY = 100, AGAIN = 10000;
  const files = new Map();  // address → { columns, asked }
  let text = null, told = { on: [], hidden: [], layers: [], lines: [], eras: [], tiles: [] };

  const summed = (steps) => { let sum = 0; return Int32Array.from(steps, (step) => (sum += step)); };
  const numbers = (letters) => Uint8Array.from(letters, (letter) => LETTERS.indexOf(letter));

  function columns(file) {
    const x = Float64Array.from(summed(file.x), (each) => (each / GRID) * RADIANS);
    const y = Float64Array.from(summed(file.y), (each) => mercator(each / GRID));
    const choices = file.choices.map((each) => ({ ...each, of: numbers(each.of) }));
    return { ...file, x, y, unit: summed(file.unit), choices };
  }

  async function fetched(address, keep) {
    keep.asked = performance.now();
    const answer = await fetch(address);
    if (!answer.ok || !tamnhin.json(answer)) return;  // the next look at the page names another
    keep.columns = keep.plain ? await answer.json() : columns(await answer.json());
    tamnhin.spots.changed += 1;
    tamnhin.maps.all().forEach(tamnhin.maps.ask);
  }

  /* Kept as long as the page names them. */
  function gather() {
    const wanted = new Map(told.layers.map((layer) => [layer.file, false]));
    told.layers.forEach((layer) => wanted.set(layer.known, true));
    told.lines.forEach((layer) => wanted.set(layer.file, true));
    if (told.eras.length) wanted.set(told.outlines, true);
    [...files.keys()].filter((address) => !wanted.has(address)).forEach((address) => files.delete(address));
    wanted.forEach((plain, address) => {
      const keep = files.get(address) ?? { plain, asked: -AGAIN };
      files.set(address, keep);
      if (!keep.columns && performance.now() - keep.asked > AGAIN) fetched(address, keep).catch(() => {});
    });
  }

  /* Those that are drawn: of each layer the columns, and of each spot the place of its state, or -1. */
  function shownOf(layer) {
    const places = files.get(layer.file)?.columns, known = files.get(layer.known)?.columns;
    if (!places || !known) return null;
    const own = { ...places, ...known }, masks = numbers(layer.letters);
    if (masks.length !== own.x.length) return null;
    const on = layer.states.map((state) => told.on.includes(state.code));
    const first = Int8Array.from({ length: 64 }, (_, mask) => on.findIndex((shown, bit) => shown && (mask >> bit) & 1));
    const left = own.choices.map((choice) => choice.values.map(([code]) => told.hidden.includes(code)));
    const kept = (n) => own.choices.every((choice, c) => !left[c][choice.of[n]]);
    const state = Int8Array.from(masks, (mask, n) => (kept(n) ? first[mask] : -1));
    return { layer, own, masks, state, kept };
  }

  function read() {
    const now = document.getElementById("map-data")?.dataset.map ?? null;
    if (now === null) { files.clear(); text = null; return; }
    if (now !== text) {
      text = now;
      told = JSON.parse(now);
      tamnhin.spots.changed += 1;
      tamnhin.maps.all().forEach(tamnhin.maps.ask);
    }
    gather();
  }

  let made = { changed: -1, list: [] };
  tamnhin.spots = {
    changed: 0,
    get told() { return told; },
    get list() {
      if (made.changed !== tamnhin.spots.changed) made = { changed: tamnhin.spots.changed, list: told.layers.map(shownOf).filter(Boolean) };
      return made.list;
    },
    numbers,
    file: (address) => files.get(address)?.columns ?? null,
    outlines: () => files.get(told.outlines)?.columns ?? null,
    complete: () => told.layers.every((layer) => files.get(layer.file)?.columns && files.get(layer.known)?.columns) && told.lines.every((layer) => files.get(layer.file)?.columns),
  };

  document.addEventListener("DOMContentLoaded", () => { read(); setInterval(read, EVERY); });
})();
