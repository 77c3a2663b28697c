import { describe, expect, it } from "vitest";
import { alike, decodeList, likely, readPeople, sortedOut } from "./people_list.ts";

const rows = (text: string) => readPeople(text).people.map((each) => [each.name, each.territory]);
const troubles = (text: string) => readPeople(text).troubles.map(({ line, kind }) => [line, kind]);

describe("a list of people", () => {
  it.each([",", ";", "\t"])("[S4] is cut at %j, with or without titles", (cut) => {
    const people = [`Zoé${cut}Lyon`, `Ana${cut}Toulouse`];
    const expected = [
      ["Zoé", "Lyon"],
      ["Ana", "Toulouse"],
    ];
    expect(rows(people.join("\n"))).toEqual(expected);
    expect(rows(`${["Nom", "Territoire"].join(cut)}\r\n${people.join("\r\n")}\r\n`)).toEqual(
      expected,
    );
    expect(rows(`\uFEFFname${cut}territory\n${people.join("\n")}`)).toEqual(expected);
  });

  it("[S4] leaves out the marks of a list that was written as one", () => {
    expect(rows("- Zoé, Lyon\n• Ana, Toulouse\n3. Léo, Lyon")).toEqual([
      ["Zoé", "Lyon"],
      ["Ana", "Toulouse"],
      ["Léo", "Lyon"],
    ]);
  });

  it("[S4] finds its columns by their titles, in any order, and leaves the others", () => {
    const text = "Courriel;Territoire;Nom;Prénom\nx@y.fr;Lyon;Ba;Zoé\n;Toulouse;Roy;Ana";
    expect(rows(text)).toEqual([
      ["Zoé Ba", "Lyon"],
      ["Ana Roy", "Toulouse"],
    ]);
  });

  it("[S4] finds the separator of each line, the list's own first", () => {
    const text = `Zoé, Ba\tLyon\nInès;Garonnelle\r\n"Léo;Roy", "Nantes, Est"\n"Ana\nRoy"\tLyon\nMax\tLyon`;
    expect(rows(text)).toEqual([
      ["Zoé, Ba", "Lyon"],
      ["Inès", "Garonnelle"],
      ["Léo;Roy", "Nantes, Est"],
      ["Ana Roy", "Lyon"],
      ["Max", "Lyon"],
    ]);
    expect(troubles("Zoé;Lyon\nAna")).toEqual([[2, "no_territory"]]);
  });

  it("[S4] keeps what is quoted as it stands", () => {
    const text = '"Ba, Zoé","Lyon ""Est"""\n"Ana\nRoy",Lyon\nLéo,Lyon';
    expect(rows(text)).toEqual([
      ["Ba, Zoé", 'Lyon "Est"'],
      ["Ana Roy", "Lyon"],
      ["Léo", "Lyon"],
    ]);
    expect(readPeople(text).people.map((each) => each.line)).toEqual([1, 2, 4]);
  });

  it("[S4] says each trouble with its line, and leaves only that line out", () => {
    const text = `Zoé;Lyon\n;Lyon\n\nAna\nzoe;LYON\n${"é".repeat(61)};Lyon\nLéo;Lyon\n"Max;Lyon`;
    expect(troubles(text)).toEqual([
      [2, "no_name"],
      [4, "no_territory"],
      [5, "twice"],
      [6, "long_name"],
      [8, "quote"],
    ]);
    expect(rows(text)).toEqual([
      ["Zoé", "Lyon"],
      ["Léo", "Lyon"],
    ]);
    expect(readPeople("Ana", false).troubles).toEqual([]);
  });

  it("[S4] [L1] stops after 500 people and says at which line", () => {
    const list = readPeople(Array.from({ length: 502 }, (_, at) => `P${at};Lyon`).join("\n"));
    expect(list.people).toHaveLength(500);
    expect(list.troubles.map(({ line, kind }) => [line, kind])).toEqual([[501, "too_many"]]);
  });

  it("[S4] reads what spreadsheets write", () => {
    const bytes = (...values: number[]) => new Uint8Array(values).buffer;
    expect(decodeList(bytes(0x5a, 0x6f, 0xc3, 0xa9))).toBe("Zoé");
    expect(decodeList(bytes(0x5a, 0x6f, 0xe9))).toBe("Zoé");
    expect(decodeList(bytes(0xff, 0xfe, 0x5a, 0, 0xe9, 0))).toBe("Zé");
  });

  it("[S4] knows a name in another case, with or without accents", () => {
    expect(alike("  Briançon – Est ")).toBe(alike("BRIANCON – est"));
    expect(alike("Saint-Denis")).toBe(alike("saint denis"));
  });

  it("[S4] knows what a misspelt territory was meant for", () => {
    const known = [{ name: "Garonnelle" }, { name: "Port-Levant" }, { name: "Clapas" }];
    const meant = (typed: string) => likely(typed, known)?.name;
    expect(meant("Garonelle")).toBe("Garonnelle");
    expect(meant("PORT LEVENT")).toBe("Port-Levant");
    expect(meant("Clapa")).toBe("Clapas");
    expect(meant("Briançon")).toBe(undefined);
    expect(meant("Lens")).toBe(undefined);
    expect(likely("Lyon 3", [{ name: "Lyon 1" }, { name: "Lyon 2" }])).toBe(undefined);
    expect(likely("Nice", [{ name: "Mice" }])?.name).toBe("Mice");
  });
});

describe("a list beside who is in the room", () => {
  const sorted = (text: string, ...seated: [string, string][]) => {
    const people = seated.map(([name, board]) => ({ name, board }));
    const { fresh, already, elsewhere } = sortedOut(
      readPeople(text).people,
      people,
      (person) => person.territory,
    );
    const lines = (each: { line: number }) => each.line;
    return {
      fresh: fresh.map(lines),
      already: already.map(lines),
      elsewhere: elsewhere.map(({ listed, board }) => [listed.line, board]),
    };
  };

  it("[S4] gives nobody who sits a second seat, on the same board or on another one", () => {
    expect(sorted("Zoé;lyon\nAna;lyon\nLéo;nord", ["ZOE", "lyon"], ["léo", "lyon"])).toEqual({
      fresh: [2],
      already: [1],
      elsewhere: [[3, "lyon"]],
    });
  });

  it("[S4] takes one person for one line, first where the board is the same", () => {
    const list = "Ana;nord\nAna;lyon\nAna;sud";
    expect(sorted(list, ["Ana", "lyon"])).toEqual({ fresh: [1, 3], already: [2], elsewhere: [] });
    expect(sorted(list, ["Ana", "lyon"], ["Ana", "est"])).toEqual({
      fresh: [3],
      already: [2],
      elsewhere: [[1, "est"]],
    });
  });

  it("[S4] takes who gave no name for nobody", () => {
    expect(sorted("Ana;nord", ["", "nord"], ["-", "nord"]).fresh).toEqual([1]);
  });
});
