import { describe, expect, it } from "vitest";
import { alike, decodeList, readPeople } from "./people_list.ts";

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

  it("[S4] finds its columns by their titles, in any order, and leaves the others", () => {
    const text = "Courriel;Territoire;Nom;Prénom\nx@y.fr;Lyon;Ba;Zoé\n;Toulouse;Roy;Ana";
    expect(rows(text)).toEqual([
      ["Zoé Ba", "Lyon"],
      ["Ana Roy", "Toulouse"],
    ]);
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
});
