// What the actor that a beneficiary is in is called where the boards are pooled (SPEC G3).
import type { Room } from "../../protocol/messages";
import { pooled } from "../../workshop/pooling";

/** Nothing for a beneficiary that is on no board. */
export function keptName(room: Room, beneficiary: string): string | undefined {
  const found = pooled(room).find(({ members }) =>
    members.some((each) => each.beneficiary === beneficiary),
  );
  return found?.label;
}
