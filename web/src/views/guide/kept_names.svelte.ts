// The names that pooled actors keep, for the bars of pages that have not pooled anything: fetched once
// the page is drawn, so that no first sight waits for the pooling.
import type { Room } from "../../protocol/messages";
import { fetched } from "../later";

class KeptNames {
  of = $state.raw<((room: Room, beneficiary: string) => string | undefined) | null>(null);

  async fetch(): Promise<void> {
    this.of ??= (await fetched(() => import("./kept_name"))).keptName;
  }
}

export const keptNames = new KeptNames();
