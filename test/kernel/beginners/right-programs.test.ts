/**
 * Correct programs must get no advice: every lesson with its solutions, and programs that only look like
 * mistakes.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { readNotebook } from "../../../grading/notebook-file.js";
import { studentVersion } from "../../../grading/student-version.js";
import { lessonFiles, LESSONS } from "../../notebooks/executed-lessons.js";
import { TestNotebook } from "../compiler/notebook.js";

/** The cells of each program are compiled in turn. */
const PROGRAMS: readonly (readonly string[])[] = [
  [
    "const c = (...values: number[]) => values;\nconst length = (v: number[]) => v.length;",
    "length(c(1, 2, 3))",
  ],
  [
    "const log = Math.log; const sqrt = Math.sqrt;\nconst mean = (v: number[]) => v.reduce((s, x) => s + x, 0) / v.length;",
    "log(2) + mean([1, 2]) + sqrt(4)",
  ],
  [
    "const print = (x: unknown) => console.log(x);\nconst rep = (x: number, n: number) => new Array<number>(n).fill(x);",
    "print(rep(0, 3))",
  ],
  ["const xor = (a: number, b: number) => a ^ b;\nxor(1, 0)"],
  ["const label = (x: number[]) => x[0] ^ x[1];", "label([0, 1])"],
  ["let h = 5;\nfor (const k of [1, 2, 3]) h = (h ^ k) >>> 0;\nh"],
  ["let hash = 17;\nhash ^= 3;\nhash"],
  [
    "const corners = [[0,0], [1,0], [0,1], [1,1]];\nconst flat = [0,0, 1,0, 0,1, 1,1];\nconst plain = [12,15,9];\nMath.max(0,5)",
  ],
  ["const x = -3;\nif (x < -5) console.log(x);\nconst low = x < -1;\nx < - 5"],
  [
    "const v = [1, 2, 3];\nfor (let i = 1; i < v.length; i++) v[i] += v[i - 1];\nfor (let i = 1; i <= v.length; i++) console.log(i, v[i - 1]);",
  ],
  ["const v = [1, 2, 3];\nfor (let i = 0; i <= v.length; i++) console.log(v[i] ?? 0);"],
  ["const grow = [1];\ngrow.push(2);\nconsole.log(grow[1]);"],
  ["const grow = [1];", "grow.push(2);", "console.log(grow[0]);\nconst seen = grow;"],
  [
    'let line: string | undefined;\nconst lines = ["a"];\nwhile ((line = lines.pop()) !== undefined) console.log(line);',
  ],
  [
    "const f = (x: number): void => { console.log(x); };\nconst g = (x: number) => { f(x); };\nfunction swap(a: number[]) { [a[0], a[1]] = [a[1], a[0]]; }\ng(2)",
  ],
  ['const words = ["b", "a"].sort();\nconst numbers = [10, 9].sort((a, b) => a - b);'],
  [
    'const half = 7 / 2; // 3.5\nconst n = 4; // 2 rows, 2 columns\nconst url = "http://example.org";\nconst best = half // the better half',
  ],
  [
    "const filled = new Array<number>(3).fill(0).map((_, i) => i);\nconst copies = Array.from({ length: 2 }, () => [0]);",
  ],
  [
    'const text = `# not a comment, x <- 5, 0,5 and m[1, 2]`;\nconst other = "x <- 5; 1:3 # %% ^";\ntext + other',
  ],
  [
    "const range = { from: 1, to: 3 };\nconst part = [1, 2, 3].slice(range.from);\nconst choice = part.length > 1 ? 1 : 3;",
  ],
  ["let a = 1; let b = 2;\n[a, b] = [b, a];\nfor (let i = 0, j = 3; i < j; i++, j--) a += i;\na"],
];

describe("kernel: correct programs get no advice", () => {
  /** One notebook for all programs: each declares all the names that it uses. */
  let notebook: TestNotebook;
  before(() => (notebook = new TestNotebook()));

  const isLeftAlone = (cell: string, name = cell): void => {
    const answer = notebook.compile(cell);
    assert.deepEqual(
      answer.diagnostics.map(({ message, hint }) => `${message} ${hint ?? ""}`),
      [],
      name,
    );
    notebook.session.settle({ run: answer.run, defined: "all" });
  };

  for (const file of lessonFiles()) {
    for (const version of ["solved", "unanswered"] as const) {
      it(`${file}, ${version}`, async () => {
        const lesson = await readNotebook(path.join(LESSONS, file));
        for (const cell of (version === "solved" ? lesson : studentVersion(lesson)).cells)
          if (cell.cell_type === "code") isLeftAlone(cell.source, cell.id);
      });
    }
  }

  for (const cells of PROGRAMS)
    it(JSON.stringify(cells[0].slice(0, 70)), () => cells.forEach((cell) => isLeftAlone(cell)));
});
