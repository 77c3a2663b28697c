// What was said on this device in a room, by its ids: two people of one pair sign alike, since what is
// said carries the pair and not the person (SPEC N5, V7). Who said it reads « vous » before the pair.
import { t } from "../text/catalogue.ts";
import { remember, remembered } from "./device.ts";

/** More than anybody says in a session; the oldest are forgotten first. */
const KEPT = 300;

// The address is one room's and one role's: two roles in one browser are two writers.
const key = () => `tablee.said.${location.pathname}`;

export function saidHere(id: string): boolean {
  return all().includes(id);
}

/** To be called before it is asked for, so that it is signed as one's own as soon as it shows. */
export function sayHere(id: string): void {
  const kept = all();
  if (!kept.includes(id)) remember(key(), [...kept, id].slice(-KEPT).join(" "));
}

/** The pair that signs, after « vous » where it was said on this device. */
export function signed(ids: readonly string[], pair: string): string {
  return ids.some(saidHere) ? t("signed.you", { pair }) : pair;
}

function all(): string[] {
  return (remembered(key()) ?? "").split(" ").filter(Boolean);
}
