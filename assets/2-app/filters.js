/* Filters live in the address. A changed select, or a commune clicked on the map, writes it there;
   an address that changed otherwise (a link, the back button) is written into the selects. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const NAMES = { "filter-district": "district", "filter-agency": "agency", "filter-field": "field", "filter-metric": "metric" };
  const PERIOD = "filter-period", FROM = "filter-from", TO = "filter-to", RANGE = "range";
  const PATIENCE = 5000;
  const BOUNDS = ["from", "to", "district", "lang"]; // what the choices of filters depend on
  let asked = Date.now(), patience = PATIENCE, offered = null;

  function go(query) {
    const text = query.toString();
    window.dash_clientside.set_props("location", { search: text ? `?${text}` : "" });
  }

  /* Any days: the two ends stand in the bar while no other period is chosen. */
  function ends(shown) {
    document.querySelectorAll(".filter.is-day").forEach((day) => (day.hidden = !shown));
  }

  /* A year that is still being typed is none; an end before its beginning moves with it. */
  function days(target) {
    const other = document.getElementById(target.id === FROM ? TO : FROM);
    if (!(target.value >= "1950" && target.value < "2200")) return null;
    const crossed = target.id === FROM ? other.value < target.value : other.value > target.value;
    const value = crossed || !other.value ? target.value : other.value;
    return target.id === FROM ? [target.value, value] : [value, target.value];
  }

  function changed({ target }) {
    if (![PERIOD, FROM, TO].includes(target.id) && !(target.id in NAMES)) return;
    const query = new URLSearchParams(location.search);
    if (target.id === FROM || target.id === TO) {
      const found = days(target);
      if (!found) return;
      query.set("from", found[0]);
      query.set("to", found[1]);
    } else if (target.value === RANGE) {
      ends(true);
      document.getElementById(FROM)?.focus();
      return;
    } else if (target.id === PERIOD) {
      const [from, to] = target.value.split("/");
      query.set("from", from);
      query.set("to", to);
    } else if (target.value) query.set(NAMES[target.id], target.value);
    else query.delete(NAMES[target.id]);
    if (target.id === "filter-district") ["agency", "area"].forEach((name) => query.delete(name));
    go(query);
  }

  function write(id, value) {
    const select = document.getElementById(id);
    if (!select || select.value === value) return;
    if ([...select.options].some((option) => option.value === value)) window.dash_clientside.set_props(id, { value });
  }

  /* A period that is not offered is shown as the days that it is. */
  function period(query) {
    const select = document.getElementById(PERIOD), [from, to] = [query.get("from"), query.get("to")];
    if (!select || (from === null) !== (to === null)) return;
    const asked = from ? `${from}/${to}` : select.closest(".filter").dataset.neutral;
    const offered = [...select.options].some((option) => option.value === asked);
    write(PERIOD, offered ? asked : RANGE);
    const [first, last] = asked.split("/");
    [[FROM, first], [TO, last]].forEach(([id, value]) => {
      if (document.getElementById(id).value !== value) window.dash_clientside.set_props(id, { value });
    });
    ends(!offered);
  }

  /* Links to other pages take the filters along. */
  function links(query) {
    document.querySelectorAll("[data-shared]").forEach((place) => {
      const names = place.dataset.shared.split(" "), shared = [...query].filter(([name]) => names.includes(name));
      const search = shared.length ? `?${new URLSearchParams(shared)}` : "";
      place.querySelectorAll("a[data-link]").forEach((link) => tamnhin.set(link, "href", link.pathname + search));
    });
  }

  /* The server is asked for other choices only where they may be others: with another period,
     another district, or on another day. */
  function choices(query) {
    const now = tamnhin.now(), wanted = [now && tamnhin.local(now).day, ...BOUNDS.map((name) => query.get(name))].join();
    if (offered !== null && offered !== wanted) window.dash_clientside.set_props("choices-for", { data: wanted });
    offered = wanted;
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.tamnhin = {
    /* The address has changed. */
    sync(search) {
      const query = new URLSearchParams(search ?? "");
      Object.entries(NAMES).forEach(([id, name]) => id !== "filter-metric" && write(id, query.get(name) ?? ""));
      period(query);
      links(query);
      choices(query);
      const on = { [PERIOD]: query.has("from") };
      Object.entries(NAMES).forEach(([id, name]) => (on[id] = query.has(name)));
      document.querySelectorAll(".filters select").forEach((select) => {
        select.closest(".filter").classList.toggle("is-on", on[select.id] ?? false);
      });
    },
  };

  /* A commune, or a village in it, was clicked: choose it, or let it go again. */
  function choose({ points }) {
    const code = points[0].location ?? points[0].customdata?.[5];
    if (!code) return;
    const query = new URLSearchParams(location.search);
    if (query.get("area") === code) query.delete("area");
    else query.set("area", code);
    go(query);
  }

  /* Straight from Plotly: Dash hands on only the second click of a map that it drew later. Bound as
     the button goes down, since no map that is drawn anew in between may miss the click. */
  function listen({ target }) {
    const map = target.closest?.("#graph-coverage-map .js-plotly-plot");
    if (!map?.on) return;
    map.removeListener("plotly_click", choose);
    map.on("plotly_click", choose);
  }

  /* Figures of one selection never stand under another's name: until those of the new address are
     there, the old ones are dimmed. */
  function mark() {
    const body = document.querySelector(".page-body[data-search]");
    const pending = body !== null && (body.dataset.search !== location.search || moved(body));
    if (pending) document.documentElement.dataset.pending = "true";
    else delete document.documentElement.dataset.pending;
    if (!pending) [asked, patience] = [Date.now(), PATIENCE];
    else if (Date.now() - asked > patience) again();
  }

  /* An address as it is read: browsers and servers do not quote the same letters. */
  function plain(path) {
    const found = path.replace(/(.)\/$/, "$1");
    try { return decodeURI(found); } catch { return found; }
  }

  /* Another page has been opened, and is not there yet. */
  function moved(body) {
    return plain(body.dataset.path) !== plain(location.pathname);
  }

  /* Nobody else asks again when the server was away as the address changed. */
  async function again() {
    asked = Date.now();
    if (!(await tamnhin.healthy())) return;
    patience *= 2;
    const { pathname, search } = location;
    const body = document.querySelector(".page-body[data-search]");
    window.dash_clientside.set_props("location", moved(body) ? { pathname } : { search });
  }

  document.addEventListener("change", changed);
  document.addEventListener("pointerdown", listen, true);
  document.addEventListener("DOMContentLoaded", () => setInterval(mark, 200));
})();
