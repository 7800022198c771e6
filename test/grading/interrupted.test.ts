/**
 * `kill -9` at every write of every command into the course's folder: collect, grade, the gradebook, feedback, the table of
 * marks, release. Whatever the write, the same command run again leads to the same files, pages and marks as one that nothing
 * disturbed, and leaves nothing else behind. `npm test` tries one write of each command, `npm run test:long` all of them
 * (`interrupted/moments.ts`: how).
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseNotebook, writeNotebook, type Notebook } from "../../grading/notebook-file.js";
import { layoutOf } from "../../system/layout.js";
import { outcomeOf, ROOT } from "../setup/clone.js";
import { stateOf } from "./interrupted/course-state.js";
import { momentsOf } from "./interrupted/moments.js";
import { code, ENGLISH_LESSON, LESSON } from "./lesson.js";
import { edited, RIGHT } from "./sandboxed-grading.js";

const NAME = "03-essai";
const PROGRAM = path.join(ROOT, "dist", "test", "grading", "run-command.js");
const PYTHON = layoutOf(ROOT).python;

const IS_LONG = process.env["NEURONES_LONG"] === "1";

/** The moments to try: all of them, or the one in the middle. */
const toTry = <Moment>(moments: readonly Moment[]): readonly Moment[] =>
  IS_LONG ? moments : moments.slice(moments.length / 2).slice(0, 1);

/** A command, the folder in which it begins, and what a person would say of it. */
interface Stage {
  readonly title: string;
  readonly from: string;
  readonly args: () => readonly string[];
}

describe("an instructor's work, ended at any write", function () {
  before(function () {
    if (process.platform === "win32") this.skip();
  });

  let folder: string;
  let course: string;
  let handedIn: string;
  const at = (...parts: string[]) => path.join(course, ...parts);
  const grade = () => ["grade", NAME, "--without-sandbox", "--cell-seconds", "60"];

  /** Runs a command in the course's folder to its end. */
  async function complete(args: readonly string[]): Promise<void> {
    const { code: status, output } = await outcomeOf(
      spawn(process.execPath, [PROGRAM, ...args, "--course", course], { stdio: ["ignore", "pipe", "pipe"] }),
    );
    assert.equal(status, 0, output);
  }

  const keep = async (name: string) => {
    await rm(path.join(folder, name), { recursive: true, force: true });
    await cp(course, path.join(folder, name), { recursive: true, preserveTimestamps: true });
  };
  const restore = async (name: string) => {
    await rm(course, { recursive: true, force: true });
    await cp(path.join(folder, name), course, { recursive: true, preserveTimestamps: true });
  };

  /** Marks the answers in words by hand, as in the formgrader. */
  async function markByHand(): Promise<void> {
    const byHand = `
import sys
from nbgrader.api import Gradebook
with Gradebook(sys.argv[1]) as gradebook:
    for student, score in [("zoe", 1.5), ("ana", 0.5)]:
        grade = gradebook.find_grade("03-que-dire", "${NAME}", "${NAME}", student)
        grade.manual_score, grade.needs_manual_grade = score, False
        gradebook.find_comment("03-que-dire", "${NAME}", "${NAME}", student).manual_comment = "Vu."
    gradebook.db.commit()
`;
    const { code: status, output } = await outcomeOf(
      spawn(PYTHON, ["-c", byHand, `sqlite:///${at("gradebook.db")}`], { stdio: ["ignore", "pipe", "pipe"] }),
    );
    assert.equal(status, 0, output);
  }

  const STAGES: readonly Stage[] = [
    { title: "collect", from: "given-out", args: () => ["collect", handedIn] },
    { title: "collect, of newer files", from: "marked", args: () => ["collect", `${handedIn}-again`] },
    { title: "grade", from: "collected", args: grade },
    { title: "grade, of results that the gradebook does not have yet", from: "graded-again", args: grade },
    { title: "feedback", from: "recorded-again", args: () => ["feedback", NAME] },
    { title: "grades", from: "recorded-again", args: () => ["grades", "--out", at("notes.csv")] },
    {
      title: "release, of a mended lesson",
      from: "recorded-again",
      args: () => ["release", path.join(folder, "mended", "fr", `${NAME}.ipynb`)],
    },
  ];

  /** The lesson in both languages, as files. */
  async function writeLessons(where: string, edit: (lesson: Notebook) => Notebook): Promise<void> {
    for (const [language, lesson] of Object.entries({ fr: LESSON, en: ENGLISH_LESSON })) {
      await mkdir(path.join(folder, where, language), { recursive: true });
      await writeFile(path.join(folder, where, language, `${NAME}.ipynb`), writeNotebook(edit(lesson)));
    }
  }

  /** Two submissions: one right, one with a wrong choice; both with words. */
  async function handIn(where: string, words: Readonly<Record<string, string>>): Promise<void> {
    const released = parseNotebook(await readFile(at("release", NAME, `${NAME}.ipynb`), "utf8"), NAME);
    for (const [student, text] of Object.entries(words)) {
      const answers: Readonly<Record<string, string>> = {
        ...RIGHT,
        ...(student === "ana" ? { "03-lineaire": `const reponse = "a";` } : {}),
        "03-que-dire": text,
      };
      const file = path.join(where, student, `${NAME}.ipynb`);
      await mkdir(path.dirname(file), { recursive: true });
      const copy = edited(
        (cell) => [{ ...cell, source: answers[cell.metadata.nbgrader?.grade_id ?? ""] ?? cell.source }],
        released,
      );
      await writeFile(file, writeNotebook({ ...copy, cells: [...copy.cells, code("fin", `"${text}"`)] }));
    }
  }

  before(async function () {
    folder = await mkdtemp(path.join(tmpdir(), "neurones-interrupted-"));
    course = path.join(folder, "cours");
    handedIn = path.join(folder, "copies");
    await writeLessons("lessons", (lesson) => lesson);
    await writeLessons("mended", (lesson) =>
      edited(
        (cell) => [cell.id === "03-droite-test" ? { ...cell, source: `${cell.source};` } : cell],
        lesson,
      ),
    );
    await complete(["release", path.join(folder, "lessons", "fr", `${NAME}.ipynb`)]);
    await keep("given-out");
    await handIn(handedIn, { zoe: "Une réponse.", ana: "Une autre." });
    await complete(["collect", handedIn]);
    await keep("collected");
    await complete(grade());
    await markByHand();
    await keep("marked");
    // Another text for one of them: the mark by hand is to be looked at again.
    await handIn(`${handedIn}-again`, { zoe: "Une réponse, changée.", ana: "Une autre." });
    await complete(["collect", `${handedIn}-again`]);
    await complete(grade());
    await keep("recorded-again");
    for (const name of ["gradebook.db", "recorded", "autograded"]) {
      await rm(at(name), { recursive: true, force: true });
      await cp(path.join(folder, "marked", name), at(name), { recursive: true, preserveTimestamps: true });
    }
    await keep("graded-again");
  });
  after(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

  for (const { title, from, args } of STAGES)
    it(title, async function () {
      // Each of the moments takes a run of the command.
      if (IS_LONG) this.timeout(0);
      const started = performance.now();
      await restore(from);
      const { writes, copies, outcome } = await momentsOf(course, args(), path.join(folder, "moments"));
      assert.equal(outcome.code, 0, outcome.output);
      assert.ok(writes > 3, `${writes} writes`);
      const undisturbed = await stateOf(course);
      const tried = toTry([...copies]);
      for (const [write, copy] of tried) {
        await rm(course, { recursive: true, force: true });
        await rename(copy, course);
        await complete(args());
        assert.deepEqual(await stateOf(course), undisturbed, `ended at write ${write} of ${writes}`);
      }
      const seconds = Math.round((performance.now() - started) / 1000);
      console.log(
        `      ${title}: ${writes} writes, which leave ${copies.size} different folders; ${tried.length} tried, ${seconds} s`,
      );
    });
});
