/* What is told of a spot under the pointer: its name, state, source and age. Clicks go through to the
   commune below. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const DRAGGED = 4;  // px from where a hand pressed
  const day = (key) => `${String(key % 100).padStart(2, "0")}/${String(Math.floor(key / 100) % 100).padStart(2, "0")}/${Math.floor(key / 10000)}`;

  function states(spot) {
    const mask = spot.mask ?? tamnhin.spots.list.find((each) => each.layer === spot.layer)?.masks[spot.n] ?? 0;
    return spot.layer.states.filter((_, bit) => (mask >> bit) & 1).map((state) => state.word);
  }

  function lines(spot, tile) {
    const { own, n, layer, more } = spot;
    const amount = own.amounts[n] >= 0 && own.amounts.length ? `${own.amounts[n].toLocaleString(document.documentElement.lang === "en" ? "en" : "vi")} ${own.said.amount}` : "";
    const choices = own.choices.map((choice) => choice.values[choice.of[n]]?.[1]).filter(Boolean).join(" ");
    const known = own.days[n] ? own.said.day.replace("{day}", day(own.days[n])) : "";
    const age = tile?.querySelector(".age-said")?.textContent ?? "";
    return [
      `${own.names[n]}${own.units[own.unit[n]] ? `, ${own.units[own.unit[n]]}` : ""}`,
      states(spot).join(", "),
      [choices, amount, known].filter(Boolean).join(" · "),
      [layer.source, age].filter(Boolean).join(" · "),
      more > 0 ? tamnhin.spots.told.more.replace("{n}", more) : "",
    ].filter(Boolean);
  }

  function tip(map) {
    return map.over.querySelector(".spot-tip") ?? map.over.appendChild(Object.assign(document.createElement("div"), { className: "spot-tip", hidden: true }));
  }

  function hide(map) {
    map.over.parentElement.removeAttribute("data-over");
    tip(map).hidden = true;
    map.told = null;
  }

  function show(map, spot) {
    const place = tip(map), key = `${spot.layer.name} ${spot.n} ${tamnhin.spots.changed}`;
    if (map.told !== key) {
      place.replaceChildren(...lines(spot, map.over.closest(".tile")).map((line, n) => Object.assign(document.createElement(n ? "p" : "b"), { textContent: line })));
      map.told = key;
    }
    place.hidden = false;
    map.over.parentElement.dataset.over = "true";
    const right = spot.x > map.over.offsetWidth / 2, low = spot.y > map.over.offsetHeight / 2;
    place.dataset.side = `${low ? "above" : "below"} ${right ? "left" : "right"}`;
    place.style.setProperty("--x", `${spot.x}px`);
    place.style.setProperty("--y", `${spot.y}px`);
  }

  function under(map, event) {
    const place = map.over.getBoundingClientRect(), scale = place.width / (map.over.offsetWidth || 1);
    const at = [(event.clientX - place.left) / scale, (event.clientY - place.top) / scale];
    return tamnhin.maps.near(map, ...at) ?? tamnhin.maps.nearLine(map, ...at);
  }

  /* A hand that lets go of a map has not chosen what lies below. */
  let pressed = { clientX: 0, clientY: 0 };
  document.addEventListener("pointerdown", (event) => { pressed = event; }, { capture: true, passive: true });
  document.addEventListener("click", (event) => {
    if (!event.detail || !event.target.closest?.(".plot-map .js-plotly-plot")) return;
    if (Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) > DRAGGED) event.stopPropagation();
  }, true);

  tamnhin.maps.onMove((map) => { if (map.told) hide(map); });
  document.addEventListener("pointermove", (event) => {
    const plot = event.target.closest?.(".plot");
    for (const map of tamnhin.maps.all()) {
      const inside = plot === map.over.parentElement && !event.buttons && !map.moving;
      const spot = inside ? under(map, event) : null;
      if (spot) show(map, spot);
      else if (map.told) hide(map);
    }
  }, { passive: true });
})();
