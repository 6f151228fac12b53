/* Clocks tick seconds, so that a frozen browser is seen. */
(() => {
  "use strict";
  const { tamnhin } = window;

  const SAID = {
    minutes: (at) => at.time,
    seconds: (at) => `:${at.seconds}`,
    full: (at) => `${at.time}:${at.seconds}`,
    date: (at) => `${tamnhin.weekday(at.weekday)} ${at.day}`,
  };

  function tick() {
    const now = tamnhin.now();
    if (now !== null) {
      const at = tamnhin.local(now);
      document.querySelectorAll("[data-clock]").forEach((place) => tamnhin.say(place, SAID[place.dataset.clock](at)));
    }
    setTimeout(tick, 1000 - ((now ?? Date.now()) % 1000));
  }

  document.addEventListener("DOMContentLoaded", tick);
})();
