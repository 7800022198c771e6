/** Tables of comma-separated values: what spreadsheets, Moodle and people write is read back, each field with its place. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { csvText } from "../../grading/table/csv.js";
import { columnPlaces, readCsv, type CsvField } from "../../grading/table/read-csv.js";

const textsOf = (row: readonly CsvField[]): string[] => row.map((field) => field.text);
const all = (text: string): string[][] => {
  const { header, rows } = readCsv(text);
  return [header, ...rows].map(textsOf);
};

describe("a table of comma-separated values", () => {
  it("is read with commas, semicolons and tabs, any line end, and a byte order mark", () => {
    for (const [sign, end] of [
      [",", "\n"],
      [";", "\r\n"],
      ["\t", "\r"],
    ]) {
      const text = `\ufeff${["a", "b"].join(sign)}${end}${["1", "2"].join(sign)}${end}`;
      const table = readCsv(text);
      assert.equal(table.separator, sign);
      assert.deepEqual([table.header, ...table.rows].map(textsOf), [
        ["a", "b"],
        ["1", "2"],
      ]);
    }
  });

  it("keeps separators, line ends and doubled quotes between quotes, and leaves out empty rows", () =>
    assert.deepEqual(all('"a;b",c,d\n\n,,\n"un\r\ndeux","trois ""quatre""",\n'), [
      ["a;b", "c", "d"],
      ["un\r\ndeux", 'trois "quatre"', ""],
    ]));

  it("takes the sign that divides most of the first row, not one within its quotes", () => {
    assert.equal(readCsv('"Nom; prénom; groupe",Note\nx,1').separator, ",");
    assert.equal(readCsv("Nom;Note, sur 20;Groupe\nx;1;A").separator, ";");
  });

  it("loses no letter of fields with a quote that is not closed, or with text behind a closed one", () =>
    assert.deepEqual(all('a,b\n"un"deux,trois\nx,"quatre'), [
      ["a", "b"],
      ["undeux", "trois"],
      ["x", "quatre"],
    ]));

  it("finds columns by their titles", () => {
    const { header } = readCsv("Prénom,Adresse de courriel\n");
    const titles = { first: ["prenom"], address: ["courriel", "adresse-de-courriel"], group: ["groupe"] };
    assert.deepEqual(columnPlaces(header, titles), { first: 0, address: 1, group: -1 });
  });

  it("of any fields is read as it was written", () => {
    const field = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", ";", "\t", "\n", "\r", " ") });
    // A table of ours has an apostrophe before what a spreadsheet would take for a formula.
    const safe = field.filter((text) => !/^[\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(safe, safe, safe)), fc.boolean(), (rows, forExcel) => {
        const header = ["un", "deux", "trois"];
        const told = rows.filter((row) => row.some((text) => text !== ""));
        assert.deepEqual(all(csvText([header, ...rows], forExcel)), [header, ...told]);
      }),
    );
  });

  it("of any text gives fields that do not overlap, in the order of the file", () => {
    const letter = fc.constantFrom("a", '"', ",", ";", "\n", "\r", "\ufeff");
    fc.assert(
      fc.property(fc.string({ unit: letter }), (text) => {
        const { header, rows } = readCsv(text);
        let before = 0;
        for (const { start, end } of [header, ...rows].flat()) {
          assert.ok(before <= start && start <= end && end <= text.length, JSON.stringify(text));
          before = end;
        }
      }),
    );
  });
});
