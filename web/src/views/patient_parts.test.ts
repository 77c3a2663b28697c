// The parts of a page over lines that fall silent: when a file is given up, and how long the next is waited for.
import { beforeEach, expect, test, vi } from "vitest";
import { patientParts } from "../../patient_parts";

type Preload = (part: () => unknown, files: string[]) => Promise<unknown>;

/** What the plugin puts in the place of Vite's own way. */
async function asBuilt(): Promise<Preload> {
  const { transform } = patientParts() as unknown as {
    transform: { handler: (code: string, id: string) => { code: string } };
  };
  const { code } = transform.handler("", "\0vite/preload-helper.js");
  const once = `${code}\n// ${Math.random()}`;
  const built = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(once)}`);
  return built.__vitePreload;
}

/** A file that answers, and whose bytes come when they are let through. */
class File {
  #send!: ReadableStreamDefaultController<Uint8Array>;
  readonly answer: Response;

  constructor(signal: AbortSignal) {
    this.answer = new Response(
      new ReadableStream({
        start: (send) => {
          this.#send = send;
          signal.addEventListener("abort", () => send.error(signal.reason));
        },
      }),
    );
  }

  piece() {
    this.#send.enqueue(new Uint8Array(10));
  }

  end() {
    this.#send.close();
  }
}

let preload: Preload;
let fetched: { name: string; signal: AbortSignal; answers: (file: File) => void }[];

beforeEach(async () => {
  vi.useFakeTimers();
  fetched = [];
  vi.stubGlobal("document", { querySelector: () => null });
  vi.stubGlobal("fetch", (name: string, { signal }: { signal: AbortSignal }) => {
    return new Promise((answer, failed) => {
      signal.addEventListener("abort", () => failed(signal.reason));
      fetched.push({ name, signal, answers: (file) => answer(file.answer) });
    });
  });
  preload = await asBuilt();
  return () => vi.useRealTimers();
});

/** Ask for a file; how it ended, or that it has not. */
function ask(name: string) {
  const asked = { came: "waiting" };
  preload(() => "part", [name]).then(
    () => {
      asked.came = "came";
    },
    () => {
      asked.came = "given up";
    },
  );
  return asked;
}

const last = () => fetched.at(-1) as (typeof fetched)[number];

async function comes(name: string) {
  const asked = ask(name);
  const file = new File(last().signal);
  last().answers(file);
  file.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.came).toBe("came");
}

test("a silent file is given up after five seconds, the next after ten", async () => {
  for (const [name, patience] of [
    ["a.js", 5_000],
    ["a.js", 10_000],
    ["b.js", 20_000],
  ] as const) {
    const asked = ask(name);
    await vi.advanceTimersByTimeAsync(patience - 1);
    expect(asked.came).toBe("waiting");
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.came).toBe("given up");
    expect(last().signal.aborted).toBe(true);
  }
});

test("the patience is as before once a file has come", async () => {
  for (const name of ["a.js", "b.js", "c.js"]) {
    ask(name);
    await vi.advanceTimersByTimeAsync(60_000);
  }
  await comes("d.js");
  const asked = ask("e.js");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked.came).toBe("given up");
});

test("a slow file is waited for as long as something of it comes", async () => {
  const asked = ask("a.js");
  const file = new File(last().signal);
  last().answers(file);
  for (let piece = 0; piece < 10; piece++) {
    await vi.advanceTimersByTimeAsync(4_000);
    file.piece();
  }
  expect(asked.came).toBe("waiting");
  file.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.came).toBe("came");
  expect(fetched).toHaveLength(1);
});

test("a file that falls silent half-way is given up, and asked for anew", async () => {
  const asked = ask("a.js");
  const file = new File(last().signal);
  last().answers(file);
  file.piece();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked.came).toBe("given up");
  await comes("a.js");
  expect(fetched.map(({ name }) => name)).toEqual(["/a.js", "/a.js"]);
});
