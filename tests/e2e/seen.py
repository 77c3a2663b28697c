"""When a page came to show the pooled actors so, and when the facilitator had acted.

All pages are on one machine and read one clock, `Date.now()`. A page notes for itself what it comes
to show, so that a test that is slow to ask adds nothing to what it measures.
"""

from collections.abc import Iterable

from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeout

from e2e.people import PATIENCE_MS

Wordings = frozenset[str]
"""All that one actor is called: its name, and « aussi nommé »."""

WATCH = """(() => {
  const wordings = (head) => [
    head.querySelector(".name").textContent.trim(),
    ...(head.querySelector(".wordings > span")?.textContent.trim().split(" · ") ?? []),
  ].sort().join(" · ");
  const actors = () => JSON.stringify(
    [...document.querySelectorAll("[data-actor]")].map(wordings).sort());
  const since = new Map();
  let last = "";
  new MutationObserver(() => {
    const now = actors();
    if (now !== last) since.set(now, Date.now());
    last = now;
  }).observe(document, { childList: true, characterData: true, subtree: true });
  let acted = 0;
  for (const kind of ["click", "keydown"])
    addEventListener(kind, () => { acted = Date.now(); }, true);
  window.seen = { actors, acted: () => acted,
                  since: (wanted) => actors() === wanted && since.get(wanted) };
})();"""
"""To be run in a page before anything else."""


async def shown(page: Page) -> set[Wordings]:
    """The actors that the page shows now."""
    actors: list[str] = await page.evaluate("JSON.parse(seen.actors())")
    return {frozenset(each.split(" · ")) for each in actors}


async def acted_at(page: Page) -> int:
    """When the last click or key came to this page, ms."""
    at: int = await page.evaluate("seen.acted()")
    return at


async def shown_since(page: Page, actors: Iterable[Wordings]) -> int:
    """Wait until the page shows exactly these actors; since when it does, ms."""
    wanted = set(actors)
    try:
        held = await page.wait_for_function(
            "(wanted) => seen.since(JSON.stringify(wanted))",
            arg=sorted(" · ".join(sorted(each)) for each in wanted),
            timeout=PATIENCE_MS,
        )
    except PlaywrightTimeout:
        now = await shown(page)
        raise AssertionError(f"shown: {now - wanted}, waited for: {wanted - now}") from None
    since: int = await held.json_value()
    return since
