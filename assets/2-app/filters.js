/* Filters live in the address. A changed select, or a commune clicked on the map, writes it there;
   an address that changed otherwise (a link, the back button) is written into the selects. */
(() => {
  "use strict";
  const NAMES = { "filter-district": "district", "filter-agency": "agency", "filter-field": "field", "filter-metric": "metric" };
  const PERIOD = "filter-period";
  const PATIENCE = 5000;
  let asked = Date.now(), patience = PATIENCE;

  function go(query) {
    const text = query.toString();
    window.dash_clientside.set_props("location", { search: text ? `?${text}` : "" });
  }

  function changed({ target }) {
    if (target.id !== PERIOD && !(target.id in NAMES)) return;
    const query = new URLSearchParams(location.search);
    if (target.id === PERIOD) {
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

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.tamnhin = {
    /* The address has changed. */
    sync(search) {
      const query = new URLSearchParams(search ?? "");
      Object.entries(NAMES).forEach(([id, name]) => id !== "filter-metric" && write(id, query.get(name) ?? ""));
      if (query.has("from") && query.has("to")) write(PERIOD, `${query.get("from")}/${query.get("to")}`);
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

  /* Straight from Plotly: Dash hands on only the second click of a map that it drew later. */
  function listen() {
    const map = document.querySelector("#graph-coverage-map .js-plotly-plot");
    if (!map?.on || map.dataset.listens) return;
    map.dataset.listens = "true";
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
    if (!(await fetch("/healthz").then((answer) => answer.ok, () => false))) return;
    patience *= 2;
    const { pathname, search } = location;
    const body = document.querySelector(".page-body[data-search]");
    window.dash_clientside.set_props("location", moved(body) ? { pathname } : { search });
  }

  document.addEventListener("change", changed);
  document.addEventListener("DOMContentLoaded", () => {
    setInterval(mark, 200);
    setInterval(listen, 500);
  });
})();
