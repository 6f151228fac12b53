/* Blocks: HTML from the server. What is alike in the old and the new text is left as it stands, so
   that focus, open menus and what other scripts have written there outlive a refresh. */
(() => {
  "use strict";
  const { tamnhin } = window;

  function parsed(text) {
    const template = document.createElement("template");
    template.innerHTML = text;
    return template.content;
  }

  function attributes(live, old, next) {
    for (const { name } of [...old.attributes]) if (!next.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) live.setAttribute(name, value);
  }

  /* `live` was made of `old`; other scripts may have written into it since. */
  function become(live, old, next) {
    if (old.isEqualNode(next)) return;
    if (live.nodeName !== next.nodeName || old.nodeName !== next.nodeName) return live.replaceWith(next.cloneNode(true));
    if (next.nodeType === Node.TEXT_NODE) { live.nodeValue = next.nodeValue; return; }
    if (next.nodeType === Node.ELEMENT_NODE) attributes(live, old, next);
    children(live, old, next);
  }

  function children(live, old, next) {
    const [now, before, after] = [live, old, next].map((node) => [...node.childNodes]);
    if (now.length !== before.length) return live.replaceChildren(...after.map((node) => node.cloneNode(true)));
    const shared = Math.min(before.length, after.length);
    for (let i = 0; i < shared; i++) become(now[i], before[i], after[i]);
    now.slice(shared).forEach((node) => node.remove());
    live.append(...after.slice(shared).map((node) => node.cloneNode(true)));
  }

  tamnhin.Block = ({ id, className, children: text }) => {
    const { createElement, useLayoutEffect, useRef } = window.React;
    const place = useRef(null), last = useRef(null);
    const plain = typeof text === "string";
    useLayoutEffect(() => {
      if (!plain || !place.current || last.current?.text === text) return;
      const next = parsed(text);
      if (last.current?.place === place.current) children(place.current, last.current.tree, next);
      else place.current.replaceChildren(next.cloneNode(true));
      last.current = { text, tree: next, place: place.current };
    });
    return plain ? createElement("div", { key: "html", ref: place, id, className }) : createElement("div", { key: "parts", id, className }, text);
  };

  /* As Dash's own links do it. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-link]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    window.history.pushState({}, "", link.href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  });
})();
