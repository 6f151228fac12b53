/* Asks the version every 3 s; tells Dash when it has changed, and the reader when nobody answers or
   the database is away. Never reloads: what is on screen stays, with its age. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const EVERY = 3000, TIMEOUT = 4000, LOST_AFTER = 15000, PATIENCE = 20000;
  const rendered = Number(document.documentElement.dataset.version);
  let etag = null, version = Number.isFinite(rendered) ? rendered : null, answered = Date.now(), lost = null;
  let alerts = null;  // moves while data stay: only a page that shows alerts asks anew for it
  let away = null;  // what the server says while its database does not answer
  let lists = null;  // a sign of what walls show
  let due = null, noticed = 0;  // a version of which nothing has been asked yet, and since when

  function setProps(id, props) {
    if (document.body && window.dash_clientside?.set_props) window.dash_clientside.set_props(id, props);
  }

  /* An answer that is asked for anew before it is there is dropped: on a slow day none would come. */
  function busy() {
    return Boolean(document.querySelector(".page-body[data-dash-is-loading]"));
  }

  function renew() {
    if (due === null || (busy() && Date.now() - noticed < PATIENCE)) return;
    setProps("data-version", { data: due });
    due = null;
  }

  function take(body, travelled) {
    tamnhin.setServerTime(body.server_time, travelled);
    tamnhin.refreshAges();
    if (version !== null && body.data_version !== version) {
      [due, noticed] = [body.data_version, Date.now()];
    }
    version = body.data_version;
  }

  function heard(told) {
    const moved = alerts !== null && told !== alerts && document.querySelector("[data-alerts]");
    if (moved && version !== null) setProps("data-version", { data: version });
    alerts = told ?? alerts;
  }

  /* Nobody else asks again for what could not be had meanwhile. */
  function back() {
    away = null;
    if (document.querySelector(".page-body")) [due, noticed] = [version, Date.now()];
    else setProps("location", { pathname: location.pathname });
  }

  /* What walls show has been changed: this one is drawn anew, without a reload. */
  function listed(sign) {
    if (lists !== null && sign !== lists && document.querySelector(".wall")) setProps("location", { pathname: location.pathname });
    lists = sign;
  }

  async function fetched(headers) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT);
    try {
      const answer = await fetch("/api/v1/version", { headers, signal: stop.signal });
      return [answer, await answer.text()];
    } finally {
      clearTimeout(timer);
    }
  }

  async function ask() {
    const sent = Date.now();
    const [answer, text] = await fetched(etag ? { "If-None-Match": etag } : {});
    if (answer.status === 401) return;  // ended.js says it
    const returned = answer.status < 400 && tamnhin.known();
    const says = answer.headers.get("Content-Type")?.startsWith("application/problem+json");
    if (answer.status !== 304 && !answer.ok && !says) throw new Error(`version: ${answer.status}`);
    answered = Date.now();
    // In a header, so that it is told also when nothing has changed: clocks drift over weeks.
    const told = answer.headers.get("Server-Time");
    if (told) tamnhin.setServerTime(told, answered - sent);
    listed(answer.headers.get("Playlists"));
    heard(answer.headers.get("Alerts-Version"));
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
    const silent = Date.now() - answered > LOST_AFTER;
    if (silent && lost === null) lost = tamnhin.now() === null ? Date.now() : tamnhin.now() - (Date.now() - answered);
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
