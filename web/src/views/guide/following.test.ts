import { describe, expect, test } from "vitest";
import type { Guidance, Shown } from "../../protocol/messages.ts";
import { begin, comeBack, type Following, hear, ITS_PAGE, leave } from "./following.ts";

const FREE: Guidance = {
  shown: ITS_PAGE,
  leading: false,
  summons: 3,
  way_in: false,
  look: "matrix",
  page: 0,
  sift: null,
};
const EFFECTS: Shown = { kind: "section", target: "effets" };
const NOTE: Shown = { kind: "note", target: "n1" };
const LED: Guidance = { ...FREE, shown: EFFECTS, leading: true };

function told(start: Guidance, ...steps: (Guidance | "busy" | "leave" | "back")[]): Following {
  let busy = false;
  let last = start;
  let following = begin(start);
  for (const step of steps) {
    if (step === "busy") busy = true;
    else if (step === "leave") following = leave(following);
    else if (step === "back") following = comeBack(following, last);
    else {
      last = step;
      following = hear(following, step, busy);
    }
  }
  return following;
}

describe("a page that is opened", () => {
  test("[Q5] lands on what is shown when everybody follows", () => {
    expect(told(LED)).toMatchObject({ follows: true, at: EFFECTS, held: false });
  });

  test("[Q1] is free when nobody is led, however often everybody was called before", () => {
    expect(told({ ...FREE, shown: NOTE })).toMatchObject({ follows: false, at: ITS_PAGE });
  });
});

describe("whoever follows", () => {
  test("[Q1] is shown each thing in its turn", () => {
    expect(told(LED, { ...LED, shown: NOTE }).at).toEqual(NOTE);
  });

  test("[Q1] may look elsewhere, and is not moved by what is shown then", () => {
    const gone = told(LED, "leave", { ...LED, shown: NOTE });
    expect(gone).toMatchObject({ follows: false, at: ITS_PAGE });
  });

  test("[Q1] comes back to what is shown now, not to what was left", () => {
    expect(told(LED, "leave", { ...LED, shown: NOTE }, "back").at).toEqual(NOTE);
  });

  test("[Q1] is let go of by a release", () => {
    expect(told(LED, { ...LED, leading: false })).toMatchObject({ follows: false, at: ITS_PAGE });
  });
});

describe("a call", () => {
  test("[Q1] brings back whoever looks elsewhere, once", () => {
    const called = { ...LED, summons: 4 };
    expect(told(LED, "leave", called)).toMatchObject({ follows: true, at: EFFECTS });
    expect(told(LED, "leave", called, "leave", { ...called, shown: NOTE }).follows).toBe(false);
    expect(told(LED, "leave", called, "leave", called).follows).toBe(false);
  });

  test("[Q1] brings those who are free to what is shown", () => {
    expect(told({ ...FREE, shown: NOTE }, { ...FREE, shown: NOTE, summons: 4 }).at).toEqual(NOTE);
  });

  test("[Q1] counts when it comes with a release", () => {
    expect(told(LED, { ...LED, leading: false, summons: 4 }).follows).toBe(true);
  });
});

describe("whoever writes", () => {
  test("stays where they are, is told, and comes with one press", () => {
    const held = told(LED, "busy", { ...LED, shown: NOTE });
    expect(held).toMatchObject({ follows: true, at: EFFECTS, held: true });
    expect(told(LED, "busy", { ...LED, shown: NOTE }, "back")).toMatchObject({
      at: NOTE,
      held: false,
    });
  });

  test("stays where they are when they are called, or led from now on", () => {
    for (const call of [
      { ...FREE, summons: 4 },
      { ...FREE, leading: true },
    ]) {
      expect(told(FREE, "busy", call)).toMatchObject({ follows: false, held: true });
    }
  });

  test("is not held when nothing moves under their hands", () => {
    expect(told(LED, "busy", { ...LED, summons: 4 }).held).toBe(false);
  });
});
