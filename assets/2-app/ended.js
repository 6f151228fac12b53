/* A session that has ended, and a request that is refused: the page says so. Signing in again leads
   back to the very view; a wall goes dark and shows the code by which it is paired. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const ASKED = /\/(_dash-update-component|api\/v1\/)/;
  const plain = window.fetch;
  let refused = 0;  // answers in a row

  function bar() {
    const found = document.getElementById("ended");
    if (found) return found;
    const made = Object.assign(document.createElement("div"), { id: "ended", className: "ended" });
    made.setAttribute("role", "alert");
    made.append(document.createElement("span"), document.createElement("a"));
    document.body.append(made);
    return made;
  }

  function show(word, link, href) {
    const made = bar(), [said, led] = made.children;
    made.dataset.why = word;
    tamnhin.say(said, tamnhin.word(word));
    tamnhin.say(led, tamnhin.word(link));
    led.href = href;
  }

  /* A wall believes it when it is told twice: whatever stands between may be wrong once. */
  function ended() {
    if (document.documentElement.dataset.surface === "wall") {
      refused += 1;
      if (refused > 1) location.replace("/pair");
      return;
    }
    show("ended", "sign_in", `/signin?${new URLSearchParams({ next: location.pathname + location.search })}`);
  }

  /* Signed in again, perhaps in another tab: what could not be had meanwhile is asked for. */
  function known() {
    const made = document.getElementById("ended");
    if (made?.dataset.why !== "ended") return false;
    made.remove();
    return true;
  }

  tamnhin.known = known;
  window.fetch = async (...asked) => {
    const answer = await plain(...asked);
    const to = String(asked[0]?.url ?? asked[0]);
    if (answer.status === 401 && ASKED.test(to)) ended();
    else if (answer.ok) refused = 0;
    if (answer.status === 403 && to.includes("_dash-update-component")) show("refused", "open_again", location.href);
    return answer;
  };
})();
