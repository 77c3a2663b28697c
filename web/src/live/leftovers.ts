// Emptying the boxes of tabs that were closed before everything had left: each through a short
// connection of its own, under its own outbox, so that nothing is sent twice.
import { Core } from "./core.ts";
import type { Setting } from "./setting.ts";
import type { Box } from "./store.ts";

/** Longer than this and the rest waits for the next page. */
const PATIENCE_MS = 60_000;

/** Send what waits in a box; resolves when it is empty or nothing more can be done now. */
export async function empty(box: Box, setting: Omit<Setting, "changed" | "mayReplace">) {
  await new Promise<void>((resolve) => {
    const core: Core = new Core({
      ...setting,
      mayReplace: false,
      changed: () => {
        if (core.pending.length === 0 || core.link === "stopped") finish();
      },
    });
    const cancel = setting.scheduler.after(PATIENCE_MS, () => finish());
    let finished = false;
    function finish() {
      if (finished) return;
      finished = true;
      cancel();
      core.stop();
      resolve();
    }
    void core.start(box.key);
  });
  await setting.store.discard(box.key);
}
