import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readNotebook } from "../../grading/notebook-file.js";
import { studentVersion } from "../../grading/student-version.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { CHANGES } from "./changes.js";
import { marksOfFigures } from "./editions/marks-of-figures.js";
import { codeCells, numberIn, text, type Cell } from "./executed-cells.js";
import {
  executedLesson,
  executeInKernel,
  executeNotebook,
  LESSON_TIMEOUT,
  lessonFiles,
  LESSONS,
  lessonsFolder,
  marksOf,
} from "./executed-lessons.js";
import { PROMISES } from "./promises.js";

/**
 * The lessons that the tests execute in English too. They take few seconds; the others, which train for long, are the
 * same programs (`editions/editions.test.ts`), and are executed in English with `NEURONES_LONG=1`.
 */
const IN_ENGLISH = ["00-typescript", "01-structure", "03-perceptron", "09-from-scratch"].map(
  (name) => `${name}.ipynb`,
);

/** The paths of files, up to the next space. */
const PATHS = /(?<!\S)(?:\/|[A-Z]:\\)\S+/g;

/** How long something took, such as an epoch. */
const DURATIONS = /(?:\d+ min )?\d+(?:[.,]\d+)? s\b/g;

const PICTURES = ["image/svg+xml", "image/png", "application/vnd.plotly.v1+json"];

/**
 * The numbers that a cell's text outputs contain, as digits; of a cell that checks an exercise, nothing. Left out are
 * paths, since the names of temporary folders are random, and durations.
 */
function digitsIn({ source, outputs }: Cell): string {
  if (/^exercises\./m.test(text(source))) return "";
  const told = outputs.map((output) => text(output.text) + text(output.data?.["text/plain"] as string[]));
  return told.join("").replaceAll(PATHS, "").replaceAll(DURATIONS, "").replace(/\D/g, "");
}

/** The figures of a cell without their words. */
function figuresIn({ outputs }: Cell): string[] {
  return marksOfFigures(outputs.map(({ data = {} }) => data));
}

/** The state of each exercise that a cell checks, by its name; "none" if the cell shows no verdict. */
function verdictsIn(cells: readonly Cell[]): Map<string, string> {
  const verdicts = new Map<string, string>();
  for (const cell of cells) {
    const id = /^exercises\.check\("([^"]+)"/m.exec(text(cell.source))?.[1];
    if (id === undefined) continue;
    const html = cell.outputs.map((output) => text(output.data?.["text/html"] as string[])).join("");
    verdicts.set(id, /data-state="(\w+)"/.exec(html)?.[1] ?? "none");
  }
  return verdicts;
}

describe("lessons, executed by the real kernel", function () {
  this.timeout(LESSON_TIMEOUT);

  it("are those of the catalogue of exercises, and each has its promised numbers", () => {
    const numbers = (names: Iterable<string>) =>
      [...new Set([...names].map((name) => name.slice(0, 2)))].sort();
    assert.deepEqual(numbers(lessonFiles()), numbers(EXERCISES.keys()));
    assert.deepEqual(Object.keys(PROMISES).sort(), [...lessonFiles()].sort());
  });

  for (const file of lessonFiles()) {
    // A lesson is executed once, by whichever test asks first.
    const executedCells = async () => codeCells(await executedLesson(file));
    const exercisesOfLesson = [...EXERCISES.keys()].filter((id) => id.startsWith(file.slice(0, 2))).sort();

    describe(file, () => {
      it("runs without an error, offline, its training shortened", async () => {
        assert.ok((await executedCells()).length > 0);
      });

      it("writes to standard error in the cells tagged for it, and in no other", async () => {
        for (const cell of await executedCells()) {
          const errors = cell.outputs.filter(
            (output) => output.output_type === "error" || output.name === "stderr",
          );
          const messages = errors.map((output) => text(output.text));
          if (cell.metadata.tags?.includes("warns"))
            assert.ok(messages.length > 0, `${cell.id} does not warn`);
          else assert.deepEqual(messages, [], cell.id);
        }
      });

      it("has no cell that is out of date at its end", async () => {
        assert.deepEqual((await marksOf(file)).afterRun, []);
      });

      for (const [number, { cell, to, stale }] of (CHANGES[file] ?? []).entries())
        it(`has the cells out of date that are written down, once ${cell} has run with ${to}`, async () => {
          assert.deepEqual((await marksOf(file)).afterChanges[number], stale);
        });

      it("draws each figure it promises", async () => {
        const drawing = (await executedCells()).filter((cell) => /^plots\.\w+\(/m.test(text(cell.source)));
        assert.ok(drawing.length > 0, "no cell draws a figure");
        for (const cell of drawing) {
          const bundles = cell.outputs.map((output) => Object.keys(output.data ?? {}));
          assert.ok(
            bundles.some((types) => types.some((type) => PICTURES.includes(type))),
            cell.id,
          );
        }
      });

      it("has only figures of moderate size", async () => {
        const figures = (await executedCells()).flatMap(({ id, outputs }) =>
          outputs
            .filter(({ data = {} }) => PICTURES.some((type) => type in data))
            .map(({ data }) => ({ id, size: JSON.stringify(data).length })),
        );
        assert.ok(figures.length > 0, "no cell has a figure");
        for (const { id, size } of figures) assert.ok(size < 300_000, `${id}: ${size} characters`);
      });

      for (const band of PROMISES[file] ?? []) {
        const [low, high] = band.between;
        it(`gives in ${band.cell} a number between ${low} and ${high}, as its text says (${band.at.source})`, async () => {
          const number = numberIn(await executedCells(), band);
          assert.ok(number >= low && number <= high, String(number));
        });
      }

      it("finds its own solutions right, of every exercise of the lesson", async () => {
        const verdicts = verdictsIn(await executedCells());
        assert.deepEqual(
          [...verdicts].sort(([one], [other]) => (one < other ? -1 : 1)),
          exercisesOfLesson.map((id) => [id, "right"]),
        );
      });

      if (IN_ENGLISH.includes(file) || process.env["NEURONES_LONG"] === "1")
        it("gives in English the same numbers, verdicts and figures, and speaks no French", async () => {
          const english = await executeNotebook(
            path.join(LESSONS, "..", "en", file),
            path.join(lessonsFolder(), "english"),
          );
          const cells = codeCells(english);
          assert.deepEqual(verdictsIn(cells), verdictsIn(await executedCells()));
          for (const [i, cell] of (await executedCells()).entries()) {
            assert.equal(digitsIn(cells[i]), digitsIn(cell), cell.id);
            assert.deepEqual(figuresIn(cells[i]), figuresIn(cell), cell.id);
            assert.doesNotMatch(
              JSON.stringify(cells[i].outputs),
              /[éèàçêù]|« |\b(?:les|des|poids)\b/,
              cell.id,
            );
          }
        });

      it("runs to its end with every exercise left unanswered", async () => {
        const unanswered = path.join(lessonsFolder(), "student", file);
        mkdirSync(path.dirname(unanswered), { recursive: true });
        writeFileSync(
          unanswered,
          JSON.stringify(studentVersion(await readNotebook(path.join(LESSONS, file)))),
        );
        const { saved } = await executeInKernel(unanswered, path.join(lessonsFolder(), "executed"));
        assert.deepEqual(
          [...verdictsIn(codeCells(saved))].sort(([one], [other]) => (one < other ? -1 : 1)),
          exercisesOfLesson.map((id) => [id, "unanswered"]),
        );
      });
    });
  }
});
