import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { outcomeOf, ROOT } from "../setup/clone.js";

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
        const bootstrap = path.join(ROOT, "kernel-setup", "bootstrap.cjs");
        const child = spawn(process.execPath, [bootstrap, "lesson", path.join(LESSONS, file), "--out", folder], {
          env: { ...process.env, NEURONES_OFFLINE: "1", NEURONES_QUICK: "1", NEURONES_DATA: path.join(folder, "data") },
          stdio: ["ignore", "pipe", "pipe"],
        });
        const { code, output } = await outcomeOf(child, 170);
        assert.equal(code, 0, output);
        const notebook = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as { cells: Cell[] };
        cells = notebook.cells.filter((cell) => cell.cell_type === "code");
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

      it("finds its own solutions right", () => {
        for (const cell of cells) {
          if (!/^exercises\.check\(/m.test(text(cell.source))) continue;
          const html = cell.outputs.map((output) => text(output.data?.["text/html"] as string[])).join("");
          assert.match(html, /data-state="right"/, `${cell.id}: ${html}`);
        }
      });
    });
  }
});
