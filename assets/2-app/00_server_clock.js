/* window.tamnhin: the server's clock (perhaps the demonstration's) and the words that scripts say.
   Named to load before the other scripts, which build on it. */
(() => {
  "use strict";
  let offset = null;
  let words = {};
  let payload = null;

  const stated = Number(document.documentElement.dataset.serverTime);
  if (stated) offset = stated - Date.now();

  /* ISO text without a zone is UTC, as everything that the server stores. */
  function parsed(time) {
    if (typeof time === "number") return time < 1e11 ? time * 1000 : time;
    return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : time + "Z");
  }

  function readWords() {
    const holder = document.getElementById("browser-words");
    if (!holder || holder.dataset.words === payload) return;
    payload = holder.dataset.words;
    words = JSON.parse(payload);
  }

  window.tamnhin = {
    /* ms since 1970, or null until the server has said what time it is. */
    now: () => (offset === null ? null : Date.now() + offset),
    setServerTime(time, travelled = 0) {
      const then = parsed(time);
      if (Number.isFinite(then)) offset = then + travelled / 2 - Date.now();
    },
    /* Whether it is an answer of ours: what stands between may answer with a page of its own. */
    json: (answer) => /^application\/(problem\+)?json/.test(answer.headers.get("Content-Type") ?? ""),
    word(key, values = {}) {
      readWords();
      return String(words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
    },
    weekday(day) {
      readWords();
      return (words.weekdays ?? [])[(day + 6) % 7] ?? "";
    },
    /* Asia/Ho_Chi_Minh has had no summer time since 1975: seven hours, always. */
    local(ms) {
      const at = new Date(ms + 7 * 3600e3);
      const two = (n) => String(n).padStart(2, "0");
      return {
        year: at.getUTCFullYear(),
        weekday: at.getUTCDay(),
        date: at.toISOString().slice(0, 10),
        day: `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}`,
        time: `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`,
        seconds: two(at.getUTCSeconds()),
      };
    },
    /* 08:40 today, 30/11 this year, 30/11/2023 before. */
    when(ms, now) {
      const then = this.local(ms), today = this.local(now);
      if (then.year !== today.year) return `${then.day}/${then.year}`;
      return then.day === today.day ? then.time : then.day;
    },
    /* Writes only what differs: a text that stays costs no layout. */
    say(element, text) {
      if (element && element.textContent !== text) element.textContent = text;
    },
    set(element, name, value) {
      if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
    },
  };
})();
