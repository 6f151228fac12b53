/* Looks for places by name and leads the map to the one that is chosen. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const WAIT = 180, NEARER = 7;  // times as near as the whole province
  const box = () => document.getElementById("map-find"), list = () => document.getElementById("map-found");
  let timer = 0, asked = 0;

  function said(text) {
    list().replaceChildren(Object.assign(document.createElement("li"), { textContent: text, className: "quiet" }));
    list().hidden = false;
  }

  function show(found) {
    if (!found.length) return said(list().dataset.none);
    list().replaceChildren(...found.map((each) => {
      const entry = document.createElement("li"), button = Object.assign(document.createElement("button"), { type: "button" });
      const more = [each.kind, each.inside].filter(Boolean).join(" · ");
      button.append(Object.assign(document.createElement("b"), { textContent: each.name }), Object.assign(document.createElement("span"), { textContent: more }));
      button.addEventListener("click", () => lead(each));
      entry.append(button);
      return entry;
    }));
    list().hidden = false;
  }

  async function ask() {
    const text = box().value.trim(), turn = ++asked;
    if (!text) { list().hidden = true; return; }
    const query = new URLSearchParams(location.search);
    query.set("q", text);
    const answer = await fetch(`/spots/find?${query}`, { signal: AbortSignal.timeout(8000) }).catch(() => null);
    if (turn !== asked || !box()) return;
    if (!answer?.ok) return said(list().dataset.lost);
    show(await answer.json());
  }

  /* A unit fills the map with its outline; anything else stands in its middle. */
  function nearer(map, place) {
    const unit = map.graph.calcdata?.[0]?.find((each) => each.loc === place.key || each.id === place.key);
    if (!place.key || !unit?.geojson) return [NEARER, [place.longitude, place.latitude]];
    const points = (unit.geojson.geometry.type === "Polygon" ? unit.geojson.geometry.coordinates : unit.geojson.geometry.coordinates.flat()).flat();
    const [x, y] = [0, 1].map((n) => points.map((each) => each[n]));
    const [west, east, south, north] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
    const fit = map.geo.fitScale, one = tamnhin.maps.RADIANS * fit;
    const room = Math.min(map.graph.offsetWidth / ((east - west) * one), map.graph.offsetHeight / ((north - south) * one));
    return [Math.max(1, Math.min(40, room * 0.5)), [(west + east) / 2, (south + north) / 2]];
  }

  /* As if a hand had moved the map: what Plotly keeps of that outlives a refresh. */
  function lead(place) {
    list().hidden = true;
    box().value = place.name;
    const [map] = tamnhin.maps.all();
    if (!map) return;
    const [scale, [longitude, latitude]] = nearer(map, place);
    const move = { "geo.projection.scale": scale, "geo.projection.rotation.lon": longitude, "geo.center.lon": longitude, "geo.center.lat": latitude, "geo.fitbounds": false };
    const before = map.graph._fullLayout._preGUI, at = (path) => path.split(".").reduce((part, name) => part?.[name], map.graph.layout);
    Object.keys(move).forEach((path) => { if (!(path in before)) before[path] = at(path) ?? null; });
    map.found = place;
    window.Plotly.relayout(map.graph, move).then(() => tamnhin.maps.ask(map));
    map.over.closest(".stage").scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("input", ({ target }) => {
    if (target !== box()) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
    if (!target.value) tamnhin.maps.all().forEach((map) => { map.found = null; tamnhin.maps.ask(map); });
  });
  document.addEventListener("keydown", (event) => {
    if (!box() || ![box(), list()].some((place) => place.contains(event.target))) return;
    const buttons = [...list().querySelectorAll("button")], at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") { list().hidden = true; box().focus(); }
    else if (event.key === "Enter" && event.target === box() && buttons.length && !list().hidden) buttons[0].click();
    else if (event.key === "ArrowDown") (buttons[at + 1] ?? buttons[0])?.focus();
    else if (event.key === "ArrowUp") (buttons[at - 1] ?? box()).focus();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", ({ target }) => { if (list() && !target.closest(".map-find")) list().hidden = true; });
})();
