/* Turns the wall's screens by the server's clock, so that several walls agree. Arrow keys and the
   keys of a remote move, space pauses, Home goes by the clock again, a digit shows that screen.
   What somebody chose outlives a reload; a pause does not last for ever, for nobody may be there. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const PAUSE_MS = 30 * 60e3, SHIFT_SECONDS = 300, SHIFTS = 12;
  const FIRST_MS = 60e3, ROUND_MS = 180e3, AGAIN_MS = 20e3;
  const NEXT = ["ArrowRight", "ArrowDown", "PageDown", "MediaTrackNext"];
  const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "MediaTrackPrevious"];
  const HOLD = [" ", "MediaPlayPause", "Enter"];
  const NAME = `wall ${location.pathname}`;
  let chosen = remembered();  // offset: ms that this wall is ahead; held: a screen; until: ms

  function remembered() {
    try { return { offset: 0, held: null, until: 0, ...JSON.parse(localStorage.getItem(NAME)) }; } catch { return { offset: 0, held: null, until: 0 }; }
  }

  function choose(changes) {
    chosen = { ...chosen, ...changes };
    try { localStorage.setItem(NAME, JSON.stringify(chosen)); } catch { /* then until the next reload */ }
  }

  const root = () => document.querySelector(".wall[data-tour]");
  const wrap = (n, all) => ((n % all) + all) % all;

  /* `hours` that end before they begin are of the day on which they began. */
  function within({ days, start, end }, now) {
    const at = tamnhin.local(now), day = wrap(at.weekday - 1, 7);
    const [hour, minute] = at.time.split(":").map(Number), minutes = hour * 60 + minute;
    if (start < end) return days.includes(day) && minutes >= start && minutes < end;
    return (days.includes(day) && minutes >= start) || (days.includes(wrap(day - 1, 7)) && minutes < end);
  }

  function open(tour, now) {
    return tour.screens.map((each, place) => ({ ...each, place })).filter((each) => within(each, now));
  }

  /* What is shown together: one screen, or on a video wall one on each panel. */
  function turns(tour, now) {
    const panels = tour.panels[0] * tour.panels[1], screens = open(tour, now);
    const starts = screens.map((_, nth) => nth).filter((nth) => nth % panels === 0);
    return starts.map((nth) => {
      const together = screens.slice(nth, nth + panels);
      return { places: together.map((each) => each.place), seconds: Math.max(...together.map((each) => each.seconds)) };
    });
  }

  /* Whose turn it is, and how long it has been: a round takes as long as its turns. */
  function turnOf(tour, now) {
    const every = turns(tour, now), round = every.reduce((sum, each) => sum + each.seconds, 0) * 1000;
    let spent = wrap(now + chosen.offset, round);
    for (const [nth, { seconds }] of every.entries()) {
      if (spent < seconds * 1000) return { every, nth, spent };
      spent -= seconds * 1000;
    }
    return { every, nth: 0, spent: 0 };
  }

  function placesOf(tour, now) {
    if (chosen.held !== null && now > chosen.until) release(tour, now);
    const { every, nth } = turnOf(tour, now);
    const held = every.find((each) => each.places.includes(chosen.held));
    if (held) return held.places;
    return chosen.held !== null && chosen.held < tour.screens.length ? [chosen.held] : every[nth].places;
  }

  /* From now on, this screen first. */
  function start(tour, now, place) {
    const { every, nth, spent } = turnOf(tour, now), to = every.findIndex((each) => each.places.includes(place));
    const before = (n) => every.slice(0, n).reduce((sum, each) => sum + each.seconds * 1000, 0);
    if (to >= 0) choose({ offset: chosen.offset + before(to) - before(nth) - spent });
  }

  function release(tour, now) {
    const place = chosen.held;
    choose({ held: null });
    start(tour, now, place);
  }

  function go(tour, now, place) {
    if (chosen.held === null) start(tour, now, place);
    else choose({ held: place, until: now + PAUSE_MS });
  }

  function step(tour, now, by) {
    const { every } = turnOf(tour, now), [shown] = placesOf(tour, now);
    const here = every.findIndex((each) => each.places.includes(shown));
    go(tour, now, every[wrap(here + by, every.length)].places[0]);
  }

  function show(wall, name, places) {
    wall.querySelectorAll(`[${name}]`).forEach((element) => {
      const panel = places.indexOf(Number(element.getAttribute(name)));
      tamnhin.set(element, "data-shown", panel >= 0);
      tamnhin.set(element, "aria-hidden", panel < 0);
      if (panel >= 0 && name === "data-screen") tamnhin.set(element, "data-panel", panel);
    });
  }

  /* A panel's place in the grid of a video wall. */
  function spread(wall, [columns, rows]) {
    const root = document.documentElement.style;
    [["--columns", columns], ["--rows", rows]].forEach(([name, value]) => {
      if (root.getPropertyValue(name) !== String(value)) root.setProperty(name, value);
    });
    tamnhin.set(wall, "data-panels", `${columns}x${rows}`);
  }

  function lay(wall, [columns]) {
    wall.querySelectorAll("[data-panel]").forEach(({ style, dataset }) => {
      const [column, row] = [dataset.panel % columns, Math.floor(dataset.panel / columns)].map(String);
      if (style.getPropertyValue("--column") !== column) style.setProperty("--column", column);
      if (style.getPropertyValue("--row") !== row) style.setProperty("--row", row);
    });
  }

  /* Nothing burns in: the whole picture moves by a hair every few minutes, round in a circle. */
  function shift(wall, seconds) {
    const angle = (Math.floor(seconds / SHIFT_SECONDS) % SHIFTS) * (2 * Math.PI / SHIFTS);
    [["--shift-x", Math.cos(angle)], ["--shift-y", Math.sin(angle)]].forEach(([name, value]) => {
      if (wall.style.getPropertyValue(name) !== value.toFixed(3)) wall.style.setProperty(name, value.toFixed(3));
    });
  }

  /* When it is raised for a minute, and then a while in every few minutes, until somebody knows. */
  function takeOver(wall, now) {
    const over = wall.querySelector(".takeover");
    if (!over) return;
    const since = now - Number(over.dataset.raised);
    tamnhin.set(over, "data-over", since < FIRST_MS || wrap(since, ROUND_MS) < AGAIN_MS);
  }

  function darken(wall, night, now) {
    const bright = night && within(night, now) ? night.brightness : 1;
    if (wall.style.getPropertyValue("--bright") !== String(bright)) wall.style.setProperty("--bright", bright);
    tamnhin.set(wall, "data-night", bright < 1);
  }

  function turn() {
    const wall = root(), now = tamnhin.now();
    if (!wall || now === null) return;
    const tour = JSON.parse(wall.dataset.tour), seconds = Math.floor(now / 1000);
    const lines = new Set([...wall.querySelectorAll("[data-line]")].map((e) => e.dataset.line)).size || 1;
    spread(wall, tour.panels);
    show(wall, "data-screen", placesOf(tour, now));
    show(wall, "data-line", [wrap(Math.floor(seconds / Number(wall.dataset.ticker)), lines)]);
    if (tour.panels[0] * tour.panels[1] > 1) lay(wall, tour.panels);
    tamnhin.set(wall, "data-paused", chosen.held !== null);
    shift(wall, seconds);
    darken(wall, tour.night, now);
    takeOver(wall, now);
  }

  function pressed(event) {
    const wall = root(), now = tamnhin.now(), { key } = event;
    if (!wall || now === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const tour = JSON.parse(wall.dataset.tour), digit = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
    if (NEXT.includes(key)) step(tour, now, 1);
    else if (BACK.includes(key)) step(tour, now, -1);
    else if (HOLD.includes(key) && chosen.held === null) choose({ held: placesOf(tour, now)[0], until: now + PAUSE_MS });
    else if (HOLD.includes(key)) release(tour, now);
    else if (key === "Home") choose({ offset: 0, held: null });
    else if (open(tour, now)[digit]) go(tour, now, open(tour, now)[digit].place);
    else return;
    event.preventDefault();
    turn();
  }

  document.addEventListener("DOMContentLoaded", () => {
    setInterval(turn, 250);
    new MutationObserver(turn).observe(document.body, { childList: true, subtree: true });
    document.addEventListener("keydown", pressed);
  });
})();
