// A page that is loaded again without a network would be the browser's own: this one says what is kept,
// and opens again by itself (`offline.html`). Browsers allow it over https and on the server's own
// machine; elsewhere all is as it was.

const KEPT = "tablee";
const STYLE = /\/static\/[^"]+\.css/g;

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): unknown };
}

/** Our policy lets no address of a script through but by this name. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
  "tablee-worker",
  { createScriptURL: (address) => address },
);

/** Keep that page and its styles, in the language that is spoken now, and have it shown. */
export async function keepOfflinePage(): Promise<void> {
  try {
    const page = await fetch("/offline");
    const styles = (await page.clone().text()).match(STYLE) ?? [];
    const kept = await caches.open(KEPT);
    await kept.addAll(styles);
    await kept.put("/offline", page);
    for (const { url } of await kept.keys()) {
      if (!["/offline", ...styles].includes(new URL(url).pathname)) await kept.delete(url);
    }
    const worker = policy?.createScriptURL("/worker.js") ?? "/worker.js";
    await navigator.serviceWorker.register(worker as string);
  } catch {
    // Not over plain http, in a private window, or with nothing left to keep it in.
  }
}
