// « Annuler » and « Rétablir »: ordinary commands, sent like any other, so that they work offline and
// in order. What others have built upon stays, and the person is told why.
import type { Command } from "../../protocol/messages";
import { type Key, t } from "../../text/catalogue";
import { type Obstacle, waysBack } from "../../workshop/ways_back";
import { announcer } from "../announcer.svelte";
import { toasts } from "../toasts.svelte";
import type { Act } from "./history.svelte";
import type { Place } from "./place.svelte";

/** Take an act back, the last one unless told. */
export function undo(place: Place, chosen?: Act): void {
  const { history } = place;
  for (let act = chosen ?? history.done.at(-1); act; act = history.done.at(-1)) {
    const found = waysBack(act.before, act.command)?.back(place.board) ?? [];
    if (typeof found === "string") {
      history.drop(act);
      refuse(found);
      return;
    }
    if (found.length === 0) {
      // It had changed nothing: the one before is meant.
      history.drop(act);
      if (chosen) return;
      continue;
    }
    const taken = act;
    history.tookBack(taken);
    send(place, taken, found);
    const name = t(`act.${taken.command.type}` as Key);
    announcer.say(t("undo.done", { act: name }));
    toasts.show(t("undo.done", { act: name }), {
      label: t("undo.redo"),
      act: () => redo(place, taken),
      open: () => history.undone.includes(taken),
    });
    return;
  }
}

/** Do again what was taken back last. */
export function redo(place: Place, chosen?: Act): void {
  const act = chosen ?? place.history.undone.at(-1);
  if (!act || !place.history.undone.includes(act)) return;
  const found = waysBack(act.before, act.command)?.forth(place.board) ?? [];
  if (typeof found === "string") {
    place.history.drop(act);
    refuse(found);
    return;
  }
  place.history.didAgain(act);
  send(place, act, found);
  toasts.show(t("undo.redone", { act: t(`act.${act.command.type}` as Key) }));
}

function send(place: Place, act: Act, commands: readonly Command[]): void {
  for (const command of commands) {
    if (command.type === "MoveNote") place.flights.lift(command.note);
    place.mine(command);
    void place.session.do(command).then((outcome) => {
      if (outcome.type !== "Rejected") return;
      // Somebody was faster than the way back: what they did stands, and nothing is left to choose.
      place.session.dismiss(outcome.n);
      place.history.drop(act);
      refuse("changed");
    });
  }
}

function refuse(why: Obstacle): void {
  toasts.show(t(`undo.${why}`));
}
