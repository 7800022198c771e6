/**
 * Submissions that are right and whose files break a rule: each is read, and its answers all reach the marking. The kinds are
 * tried on the small lesson and, where they lie beside the clone, on the files of students in which they were first seen.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Reader } from "../../grading/collect/reader.js";
import { lessonOf } from "../../grading/collect/recognise.js";
import { roleCells } from "../../grading/convention.js";
import { prepareSubmission } from "../../grading/marking/prepare-submission.js";
import {
  parseNotebook,
  readNotebook,
  writeNotebook,
  type Cell,
  type Notebook,
} from "../../grading/notebook-file.js";
import { graderCells } from "../../grading/reports/grader-cells.js";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "../setup/clone.js";
import { slowdown } from "../setup/slowdown.js";
import { LESSON } from "./lesson.js";
import { answered, edited, RIGHT } from "./sandboxed-grading.js";

const SEEN = path.resolve(ROOT, "..", "shared", "cases", "grading");

/** The right submission of the small lesson, with this text after the answer in words. */
const withWords = (words: string): Notebook =>
  edited(
    (cell) => [
      cell.id === "03-que-dire" ? { ...cell, source: `${cell.source}\n\nUne réponse. ${words}` } : cell,
    ],
    answered(RIGHT),
  );
/** The submission's file after a change of its content. */
function changed(change: (file: { metadata?: unknown; cells: { metadata?: unknown }[] }) => void): string {
  const file = JSON.parse(writeNotebook(withWords(""))) as Parameters<typeof change>[0];
  change(file);
  return JSON.stringify(file);
}

/** The kinds of damage, in files of the small lesson. */
const KINDS: Readonly<Record<string, string>> = {
  "without the notebook's metadata": changed((file) => delete file.metadata),
  "a cell without metadata": changed(({ cells }) => delete cells[0].metadata),
  "half a character": writeNotebook(withWords("\ud83d")),
  "85,000 spaces": writeNotebook(withWords(`${" ".repeat(85_000)}.`)),
  "a picture that is a request": writeNotebook(withWords("![](/logout)")),
};

describe("a right submission in a damaged file", () => {
  const reader = new Reader();
  after(() => reader.close());

  /** Reads the file as `collect` and `grade` do, and checks what can be known before anything runs. */
  async function check(lesson: Notebook, name: string, content: Buffer): Promise<readonly Cell[]> {
    const started = performance.now();
    const read = await reader.read(content);
    assert.ok("text" in read, JSON.stringify(read));
    assert.ok(Buffer.from(read.text, "utf8").toString("utf8") === read.text, "can be written as UTF-8");
    const submitted = parseNotebook(read.text, name);
    const roles = roleCells(lesson);
    assert.equal(
      lessonOf(submitted, "devoir.ipynb", new Map([[name, new Set(roles.map((role) => role.gradeId))]])),
      name,
    );
    const { refused, texts, cells, notes } = prepareSubmission(lesson, submitted);
    assert.deepEqual(refused, []);
    assert.deepEqual(
      texts.map(({ isEmpty }) => isEmpty),
      roles.filter(({ role }) => role === "text").map(() => false),
    );
    assert.equal(
      cells.filter(({ test }) => test !== undefined).length,
      roles.filter(({ role }) => role === "test").length,
    );
    const marking = {
      language: "fr",
      tests: [],
      texts,
      cells: cells.map(({ cell }) => cell),
      notes,
      seed: 1,
      seconds: 1,
    } as const;
    const shown = graderCells(lesson, marking);
    assert.ok(
      shown.every(({ source }) => !/!\[[^\]\n]*\]\(\//.test(source)),
      "no request for the marker's page",
    );
    assert.ok(performance.now() - started < 20_000 * slowdown());
    return shown;
  }

  for (const [kind, text] of Object.entries(KINDS))
    it(kind, async () => {
      const shown = await check(LESSON, "03-essai", Buffer.from(text));
      assert.ok(shown.some(({ source }) => source.includes("Une réponse.")));
    });

  const files = existsSync(SEEN) ? readdirSync(SEEN).filter((name) => name.endsWith(".ipynb")) : [];
  for (const name of files)
    it(`as it was seen: ${name}`, async () => {
      const lesson = await readNotebook(path.join(layoutOf(ROOT).lessons, "02-apprentissage.ipynb"));
      await check(lesson, "02-apprentissage", await readFile(path.join(SEEN, name)));
    });
});
