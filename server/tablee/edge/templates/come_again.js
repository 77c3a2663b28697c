// A page whose files are lost on the way is loaded again, a few times: what has come is kept by the
// browser. Until a page has begun, its app still holds the words for those without scripts.
(() => {
  const MOST = 6, FIRST_MS = 2_000, SILENT_MS = 30_000;
  const tries = Number(history.state?.tries ?? 0);
  const begun = () => document.querySelector("#app > noscript") === null;
  const again = () => {
    if (begun()) {
      if (tries > 0) history.replaceState(null, "");
    } else if (tries < MOST) {
      history.replaceState({ tries: tries + 1 }, "");
      location.reload();
    }
  };
  addEventListener("error", ({ target }) => {
    if (target instanceof HTMLElement && !begun()) setTimeout(again, FIRST_MS * (1 + tries));
  }, true);
  setTimeout(again, SILENT_MS);
})();
