// Where a page cannot be reached, its browser shows the one that says so instead of its own
// (`offline.html`, kept by `web/src/views/offline_page.ts`). Nothing else is answered from here.
const PATIENCE_MS = 15_000;

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  const page = request.mode === "navigate" && !/^\/(api|static)\//.test(pathname);
  if (page) event.respondWith(reached(request, "/offline"));
  else if (request.destination === "style") event.respondWith(reached(request, request));
});

// What is asked, or what is kept for it: at a venue a line may take whatever is sent and say nothing.
async function reached(request, instead) {
  let timer;
  const silent = new Promise((_, reject) => {
    timer = setTimeout(reject, PATIENCE_MS, new TypeError("silent"));
  });
  try {
    return await Promise.race([fetch(request), silent]);
  } catch (lost) {
    const kept = await caches.match(instead);
    if (kept) return kept;
    throw lost;
  } finally {
    clearTimeout(timer);
  }
}
