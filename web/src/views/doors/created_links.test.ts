import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetLinks, keepLinks, keptLinks, type Links } from "./created_links.ts";

const links: Links = {
  id: "r1",
  facilitator: "http://h/f#secret",
  join: "http://h/j/x",
  screen: "http://h/s#y",
  code: "TT6P8X",
  qr: { facilitator: "<svg/>", join: "<svg/>", screen: "<svg/>" },
};

let session: Map<string, string>;
const local = new Map<string, string>();
function storage(kept: Map<string, string>) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

beforeEach(() => {
  session = new Map();
  vi.stubGlobal("sessionStorage", storage(session));
  vi.stubGlobal("localStorage", storage(local));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("[A13] a reload finds the links, in the memory of the tab and in no other", () => {
  keepLinks(links);
  expect(keptLinks()).toEqual(links);
  expect(local.size).toBe(0);
  forgetLinks();
  expect(keptLinks()).toBe(null);
  expect(session.size).toBe(0);
});

test("what is no set of links gives none", () => {
  for (const text of ["{", "null", "[]", '{"facilitator":"x"}']) {
    session.set("tablee.created", text);
    expect(keptLinks()).toBe(null);
  }
});

test("without a memory of the tab there is none, and nothing breaks", () => {
  vi.stubGlobal("sessionStorage", undefined);
  keepLinks(links);
  expect(keptLinks()).toBe(null);
});
