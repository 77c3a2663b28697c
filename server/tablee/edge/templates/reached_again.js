// The page that could not be reached is opened as soon as its server answers.
(() => {
  const EVERY_MS = 3_000, PATIENCE_MS = 10_000;
  const ask = async () => {
    try {
      const { status } = await fetch("/health", { signal: AbortSignal.timeout(PATIENCE_MS) });
      // What stands before the server answers in its place while it is away.
      if (status < 500) return location.reload();
    } catch {
      // Not yet.
    }
    setTimeout(ask, EVERY_MS);
  };
  setTimeout(ask, EVERY_MS);
  document.getElementById("now").addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });
})();
