/* Parts of a form that change places: what was chosen in one goes to the other. */
(() => {
  "use strict";

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-move]");
    if (!button) return;
    const own = button.closest(".field"), row = [...own.parentNode.children].filter((field) => field.querySelector("[data-move]"));
    const other = row[row.indexOf(own) + Number(button.dataset.move)];
    if (!other) return;
    const [one, two] = [own, other].map((field) => field.querySelector("select"));
    [one.value, two.value] = [two.value, one.value];
    other.querySelector(`[data-move="${button.dataset.move}"]`).focus(); // so that it can go on
  });
})();
