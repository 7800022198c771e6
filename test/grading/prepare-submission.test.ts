/** Which cells of a submission are marked, and how: before anything runs. */
import assert from "node:assert/strict";
import { comparable } from "../../grading/marking/comparable.js";
import { prepareSubmission, type PreparedSubmission } from "../../grading/marking/prepare-submission.js";
import type { Cell, Notebook } from "../../grading/notebook-file.js";
import { studentVersion } from "../../grading/student-version.js";
import { slowdown } from "../setup/slowdown.js";
import { code, LESSON, markdown } from "./lesson.js";
import { answered, edited, RIGHT } from "./sandboxed-grading.js";

const TEXT = "03-que-dire";
const ANSWER = "Que le modèle est bon.";
const GIVEN = studentVersion(LESSON).cells.find(({ id }) => id === TEXT)!;

const prepare = (edit: (cell: Cell) => readonly Cell[]): PreparedSubmission =>
  prepareSubmission(LESSON, edited(edit, answered(RIGHT)));
/** A submission in which the cell of the question in words is replaced by these. */
const inWords = (...cells: readonly Cell[]): PreparedSubmission =>
  prepare((cell) => (cell.id === TEXT ? cells : [cell]));
const marked = (submission: PreparedSubmission): Cell | undefined =>
  submission.cells.find(({ cell }) => cell.metadata.nbgrader?.grade_id === TEXT)?.cell;

describe("an answer in words", () => {
  it("that was not written earns its zero by itself", () => {
    for (const cells of [
      [GIVEN],
      [{ ...GIVEN, source: "  \n" }],
      [GIVEN, GIVEN],
      [GIVEN, markdown("vide", " ")],
      [],
    ])
      assert.deepEqual(
        inWords(...cells).texts.map(({ isEmpty }) => isEmpty),
        [true],
      );
  });

  const CASES: Readonly<Record<string, readonly Cell[]>> = {
    "in its cell": [{ ...GIVEN, source: ANSWER }],
    "in a copy that is followed by an empty one": [{ ...GIVEN, source: ANSWER }, GIVEN],
    "in a copy after an empty one": [GIVEN, { ...GIVEN, source: ANSWER }],
    "in a cell that was split": [
      { ...GIVEN, source: "Que dire ?" },
      { ...GIVEN, source: ANSWER },
    ],
    "in a cell turned into code": [{ ...GIVEN, cell_type: "code", source: ANSWER }],
    "in a cell turned into raw text": [{ ...GIVEN, cell_type: "raw", source: ANSWER }],
    "in a new text below": [GIVEN, markdown("nouvelle", ANSWER)],
    "in new code below": [GIVEN, code("nouvelle", `// ${ANSWER}`)],
    "in a new text in place of its cell": [markdown("nouvelle", ANSWER)],
  };
  for (const [name, cells] of Object.entries(CASES)) {
    it(`is marked by hand: ${name}`, () => {
      const submission = inWords(...cells);
      assert.deepEqual(
        submission.texts.map(({ isEmpty }) => isEmpty),
        [false],
      );
      assert.ok(submission.cells.some(({ cell }) => cell.source.includes(ANSWER)));
      assert.equal(marked(submission)?.cell_type, "markdown");
      if (cells.some(({ id, source }) => id === TEXT && source === ANSWER))
        assert.equal(marked(submission)?.source, ANSWER);
    });
  }
  it("does not run, whatever type its cell has", () => {
    const submission = inWords({ ...GIVEN, cell_type: "code", source: "process.exit(0)" });
    assert.ok(
      submission.cells.every(({ cell }) => cell.cell_type !== "code" || !cell.source.includes("exit")),
    );
  });
  it("that changes is another answer; spaces at the ends of its lines do not count", () => {
    const digest = (source: string) => inWords({ ...GIVEN, source }).texts[0].digest;
    assert.equal(digest("un \r\ndeux"), digest("un\ndeux\n"));
    assert.notEqual(digest("un"), digest("deux"));
  });
});

describe("cells without their metadata", () => {
  const bare = (notebook: Notebook, withId: boolean): Notebook => ({
    ...notebook,
    cells: notebook.cells.map(({ id, ...cell }) => ({ ...cell, ...(withId ? { id } : {}), metadata: {} })),
  });
  for (const withId of [true, false]) {
    it(`are recognised by their ${withId ? "ids" : "content"}, and the instructor is told`, () => {
      const { cells, refused, notes } = prepareSubmission(LESSON, bare(answered(RIGHT), withId));
      assert.deepEqual(refused, []);
      assert.equal(cells.filter(({ test }) => test !== undefined).length, 3);
      assert.equal(notes.filter((note) => /a perdu ses métadonnées/.test(note)).length, 7);
      assert.equal(new Set(cells.map(({ cell }) => cell.metadata.nbgrader?.grade_id)).size, 8);
    });
  }
});

describe("the time to compare texts", () => {
  it("is proportional to their length", () => {
    const spaces = " ".repeat(400_000);
    const started = performance.now();
    assert.equal(comparable(`a${spaces}b${spaces}\r\n${spaces}`), `a${spaces}b`);
    inWords({ ...GIVEN, source: `${spaces}x${spaces}y` });
    const many = Array.from({ length: 20_000 }, () => ({ ...GIVEN, source: ANSWER }));
    inWords(...many, ...many.map(() => markdown("libre", ANSWER)));
    // A comparison of quadratic time takes minutes for either.
    assert.ok(performance.now() - started < 10_000 * slowdown());
  });
});
