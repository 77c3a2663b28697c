// All that a browser keeps of a room for a participant: gone once they have left on this device.
import { connect } from "./idb_store.ts";

/** Never rejects: what cannot be reached is not kept either. */
export async function forgetRoom(room: string, boards: readonly string[]): Promise<void> {
  const theirs = (key: string) => isOf(key, room, boards);
  for (const storage of [() => localStorage, () => sessionStorage]) {
    try {
      const kept = storage();
      for (const key of Object.keys(kept).filter(theirs)) kept.removeItem(key);
    } catch {
      // Nothing is kept there.
    }
  }
  try {
    await emptyBoxes(room);
  } catch {
    // No database, or none that can be written.
  }
}

/** Whether a key is of the participant's page of this room, of its board or of its tab. */
export function isOf(key: string, room: string, boards: readonly string[]): boolean {
  if (!key.startsWith("tablee.")) return false;
  const [names, leads] = [key.split(/[ ./]/), /\b(facilitator|screen|animer|ecran)\b/.test(key)];
  return !leads && [room, ...boards].some((id) => names.includes(id));
}

/** The commands that waited and the texts that were refused, of every tab. */
async function emptyBoxes(room: string): Promise<void> {
  const db = await connect();
  const tx = db.transaction(["boxes", "commands", "refusals"], "readwrite");
  const [boxes, commands, refusals] = [
    tx.objectStore("boxes"),
    tx.objectStore("commands"),
    tx.objectStore("refusals"),
  ];
  const theirs = (each: { room: string; role: string }) =>
    each.room === room && each.role === "participant";
  for (const box of (await boxes.getAll()).filter(theirs)) {
    await commands.delete(IDBKeyRange.bound([box.key, 0], [box.key, Number.MAX_SAFE_INTEGER]));
    await boxes.delete(box.key);
  }
  for await (const cursor of refusals) if (theirs(cursor.value)) await cursor.delete();
  await tx.done;
  db.close();
}
