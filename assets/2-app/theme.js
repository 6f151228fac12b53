/* Buttons that need no server: theme, language, copied link, folded filters. */
(() => {
  "use strict";
  const YEAR = 31536000;
  const remember = (name, value) => {
    document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; SameSite=Lax`;
  };

  function theme() {
    const root = document.documentElement;
    const next = root.dataset.theme === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    root.dataset.bsTheme = next;
    remember("tamnhin_theme", next);
    window.dash_clientside?.set_props?.("theme", { data: next });
  }

  function lang(button) {
    remember("tamnhin_lang", button.dataset.lang);
    location.reload();
  }

  async function copied(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const box = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(box);
    box.select();
    document.execCommand("copy"); // the only way on plain http, which is what an intranet often is
    box.remove();
  }

  async function copyLink(button) {
    await copied(location.href);
    button.dataset.done = "true";
    setTimeout(() => delete button.dataset.done, 2000);
  }

  function filters(button) {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", open);
    button.closest(".filters").dataset.open = open;
  }

  const ACTIONS = { theme, lang, "copy-link": copyLink, filters };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button) ACTIONS[button.dataset.action]?.(button);
  });
})();
