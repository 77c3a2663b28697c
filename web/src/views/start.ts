// How every page begins: its styles, its words, its boot data, then the component.
import { type Component, mount } from "svelte";
import "../styles/base.css";
import "../styles/parts.css";
import "../styles/outline.css";
import { beginsWithLess, type Language, speak } from "../text/catalogue";
import { readBoot } from "./boot";
import { persist } from "./later";

/** Mount a page's component on `#app`, with its boot data as the one prop. */
export async function start<T extends { language: Language }>(
  page: Component<{ boot: T }>,
): Promise<void> {
  const boot = readBoot<T>();
  await persist(() => speak(boot.language, beginsWithLess()));
  const target = document.getElementById("app");
  if (!target) throw new Error("the page has no #app");
  target.replaceChildren();
  mount(page, { target, props: { boot } });
}
