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

  /* The screen whose turn it is, and how long it has been: a round takes as long as its screens. */
  function turnOf(tour, now) {
    const screens = open(tour, now), round = screens.reduce((sum, each) => sum + each.seconds, 0) * 1000;
    let spent = wrap(now + chosen.offset, round);
    for (const [nth, { seconds }] of screens.entries()) {
      if (spent < seconds * 1000) return { screens, nth, spent };
      spent -= seconds * 1000;
    }
    return { screens, nth: 0, spent: 0 };
  }

  function placeOf(tour, now) {
    if (chosen.held !== null && now > chosen.until) release(tour, now);
    const { screens, nth } = turnOf(tour, now);
    const held = chosen.held !== null && chosen.held < tour.screens.length;
    return held ? chosen.held : screens[nth].place;
  }

  /* From now on, this screen first. */
  function start(tour, now, place) {
    const { screens, nth, spent } = turnOf(tour, now), to = screens.findIndex((each) => each.place === place);
    const before = (n) => screens.slice(0, n).reduce((sum, each) => sum + each.seconds * 1000, 0);
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
    const { screens } = turnOf(tour, now), here = screens.findIndex((each) => each.place === placeOf(tour, now));
    go(tour, now, screens[wrap(here + by, screens.length)].place);
  }

  function show(wall, name, place) {
    wall.querySelectorAll(`[${name}]`).forEach((element) => {
      const shown = Number(element.getAttribute(name)) === place;
      tamnhin.set(element, "data-shown", shown);
      tamnhin.set(element, "aria-hidden", !shown);
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
  }

  function turn() {
    const wall = root(), now = tamnhin.now();
    if (!wall || now === null) return;
    const tour = JSON.parse(wall.dataset.tour), seconds = Math.floor(now / 1000);
    const lines = new Set([...wall.querySelectorAll("[data-line]")].map((e) => e.dataset.line)).size || 1;
    show(wall, "data-screen", placeOf(tour, now));
    show(wall, "data-line", wrap(Math.floor(seconds / Number(wall.dataset.ticker)), lines));
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
    else if (HOLD.includes(key) && chosen.held === null) choose({ held: placeOf(tour, now), until: now + PAUSE_MS });
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
