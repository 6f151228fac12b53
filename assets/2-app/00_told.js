/* What a page asks for first came within its document: Dash is answered from there, once, as long
   as it asks for the very address that the document was. Everything else goes to the server. */
(() => {
  "use strict";
  const { pathname, search } = location;
  const told = new Map([...document.querySelectorAll("script[data-answers]")].map((e) => [e.dataset.answers, e]));
  const fetched = window.fetch;

  function same(asked) {
    const { output, inputs, state } = JSON.parse(asked);
    return output === "shell.children" && inputs[0].value === pathname && state[0].value === search;
  }

  function taken(address, options) {
    const name = new URL(address, location.href).pathname.split("/").pop(), holder = told.get(name);
    if (!holder) return null;
    told.delete(name);
    holder.remove();
    return options?.method === "POST" && !same(options.body) ? null : holder.textContent;
  }

  window.fetch = (address, options) => {
    const text = typeof address === "string" ? taken(address, options) : null;
    if (text === null) return fetched(address, options);
    return Promise.resolve(new Response(text, { headers: { "Content-Type": "application/json" } }));
  };
})();
