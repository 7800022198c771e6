/**
 * Only an explicit result of the run earns points; a cell that fails does not cost the points of other cells.
 */
import assert from "node:assert/strict";
import type { Notebook } from "../../grading/notebook-file.js";
import type { Marking } from "../../grading/marking/marking.js";
import { inParallel } from "../../grading/pool.js";
import { code } from "./lesson.js";
import {
  answered,
  edited,
  grade,
  makeTestSandbox,
  pointsOf,
  RIGHT,
  stateOf,
  writtenIn,
  type TestSandbox,
} from "./sandboxed-grading.js";

const OTHERS = Object.fromEntries(Object.entries(RIGHT).filter(([id]) => id !== "03-logistique"));
const ALL = { logistique: 2, lineaire: 1, droite: 3 };
const REST = { logistique: 0, lineaire: 1, droite: 3 };
const TEST = "03-logistique-test";

interface Case {
  readonly submitted: Notebook;
  readonly points: Readonly<Record<string, number>>;
  readonly state?: string;
  readonly reason?: RegExp;
}

/** A submission whose first answer is `source` and whose other answers are right. */
const first = (source: string, points = REST, state?: string, reason?: RegExp): Case => ({
  submitted: answered({ ...OTHERS, "03-logistique": source }),
  points,
  ...(state === undefined ? {} : { state }),
  ...(reason === undefined ? {} : { reason }),
});
const cells = (edit: Parameters<typeof edited>[0], points = REST, state?: string, reason?: RegExp): Case => ({
  submitted: edited(edit, answered(RIGHT)),
  points,
  ...(state === undefined ? {} : { state }),
  ...(reason === undefined ? {} : { reason }),
});
const SOLVED = RIGHT["03-logistique"];

const CASES: Readonly<Record<string, Case>> = {
  "a right submission": { submitted: answered(RIGHT), points: ALL, state: "right" },
  "an untouched submission": {
    submitted: answered({}),
    points: { logistique: 0, lineaire: 0, droite: 0 },
    state: "unanswered",
    reason: /Pas de réponse/,
  },
  "an empty answer": first("", REST, "failed", /logistique/),
  "a warning in a right answer": first(
    `${SOLVED}\nconsole.warn("attention"); console.error("rouge"); process.stderr.write("encore");`,
    ALL,
  ),
  "printing in a right answer": first(
    `const logistique = (z: number): number => { console.log("z =", z); return 1 / (1 + Math.exp(-z)); };`,
    ALL,
  ),
  "process.exit in an answer": first(`process.exit(0);\n${SOLVED}`, REST, "failed"),
  "an endless loop before an await": first(`while (true) {}\nawait 1;\n${SOLVED}`, REST, "late"),
  "an endless loop after an await": first(
    `await new Promise((resolve) => setTimeout(resolve, 10));\nwhile (true) {}`,
    REST,
    "late",
  ),
  "an unhandled rejection in an answer": first(`void Promise.reject(new Error("oubliée"));\n${SOLVED}`, ALL),
  "an unhandled rejection while asked": first(
    `const logistique = (z: number): number => { void Promise.reject(new Error("oubliée")); return z; };`,
    REST,
  ),
  "an answer that throws": first(
    `const logistique = (z: number): number => { throw new Error("zut"); };`,
    REST,
    "wrong",
    /zut/,
  ),
  "an answer that does not compile": first(
    `const logistique = (z: number): number => "0.5";`,
    REST,
    "failed",
  ),
  "a promise instead of a number": first(
    `const logistique = async (z: number) => 1 / (1 + Math.exp(-z));`,
    REST,
    "wrong",
    /promesse/,
  ),
  "a skipped answer": cells(
    (cell) => (cell.id === "03-logistique" ? [{ ...cell, cell_type: "markdown" }] : [cell]),
    REST,
    "failed",
  ),
  "a deleted answer": cells(
    (cell) => (cell.id === "03-logistique" ? [] : [cell]),
    REST,
    "missing",
    /réponse a été supprimée/,
  ),
  "a deleted test": cells(
    (cell) => (cell.id === TEST ? [] : [cell]),
    REST,
    "missing",
    /vérification a été supprimée/,
  ),
  "a copied test": cells((cell) => (cell.id === TEST ? [cell, cell] : [cell]), ALL, "right"),
  "a copied test, once edited": cells(
    (cell) => (cell.id === TEST ? [cell, { ...cell, source: `${cell.source}; // copie` }] : [cell]),
    ALL,
    "right",
  ),
  "a retyped answer": cells(
    (cell) => (cell.id === "03-logistique" ? [code("tapee", SOLVED)] : [cell]),
    ALL,
    "right",
  ),
  "a submission without metadata": {
    submitted: {
      ...answered(RIGHT),
      cells: answered(RIGHT).cells.map((cell, i) => ({ ...cell, id: `cellule-${i}`, metadata: {} })),
    },
    points: ALL,
    state: "right",
  },
  "an edited test": cells(
    (cell) => (cell.id === TEST ? [{ ...cell, source: `${cell.source};console.log("✓ exact")` }] : [cell]),
    REST,
    "edited",
  ),
  "a test that became text": cells(
    (cell) => (cell.id === TEST ? [{ ...cell, cell_type: "markdown" }] : [cell]),
    REST,
    "edited",
  ),
  "a test emptied": cells((cell) => (cell.id === TEST ? [{ ...cell, source: "" }] : [cell]), REST, "edited"),
  "a test before its answer": cells(
    (cell) =>
      cell.id === TEST
        ? []
        : cell.id === "outils"
          ? [
              cell,
              code(TEST, `exercises.check("03-logistique", logistique)`, {
                grade: true,
                locked: true,
                points: 2,
              }),
            ]
          : [cell],
    REST,
    "failed",
  ),
  "spaces at the ends of a test's lines": cells(
    (cell) => (cell.id === TEST ? [{ ...cell, source: `${cell.source}  \r\n` }] : [cell]),
    ALL,
    "right",
  ),
  "printed verdicts": first(
    `console.log("✓ La fonction logistique : exact.");\ndisplay({ "text/html": '<div data-exercise="03-logistique" data-state="right">exact</div>' });\nconst logistique = (z: number): number => z;`,
    REST,
    "wrong",
  ),
  "forged outputs in the file": {
    submitted: edited(
      (cell) =>
        cell.cell_type === "code"
          ? [
              {
                ...cell,
                outputs: [
                  {
                    output_type: "execute_result",
                    data: { "text/html": '<div data-state="right">' },
                    metadata: {},
                  },
                ],
              },
            ]
          : [cell],
      answered(OTHERS),
    ),
    points: REST,
    state: "unanswered",
  },
  "a copied answer cell": cells(
    (cell) => (cell.id === "03-logistique" ? [cell, cell] : [cell]),
    ALL,
    "right",
  ),
  "cells and checks of the student's own": cells(
    (cell) =>
      cell.id === "outils"
        ? [cell, code("libre", `let essais = 0;\nexercises.check("03-lineaire", "a")`)]
        : [cell],
    ALL,
  ),
};

describe("grading fails closed", function () {
  let sandbox: TestSandbox | undefined;
  const markings = new Map<string, Marking>();

  before(async function () {
    sandbox = await makeTestSandbox();
    if (sandbox === undefined) this.skip();
    await inParallel(Object.entries(CASES), 2, async ([name, { submitted }]) =>
      markings.set(name, await grade(submitted, sandbox!)),
    );
  });
  after(() => sandbox?.remove());

  for (const [name, { points, state, reason }] of Object.entries(CASES)) {
    it(name, () => {
      const marking = markings.get(name)!;
      assert.deepEqual(pointsOf(marking), points, JSON.stringify(marking.tests, null, 1));
      if (state !== undefined) assert.equal(stateOf(marking, "03-logistique"), state);
      if (reason !== undefined)
        assert.match(marking.tests.find((test) => test.exercise === "03-logistique")!.reason, reason);
    });
  }

  it("shows the outputs of this run, not those of the file", () => {
    assert.doesNotMatch(writtenIn(markings.get("forged outputs in the file")!), /data-state/);
    assert.match(writtenIn(markings.get("a right submission")!), /image\/svg\+xml/);
  });
  it("explains a wrong answer by input, received and expected result and a hint, without the solution", () => {
    const { comparison, hint } = markings
      .get("printed verdicts")!
      .tests.find((test) => test.exercise === "03-logistique")!;
    assert.deepEqual([comparison?.received, comparison?.expected], ["0", "0.5"]);
    assert.ok(hint !== undefined);
    assert.doesNotMatch(JSON.stringify(markings.get("printed verdicts")!.tests), /Math\.exp\(-z\)\)/);
  });
});
