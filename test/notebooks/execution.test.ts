import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readNotebook } from "../../grading/notebook-file.js";
import { studentVersion } from "../../grading/student-version.js";
import { outcomeOf, ROOT } from "../setup/clone.js";
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

const LESSONS = path.join(ROOT, "notebooks", "fr");

const PICTURES = ["image/svg+xml", "image/png", "application/vnd.plotly.v1+json"];

/** Executes a lesson as `npm run lesson` does, with its training shortened; its code cells with what they put out. */
async function execute(file: string, folder: string): Promise<readonly Cell[]> {
  const bootstrap = path.join(ROOT, "kernel-setup", "bootstrap.cjs");
  const child = spawn(process.execPath, [bootstrap, "lesson", file, "--out", folder], {
    env: { ...process.env, NEURONES_OFFLINE: "1", NEURONES_QUICK: "1", NEURONES_DATA: path.join(folder, "data") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { code, output } = await outcomeOf(child, 170);
  assert.equal(code, 0, output);
  const notebook = JSON.parse(readFileSync(path.join(folder, path.basename(file)), "utf8")) as { cells: Cell[] };
  return notebook.cells.filter((cell) => cell.cell_type === "code");
}

function text(lines: string | readonly string[] = ""): string {
  return typeof lines === "string" ? lines : lines.join("");
}

describe("lessons, executed through the real kernel", function () {
  this.timeout(180_000); // A lesson with its training shortened takes less than a minute on a machine of its own.
  const folder = mkdtempSync(path.join(tmpdir(), "neurones-lessons-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const files = existsSync(LESSONS) ? readdirSync(LESSONS).filter((name) => name.endsWith(".ipynb")) : [];
  for (const file of files) {
    describe(file, () => {
      let cells: readonly Cell[];

      it("runs without an error, offline, its training shortened", async () => {
        cells = await execute(path.join(LESSONS, file), folder);
      });

      it("writes nothing to standard error, unless the cell is tagged for it", () => {
        for (const cell of cells) {
          if (cell.metadata.tags?.includes("warns")) continue;
          const errors = cell.outputs.filter((output) => output.output_type === "error" || output.name === "stderr");
          assert.deepEqual(errors.map((output) => text(output.text)), [], cell.id);
        }
      });

      it("draws each figure it promises", () => {
        for (const cell of cells) {
          if (!/^plots\.\w+\(/m.test(text(cell.source))) continue;
          const bundles = cell.outputs.map((output) => Object.keys(output.data ?? {}));
          assert.ok(bundles.some((types) => types.some((type) => PICTURES.includes(type))), cell.id);
        }
      });

      it("keeps each figure light", () => {
        for (const cell of cells) {
          for (const { data = {} } of cell.outputs) {
            if (PICTURES.some((type) => type in data)) assert.ok(JSON.stringify(data).length < 300_000, `${cell.id}: ${JSON.stringify(data).length} characters`);
          }
        }
      });

      for (const { cell: id, at, between: [low, high] } of PROMISES[file] ?? []) {
        it(`gives in ${id} a number between ${low} and ${high}, as its text says`, () => {
          const { outputs } = cells.find((cell) => cell.id === id)!;
          const told = outputs.map((output) => text(output.text) + text(output.data?.["text/plain"] as string[])).join("\n");
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
        const unanswered = path.join(folder, "student", file);
        mkdirSync(path.dirname(unanswered), { recursive: true });
        writeFileSync(unanswered, JSON.stringify(studentVersion(await readNotebook(path.join(LESSONS, file)))));
        const states = (await execute(unanswered, path.join(folder, "executed")))
          .filter((cell) => /^exercises\.check\(/m.test(text(cell.source)))
          .map((cell) => /data-state="(\w+)"/.exec(cell.outputs.map((output) => text(output.data?.["text/html"] as string[])).join(""))?.[1]);
        assert.deepEqual([...new Set(states)], ["unanswered"]);
      });
    });
  }
});
