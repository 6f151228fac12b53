/* Lists of rows: the link in a row, a dossier by its code, and the way to pages whose grid is not
   loaded yet. */
(() => {
  "use strict";
  const grids = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});

  /* Followed inside the page, as every other link. */
  grids.RowLink = ({ value, data }) => {
    if (!data?.link) return value ?? null;
    const follow = (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      const { pathname, search } = new URL(data.link, location.href);
      window.dash_clientside.set_props("location", { pathname, search });
    };
    return window.React.createElement("a", { href: data.link, onClick: follow, tabIndex: -1 }, value);
  };

  /* Arrows move between cells; Tab goes on to what stands after the grid. */
  const functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  functions.leave = () => false;

  /* A page with a list needs a script that other documents have left out: it opens its own. */
  function open(event) {
    const link = event.target.closest?.("a[href^='/rows']");
    if (!link || window.dash_ag_grid || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    location.assign(link.href);
  }

  /* Enter on a cell follows its link: the grid's keys move between cells, not into them. */
  function enter({ key, target }) {
    if (key === "Enter" && target.matches?.(".ag-cell")) target.querySelector("a")?.click();
  }

  /* A dossier by its code. */
  function find({ key, target }) {
    if (key !== "Enter" || !target.matches?.(".dossier-code") || !target.value.trim()) return;
    const pathname = `/dossier/${encodeURIComponent(target.value.trim())}`;
    window.dash_clientside.set_props("location", { pathname });
  }

  document.addEventListener("click", open, true);
  document.addEventListener("keydown", find);
  document.addEventListener("keydown", enter);
})();
