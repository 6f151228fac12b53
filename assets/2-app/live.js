/* Asks the version every 3 s; tells Dash when it has changed, and the reader when nobody answers or
   the database is away. Never reloads: what is on screen stays, with its age. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const EVERY = 3000, TIMEOUT = 4000, LOST_AFTER = 15000;
  const rendered = Number(document.documentElement.dataset.version);
  let etag = null, version = Number.isFinite(rendered) ? rendered : null, answered = Date.now(), lost = null;
  let alerts = null;  // moves without the data; only a page that shows alerts asks anew for it
  let away = null;  // what the server says while its database does not answer

  function setProps(id, props) {
    if (document.body && window.dash_clientside?.set_props) window.dash_clientside.set_props(id, props);
  }

  function take(body, travelled) {
    tamnhin.setServerTime(body.server_time, travelled);
    tamnhin.refreshAges();
    const alerted = alerts !== null && body.alerts_version !== alerts && document.querySelector("[data-alerts]");
    if ((version !== null && body.data_version !== version) || alerted) {
      setProps("data-version", { data: body.data_version });
    }
    [version, alerts] = [body.data_version, body.alerts_version];
  }

  /* Nobody else asks again for what could not be had meanwhile. */
  function back() {
    away = null;
    if (document.querySelector(".page-body")) setProps("data-version", { data: version });
    else setProps("location", { pathname: location.pathname });
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
    setTimeout(turn, EVERY);
  }

  document.addEventListener("DOMContentLoaded", () => {
    turn();
    setInterval(showLink, 1000);
  });
})();
