import { expect, test } from "vitest";
import { followViewport } from "./viewport.ts";

/** What is seen of a page, as a browser tells it. */
class Seen extends EventTarget {
  height = 780;
  offsetTop = 0;
  scale = 1;
}

test("the page is as high as what a keyboard leaves of it, and follows it", () => {
  const seen = new Seen();
  const said = new Map<string, string>();
  const style = {
    setProperty: (name: string, value: string) => said.set(name, value),
    removeProperty: (name: string) => said.delete(name),
  };
  const root = { style } as unknown as HTMLElement;
  const stop = followViewport(seen as unknown as VisualViewport, root);
  expect(said.get("--seen-height")).toBe("780px");
  Object.assign(seen, { height: 420, offsetTop: 90 });
  seen.dispatchEvent(new Event("resize"));
  expect([...said.values()]).toEqual(["420px", "90px"]);
  Object.assign(seen, { height: 300, scale: 2 });
  seen.dispatchEvent(new Event("scroll"));
  expect([...said.values()]).toEqual(["100dvh", "0px"]);
  stop();
  Object.assign(seen, { height: 700, scale: 1 });
  seen.dispatchEvent(new Event("resize"));
  expect(said.size).toBe(0);
  followViewport(null, root)();
});
