/* A form of choices stands in the address: what is chosen is written there, without what would be
   so anyway. */
(() => {
  "use strict";

  const entries = (field) => [...field.querySelectorAll("input, select")];

  function value(field) {
    return entries(field).filter((one) => one.type !== "checkbox" || one.checked).map((one) => one.value.trim()).join(",");
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("form[data-choose]");
    if (!form) return;
    event.preventDefault();
    const query = new URLSearchParams(location.search);
    form.querySelectorAll("[data-name]").forEach((field) => {
      const { name, neutral } = field.dataset, chosen = value(field);
      if (chosen && chosen !== neutral) query.set(name, chosen);
      else query.delete(name);
    });
    form.querySelectorAll("input[type=hidden]").forEach(({ name, value: also }) => query.set(name, also));
    const text = query.toString();
    window.dash_clientside.set_props("location", { search: text ? `?${text}` : "" });
  });

  /* A number of stations or a budget: what is written into one empties the other. */
  document.addEventListener("input", ({ target }) => {
    const field = target.closest?.("form[data-choose] [data-instead]");
    if (!field || !field.dataset.instead) return;
    const other = target.form.querySelector(`[data-name="${field.dataset.instead}"]`);
    if (other && target.value.trim()) entries(other).forEach((one) => (one.value = ""));
  });
})();
