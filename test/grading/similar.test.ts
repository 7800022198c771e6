/** Submissions that are alike: found whatever the names, comments and layout; what everybody has is not. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { similarPairs, type Program } from "../../grading/similar/similar.js";
import { tokensOf } from "../../grading/similar/tokens.js";

const ORIGINAL = `const mediane = (valeurs: number[]): number => {
  const rangees = [...valeurs].sort((a, b) => a - b);
  let somme = 0;
  for (const valeur of rangees) if (valeur > 3) somme += valeur * 2;
  const milieu = Math.floor(rangees.length / 2);
  return rangees.length % 2 === 1 ? rangees[milieu] : (rangees[milieu - 1] + somme) / 2;
};`;
const RENAMED = `// mon travail
const f = (x: number[]): number => { const y = [...x].sort((p, q) => p - q); let s = 0;
for (const z of y) if (z > 3) s += z * 2; /* ici */ const m = Math.floor(y.length / 2);
return y.length % 2 === 1 ? y[m] : (y[m - 1] + s) / 2; };`;
const OTHER = `function mediane(v: number[]): number {
  const copie = v.slice();
  copie.sort((a, b) => (a < b ? -1 : 1));
  while (copie.length > 2) { copie.pop(); copie.shift(); }
  return copie.reduce((somme, valeur) => somme + valeur, 0) / copie.length;
}`;

const program = (student: string, ...sources: string[]): Program => ({
  student,
  cells: sources.map((source, i) => ({ name: i === 0 ? "03-mediane" : "", source })),
});

describe("similar submissions", () => {
  it("are those with the same code but for names, comments and layout", () => {
    const pairs = similarPairs(
      [
        program("ana", ORIGINAL),
        program("bob", OTHER),
        program("eve", RENAMED),
        program("max", "const f = 1;"),
      ],
      [],
    );
    assert.deepEqual(
      pairs.map(({ students, share, cells }) => [students, share, cells]),
      [[["ana", "eve"], 1, ["03-mediane"]]],
    );
  });

  it("are not those that share the lesson's own code, or what much of the class has", () => {
    const two = [program("ana", ORIGINAL), program("eve", RENAMED)];
    assert.deepEqual(similarPairs(two, [RENAMED]), []);
    const many = Array.from({ length: 9 }, (_, i) => program(`s${i}`, ORIGINAL));
    assert.deepEqual(similarPairs(many, []), []);
    assert.equal(
      similarPairs([...two, ...many.slice(0, 2).map(({ student }) => program(student, OTHER))], []).length,
      2,
    );
  });

  it("are compared by tokens: names are one sign, members and keywords stay", () => {
    assert.deepEqual(tokensOf("let é = a.map(x => x) // b\n/* c */ + 'd' >= 0x1f;"), [
      ..."let n = n . map ( n => n ) +".split(" "),
      "'d'",
      ">=",
      "0x1f",
      ";",
    ]);
  });

  it("are found in any text, in time that grows with its length", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.ok(tokensOf(text).join("").length <= text.length);
      }),
    );
    for (const piece of ["/*", '"', "`", "\\", "'\\", "((", "é", "/"]) {
      const length = tokensOf(piece.repeat(20_000)).length;
      assert.ok(length <= 60_000);
    }
  });
});
