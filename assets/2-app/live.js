/* Asks the version every 3 s, and has the page renewed until it shows that version, of this day; tells
   the reader when nobody answers or the database is away. What is on screen stays, with its age. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const EVERY = 3000, TIMEOUT = 4000, LOST_AFTER = 15000, PATIENCE = 20000, AGAIN = 10000, SPREAD = 3000, DESK_SPREAD = 5000;
  const passed = () => performance.now();  // ms: clocks are set, this is not
  const rendered = Number(document.documentElement.dataset.version);
  let etag = null, version = Number.isFinite(rendered) ? rendered : null, answered = passed(), lost = null;
  let away = null;  // what the server says while its database does not answer
  let alerts = null;  // their version moves while data stay
  let lists = null;  // a sign of what walls show
  let wanted = null, asked = 0;  // what the page was last asked to show, and when
  let seen = null, due = 0;  // what it is to show next, and from when

  /* Dash keeps every such change for an undo that we do not offer; in weeks these are a million. */
  function setProps(id, props) {
    if (!document.body || !window.dash_clientside?.set_props) return;
    window.dash_clientside.set_props(id, props);
    window.dash_stores?.forEach((store) => (store.getState().history.past.length = 0));
  }

  /* An answer that is asked for anew before it is there is dropped: on a slow day none would come. */
  function busy() {
    return Boolean(document.querySelector(".page-body[data-dash-is-loading]")) && passed() - asked < PATIENCE;
  }

  function request() {
    asked = passed();
    setProps("data-version", { data: version });
  }

  /* A wall is renewed at once. Of a few hundred desks not all in the same moment: what is new to all
     of them has to be worked out first. */
  function turnOf(want) {
    if (want !== seen) due = passed() + (document.querySelector(".wall") ? 0 : Math.random() * DESK_SPREAD);
    seen = want;
    return due;
  }

  /* Not by what has changed but by what is shown: an answer that was lost is asked for again. */
  function renew() {
    const body = document.querySelector(".page-body[data-shown]"), now = tamnhin.now();
    if (!body || version === null || now === null || busy()) return;
    const want = `${version} ${tamnhin.local(now).date} ${alerts ?? body.dataset.shown.split(" ")[2]}`;
    if (body.dataset.shown === want || (want === wanted && passed() - asked < AGAIN)) return;
    if (passed() < turnOf(want)) return;
    wanted = want;
    request();
  }

  function take(body, travelled) {
    tamnhin.setServerTime(body.server_time, travelled);
    tamnhin.refreshAges();
    version = body.data_version;
  }

  /* Nobody else asks again for what could not be had meanwhile; of many walls not all at once. */
  function back() {
    away = null;
    if (document.querySelector(".page-body")) setTimeout(request, Math.random() * SPREAD);
    else setProps("location", { pathname: location.pathname });
  }

  /* What walls show has been changed: this one is drawn anew, without a reload. */
  function listed(sign) {
    if (lists !== null && sign !== lists && document.querySelector(".wall")) setProps("location", { pathname: location.pathname });
    lists = sign;
  }

  /* A paired screen has been given another list: it goes there. */
  function given(path) {
    if (path && path !== location.pathname && document.querySelector(".wall")) setProps("location", { pathname: path });
  }

  /* The program has been replaced: a wall takes the new one. */
  function built(build) {
    if (build && build !== document.documentElement.dataset.build) tamnhin.leave("build");
  }

  async function fetched(headers) {
    const answer = await fetch("/api/v1/version", { headers, signal: AbortSignal.timeout(TIMEOUT) });
    return [answer, await answer.text()];
  }

  async function ask() {
    const sent = passed();
    const [answer, text] = await fetched(etag ? { "If-None-Match": etag } : {});
    if (answer.status === 401) return;  // ended.js says it
    const returned = answer.status < 400 && tamnhin.known();
    const says = answer.headers.get("Content-Type")?.startsWith("application/problem+json");
    if (answer.status !== 304 && !(answer.ok && tamnhin.json(answer)) && !says) throw new Error(`version: ${answer.status}`);
    answered = passed();
    // In a header, so that it is told also when nothing has changed: clocks drift over weeks.
    const told = answer.headers.get("Server-Time");
    if (told) tamnhin.setServerTime(told, answered - sent);
    alerts = answer.headers.get("Alerts-Version") ?? alerts;
    listed(answer.headers.get("Playlists"));
    given(answer.headers.get("Wall"));
    built(answer.headers.get("Build"));
    if (says) {
      away = JSON.parse(text);
      return;
    }
    if (answer.status !== 304) {
      etag = answer.headers.get("ETag");
      take(JSON.parse(text), answered - sent);
    }
    if (away || returned) back();
  }

  function said(state) {
    if (state === "lost") return tamnhin.word("lost", { time: tamnhin.local(lost).time });
    if (state === "database" && !away.since) return tamnhin.word("not_ready");
    return state ? tamnhin.word("database", { time: tamnhin.when(Date.parse(away.since), tamnhin.now()) }) : "";
  }

  function showLink() {
    const silent = passed() - answered > LOST_AFTER;
    if (silent && lost === null) lost = (tamnhin.now() ?? Date.now()) - (passed() - answered);
    if (!silent) lost = null;
    const root = document.documentElement, state = silent ? "lost" : away ? "database" : null;
    if (state) root.dataset.link = state;
    else delete root.dataset.link;
    document.querySelectorAll("#link-state").forEach((place) => tamnhin.say(place, said(state)));
  }

  async function turn() {
    await ask().catch(() => {});
    renew();
    setTimeout(turn, EVERY);
  }

  /* The page asks again for what was not ready. */
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.live = {
    again: (_turns, shown) => (busy() ? window.dash_clientside.no_update : shown),
  };

  document.addEventListener("DOMContentLoaded", () => {
    turn();
    setInterval(() => { showLink(); renew(); }, 1000);
  });
})();
