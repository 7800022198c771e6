/**
 * The message of a type error, wherever the kernel works: the checker's text in the lesson's language, and advice on
 * how to correct it.
 */
import assert from "node:assert/strict";
import type { CellClient } from "./cell-client.js";

/** To be called in `describe`: `client` gives a client of the kernel, once the tests run. */
export function hintsSuite(client: () => CellClient): void {
  const told = async (code: string) => {
    const { reply } = await client().execute(code);
    assert.equal(reply["ename"], "TypeScriptError", code);
    return (reply["traceback"] as string[]).join("\n");
  };

  const CASES: readonly (readonly [stumble: string, code: string, hint: RegExp])[] = [
    [
      "a name of the course that was not imported",
      "neuralnet({ x: [[1]], y: [1] })",
      /import \{ neuralnet \} from "neurones"/,
    ],
    ["a name that no cell defines", "poidss + 1", /exécutez d’abord celle qui le fait/],
    ["a text for a number", 'const n: number = "12";', /Number\(…\)/],
    ["a number for a text", "const t: string = 12;", /String\(…\)/],
    ["one value for an array", "const a: number[] = 3;", /entre crochets/],
    ["an array for one value", "const v: number = [3];", /\[0\]/],
    [
      "a promise that was not awaited",
      "async function calcul() { return [1, 2]; }\ncalcul().length",
      /écrivez await devant/,
    ],
    [
      "a promise given as a number",
      "async function un() { return 1; }\nconst u: number = un();",
      /écrivez await devant/,
    ],
    ["a constant that is changed", "const c = 1;\nc = 2;", /déclarez-la par let/],
    ["a value that may be missing", "const trouvé = [1, 2].find((x) => x > 1);\ntrouvé + 1", /\?\?/],
    ["a parameter without a type", "const f = (x) => x + 1;", /x: number/],
    ["a forgotten return", "function g(x: number): number {\n  x + 1;\n}", /il manque un return/],
    ["a bracket too few", "console.log([1, 2);", /parenthèse, une accolade ou un crochet/],
    ["an open quotation mark", 'const s = "abc;', /guillemet/],
    [
      "a misspelt option",
      'import { layers } from "neurones";\nlayers.dense({ units: 3, couleur: 1 })',
      /Tab entre les accolades/,
    ],
    [
      "an array that begins empty",
      "const r = [];\nfor (let i = 0; i < 2; i++) {\n  r[i] = [];\n  r[i][0] = i;\n}",
      /const r: number\[\]\[\] = \[\]/,
    ],
    [
      "positions taken for values",
      "const xs = [1, 2];\nlet h = 0;\nfor (const x in xs) h = 2 * x;",
      /for \(const x of xs\)/,
    ],
    ["an array added to a number", "let s = 0;\nfor (const v of [[1, 2], [3]]) s += v;", /nombres un par un/],
    ["too few arguments", "Math.pow(2)", /comptez les arguments/],
  ];
  for (const [stumble, code, hint] of CASES) {
    it(`${stumble}`, async () => assert.match(await told(code), hint));
  }

  it("are in French, and in English after a cell has chosen it", async () => {
    assert.match(
      await told('const n: number = "12";'),
      /Impossible d'assigner le type 'string' au type 'number'/,
    );
    await client().execute('import { setLanguage } from "neurones";\nsetLanguage("en");');
    assert.match(await told('const n: number = "12";'), /Type 'string' is not assignable to type 'number'/);
    await client().execute('setLanguage("fr");');
  });
}
