import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readNotebook } from "../../grading/notebook-file.js";
import { studentVersion } from "../../grading/student-version.js";
import {
  executedLesson,
  executeNotebook,
  LESSON_TIMEOUT,
  lessonFiles,
  LESSONS,
  lessonsFolder,
} from "./executed-lessons.js";
import { PROMISES } from "./promises.js";

/** The part of the notebook format that is looked at. */
interface Output {
  readonly output_type: "stream" | "error" | "display_data" | "execute_result";
  readonly name?: string;
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
}
interface Cell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly outputs: readonly Output[];
  readonly metadata: { readonly tags?: readonly string[] };
}

const PICTURES = ["image/svg+xml", "image/png", "application/vnd.plotly.v1+json"];

/** The code cells of an executed notebook, with what they put out. */
function codeCells(file: string): readonly Cell[] {
  const notebook = JSON.parse(readFileSync(file, "utf8")) as { cells: Cell[] };
  return notebook.cells.filter((cell) => cell.cell_type === "code");
}

function text(lines: string | readonly string[] = ""): string {
  return typeof lines === "string" ? lines : lines.join("");
}

describe("lessons, executed through the real kernel", function () {
  this.timeout(LESSON_TIMEOUT);

  for (const file of lessonFiles()) {
    describe(file, () => {
      let cells: readonly Cell[];

      it("runs without an error, offline, its training shortened", async () => {
        cells = codeCells(await executedLesson(file));
      });

      it("writes nothing to standard error, unless the cell is tagged for it", () => {
        for (const cell of cells) {
          if (cell.metadata.tags?.includes("warns")) continue;
          const errors = cell.outputs.filter(
            (output) => output.output_type === "error" || output.name === "stderr",
          );
          assert.deepEqual(
            errors.map((output) => text(output.text)),
            [],
            cell.id,
          );
        }
      });

      it("draws each figure it promises", () => {
        for (const cell of cells) {
          if (!/^plots\.\w+\(/m.test(text(cell.source))) continue;
          const bundles = cell.outputs.map((output) => Object.keys(output.data ?? {}));
          assert.ok(
            bundles.some((types) => types.some((type) => PICTURES.includes(type))),
            cell.id,
          );
        }
      });

      it("keeps each figure light", () => {
        for (const cell of cells) {
          for (const { data = {} } of cell.outputs) {
            if (PICTURES.some((type) => type in data))
              assert.ok(
                JSON.stringify(data).length < 300_000,
                `${cell.id}: ${JSON.stringify(data).length} characters`,
              );
          }
        }
      });

      for (const {
        cell: id,
        at,
        between: [low, high],
      } of PROMISES[file] ?? []) {
        it(`gives in ${id} a number between ${low} and ${high}, as its text says`, () => {
          const { outputs } = cells.find((cell) => cell.id === id)!;
          const told = outputs
            .map((output) => text(output.text) + text(output.data?.["text/plain"] as string[]))
            .join("\n");
          const number = Number(at.exec(told)?.[1].replace(",", "."));
          assert.ok(number >= low && number <= high, `${number} in ${told}`);
        });
      }

      it("finds its own solutions right", () => {
        for (const cell of cells) {
          if (!/^exercises\.check\(/m.test(text(cell.source))) continue;
          const html = cell.outputs.map((output) => text(output.data?.["text/html"] as string[])).join("");
          assert.match(html, /data-state="right"/, `${cell.id}: ${html}`);
        }
      });

      it("runs to its end with every exercise left unanswered", async () => {
        const unanswered = path.join(lessonsFolder(), "student", file);
        mkdirSync(path.dirname(unanswered), { recursive: true });
        writeFileSync(
          unanswered,
          JSON.stringify(studentVersion(await readNotebook(path.join(LESSONS, file)))),
        );
        const states = codeCells(await executeNotebook(unanswered, path.join(lessonsFolder(), "executed")))
          .filter((cell) => /^exercises\.check\(/m.test(text(cell.source)))
          .map(
            (cell) =>
              /data-state="(\w+)"/.exec(
                cell.outputs.map((output) => text(output.data?.["text/html"] as string[])).join(""),
              )?.[1],
          );
        assert.deepEqual([...new Set(states)], ["unanswered"]);
      });
    });
  }
});
