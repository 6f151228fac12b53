/* Every unit's sheet in one ZIP: minutes of work, so the form says how many are there. Without a
   script the browser itself fetches the file. */
(() => {
  "use strict";
  const { named, refusal, save } = window.tamnhin;
  const HEAD = /PK\x03\x04[^]{26}(?:agency|district|area)-/g; // what a file of ours in a ZIP begins with
  const LONGEST = 30 + "district-".length - 1; // of such a beginning, that two pieces may share

  const plain = (bytes) => new TextDecoder("latin1").decode(bytes);

  async function read(answer, told) {
    const pieces = [];
    let done = 0, rest = "";
    for (const reader = answer.body.getReader(); ;) {
      const { value, done: over } = await reader.read();
      if (over) return new Blob(pieces, { type: "application/zip" });
      pieces.push(value);
      const text = rest + plain(value);
      done += text.match(HEAD)?.length ?? 0;
      const seen = [...text.matchAll(HEAD)].at(-1);
      rest = text.slice(Math.max(text.length - LONGEST, seen ? seen.index + seen[0].length : 0));
      told(done);
    }
  }

  async function make(form) {
    const bar = form.parentNode.querySelector("progress"), said = form.querySelector("[role=status]");
    const button = form.querySelector("[type=submit]"), { began, going, done, failed, sheets } = form.dataset;
    button.disabled = true;
    said.textContent = began;
    try {
      const answer = await fetch(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`);
      const name = named(answer);
      if (!answer.ok || !name) throw await refusal(answer, form);
      const all = Number(answer.headers.get(sheets));
      Object.assign(bar, { hidden: false, max: all, value: 0 });
      const told = (count) => {
        bar.value = count;
        if (count) said.textContent = going.replace("{done}", count).replace("{all}", all);
      };
      save(await read(answer, told), name);
      said.textContent = done.replace("{all}", all);
    } catch (error) {
      said.textContent = typeof error === "string" ? error : failed;
    } finally {
      bar.hidden = true;
      button.disabled = false;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-sheets]");
    if (!form) return;
    event.preventDefault();
    make(form);
  });
})();
