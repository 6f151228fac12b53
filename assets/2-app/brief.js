/* 'Xuất báo cáo': what is on screen, with its filters and its period spelled out, as a file that the
   server makes. It takes a second or two, so it says that it is under way, and why it failed. */
(() => {
  "use strict";

  function address(format) {
    const link = new URL(document.querySelector("[data-link]").dataset.link, location.href);
    const query = new URLSearchParams(link.search);
    query.set("page", link.pathname);
    query.set("lang", document.querySelector(".brief-menu").dataset.lang);
    return `/api/v1/briefing.${format}?${query}`;
  }

  /* `own`: the element that knows the language, and the words for no answer of ours. */
  async function refusal(answer, own) {
    try {
      const said = await answer.json();
      return own.dataset.lang === "en" ? said.title_en : said.title;
    } catch {
      return own.dataset.failed;
    }
  }

  function save(blob, name) {
    const url = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  const named = (answer) => /filename=([^;]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];

  Object.assign(window.tamnhin, { refusal, save, named });

  async function fetched(menu, format) {
    const answer = await fetch(address(format));
    if (!answer.ok || !named(answer)) throw await refusal(answer, menu);
    save(await answer.blob(), named(answer));
  }

  async function brief(button) {
    const menu = button.closest(".brief-menu"), said = menu.querySelector(".brief-said");
    const buttons = menu.querySelectorAll("button");
    buttons.forEach((each) => { each.disabled = true; });
    said.textContent = menu.dataset.busy;
    try {
      await fetched(menu, button.dataset.brief);
      said.textContent = "";
      menu.open = false;
    } catch (error) {
      said.textContent = typeof error === "string" ? error : menu.dataset.failed;
    } finally {
      buttons.forEach((each) => { each.disabled = false; });
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-brief]");
    if (button) brief(button);
  });
})();
