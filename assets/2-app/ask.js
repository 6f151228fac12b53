/* The box for questions: Ctrl K or its button opens it, arrows choose, Enter goes, Escape closes. */
(() => {
  "use strict";
  const dialog = () => document.getElementById("ask");
  const input = () => document.getElementById("ask-text");
  const list = () => document.getElementById("ask-list");
  const options = () => [...(list()?.querySelectorAll("[role=option]") ?? [])];
  let chosen = 0, going = false;

  function open() {
    if (!dialog() || dialog().open) return;
    going = false;
    name();
    dialog().showModal();
    input().focus();
    input().select();
  }

  /* What React's own input cannot be given. */
  function name() {
    const said = { role: "combobox", "aria-controls": "ask-list", "aria-autocomplete": "list", "aria-expanded": "false" };
    Object.entries(said).forEach(([attribute, value]) => input().setAttribute(attribute, value));
    mark();
  }

  function mark() {
    const found = options();
    chosen = Math.max(0, Math.min(chosen, found.length - 1));
    found.forEach((option, place) => option.setAttribute("aria-selected", place === chosen));
    input().setAttribute("aria-expanded", found.length > 0);
    list().hidden = found.length === 0;
    dialog().toggleAttribute("data-written", input().value.trim() !== "");
    if (found.length) input().setAttribute("aria-activedescendant", found[chosen].id);
    else input().removeAttribute("aria-activedescendant");
    return found[chosen];
  }

  function move(step) {
    const count = options().length;
    if (!count) return;
    chosen = (chosen + step + count) % count;
    mark().scrollIntoView({ block: "nearest" });
  }

  function go(option) {
    const { pathname, search } = new URL(option.dataset.href, location.href);
    dialog().close();
    window.dash_clientside.set_props("location", { pathname, search });
  }

  /* Enter before the answer is there waits for it, and goes only where that is what was asked. */
  function enter() {
    if (list().dataset.for !== input().value) going = true;
    else if (options().length) go(options()[chosen]);
  }

  function answered() {
    if (!dialog()?.open) return;
    mark();
    if (going && list().dataset.for === input().value) {
      going = false;
      if (list().dataset.sure === "true") enter();
    }
  }

  const KEYS = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: enter };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k" && dialog()) {
      event.preventDefault();
      open();
    } else if (event.target === input() && KEYS[event.key] && !event.isComposing) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target !== input()) return;
    chosen = 0;
    going = false;
    mark();
  });
  document.addEventListener("click", (event) => {
    const { target } = event;
    const option = target.closest?.("#ask-list [role=option]");
    if (target.closest?.("[data-action=ask]")) open();
    else if (target.closest?.("[data-action=ask-close]") || target === dialog()) dialog().close();
    else if (option) go(option);
    else if (target.dataset?.ask) {
      window.dash_clientside.set_props("ask-text", { value: target.dataset.ask });
      input().focus();
    }
  });
  /* Its answers are put in by Dash. */
  new MutationObserver(answered).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-for"] });
})();
