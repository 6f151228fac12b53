/* The page came as HTML within its document. It goes in the same frame in which the living one stands
   in its place, so that nothing is seen of the change. */
(() => {
  "use strict";
  const watch = new MutationObserver(() => {
    if (!document.querySelector("#react-entry-point :is(.desk, .body)")) return;
    document.getElementById("first-paint")?.remove();
    watch.disconnect();
  });
  watch.observe(document.documentElement, { childList: true, subtree: true });
})();
