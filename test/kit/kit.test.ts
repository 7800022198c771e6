/**
 * What a class is given (`npm run release -- --kit`): nothing in it gives an answer away at a glance, it works where there is
 * nothing else, its lessons can be handed in, and a newer one leaves a student's work as it is.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Course } from "../../grading/course.js";
import { readNotebook, writeNotebook, type Cell, type Notebook } from "../../grading/notebook-file.js";
import { readResult } from "../../grading/results.js";
import { findConfinement } from "../../grading/sandbox/confinement.js";
import { studentSource } from "../../grading/student-version.js";
import { givenFiles, isGiven } from "../../kit/contents.js";
import { kit as makeKit, writeKit, zipOf } from "../../kit/write-kit.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { LANGUAGES } from "../../src/language/language.js";
import { isolatedEnvironment } from "../../system/environment.js";
import { exchangeLetters } from "../../system/exchange-letters.js";
import { layoutOf } from "../../system/layout.js";
import { SetUpError } from "../../system/set-up-error.js";
import { outcomeOf, ROOT } from "../setup/clone.js";
import { UnpackedKit } from "./unpacked-kit.js";

const LESSON = "03-perceptron";

/** The lines that mark a solution, and what the student gets in its place. */
const MARKS = /(BEGIN|END) (SOLUTION|HIDDEN|MARK)|^\s*\/\/ STUB/;

/** The lines of the engine that an answer may happen to have, too. */
const OF_THE_ENGINE = /^(dist\/)?src\/|^dist\/bundle\/node\/(neurones|tfjs|chunk-\w+)\.cjs$/;

/** Lines that only the solutions and model answers have, longer than what any program may contain. */
function linesOfSolutions({ cells }: Notebook): string[] {
  return cells.flatMap(({ source }) => {
    const released = studentSource(source);
    return source
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line.length >= 20 && !released.includes(line) && !MARKS.test(line));
  });
}

/** The sentences that the exercises keep until they are asked for. */
function keptSentences(): string[] {
  return [...EXERCISES.values()]
    .flatMap(({ hints, because }) => [...hints, because])
    .flatMap(({ fr, en }) => [fr, en])
    .filter((sentence) => sentence.length >= 20);
}

/** A text as it may stand in a file: as it is, in JSON, or in ASCII. */
function forms(text: string): string[] {
  const inJson = JSON.stringify(text).slice(1, -1);
  const escape = (character: string, digits: number, sign: string) =>
    `\\${sign}${character.charCodeAt(0).toString(16).padStart(digits, "0")}`;
  const inAscii = (digits: number, sign: string) =>
    inJson.replaceAll(/[\x80-\uffff]/g, (character) =>
      character.charCodeAt(0) < 0x100 ? escape(character, digits, sign) : escape(character, 4, "u"),
    );
  return [...new Set([text, inJson, inAscii(4, "u"), inAscii(2, "x")])];
}

describe("the kit of a class", function () {
  let folder: string;
  let kit: string;
  let archive: string;
  const texts = new Map<string, string>();

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "neurones-kits-"));
    assert.equal(await makeKit(layoutOf(ROOT), ["--kit", "--out", folder]), 0);
    [kit, archive] = ["neurones", "neurones.zip"].map((name) => path.join(folder, name));
    for (const entry of await readdir(kit, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      texts.set(path.relative(kit, file).split(path.sep).join("/"), await readFile(file, "utf8"));
    }
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("has no grading, no tests, no timings, no instructor's notebooks, no sources of exercises", async () => {
    for (const file of await givenFiles(ROOT))
      assert.doesNotMatch(file, /(^|\/)(grading|test|bench|pages|browser-edition|node_modules)\//, file);
    for (const file of [
      "notebooks/fr/03-perceptron.ipynb",
      "notebooks/en/names/03-perceptron.json",
      "src/exercises/03-perceptron/line.ts",
      "dist/src/exercises/03-perceptron/line.js",
      "dist/src/exercises/03-perceptron/line.d.ts",
      "dist/src/exercises/catalogue.js",
      "dist/bundle/exercises.js",
      "dist/bundle/node/exercises.cjs.map",
      "dist/grading/student-version.js",
      "dist/kit/write-kit.js",
      "evaluation/gradebook.db",
      "test/exercises/answers.ts",
    ])
      assert.equal(isGiven(file), false, file);
    assert.ok([...texts.keys()].every((file) => !file.endsWith(".map")));
  });

  it("has every lesson in both languages, without a solution or a model answer in any file", async () => {
    const own = [...texts].filter(([file]) => !OF_THE_ENGINE.test(file));
    for (const language of LANGUAGES) {
      const names = (await readdir(path.join(ROOT, "notebooks", language))).filter((name) =>
        name.endsWith(".ipynb"),
      );
      assert.ok(names.length >= 11);
      for (const name of names) {
        assert.ok(texts.has(`notebooks/${language}/${name}`), name);
        const lines = linesOfSolutions(await readNotebook(path.join(ROOT, "notebooks", language, name)));
        for (const form of lines.flatMap(forms))
          for (const [file, text] of own) assert.ok(!text.includes(form), `${file}: ${form}`);
      }
    }
    for (const [file, text] of texts) assert.doesNotMatch(text, /BEGIN SOLUTION|BEGIN HIDDEN/, file);
  });

  it("has no hint, no explanation and no reference of an exercise that is readable at a glance", () => {
    for (const form of keptSentences().flatMap(forms))
      for (const [file, text] of texts) assert.ok(!text.includes(form), `${file}: ${form}`);
    const hidden = texts.get("dist/bundle/node/exercises.cjs")!;
    assert.doesNotMatch(hidden, /03-exactitude|mistakes|reference/);
    assert.match(exchangeLetters(hidden), /03-exactitude.*mistakes/s);
  });

  it("is written as a whole, over an earlier kit only", async () => {
    const foreign = path.join(folder, "other");
    await mkdir(path.join(foreign, "neurones"), { recursive: true });
    await writeFile(path.join(foreign, "neurones", "mine.txt"), "");
    await assert.rejects(makeKit(layoutOf(ROOT), ["--kit", "--out", foreign]), SetUpError);
    await assert.rejects(makeKit(layoutOf(ROOT), ["--kit", LESSON]), SetUpError);
    assert.deepEqual(await readdir(path.join(foreign, "neurones")), ["mine.txt"]);
  });

  describe("in an empty folder, with an empty home", function () {
    let unpacked: UnpackedKit;
    before(async () => {
      unpacked = await UnpackedKit.make(archive);
      await unpacked.linkPackages();
    });
    after(() => unpacked?.remove());

    const work = (name = `${LESSON}.ipynb`) => path.join(unpacked.layout.work, name);

    it("starts as a clone does, and delivers the lessons", async () => {
      assert.match(await unpacked.start(), /JupyterLab est prêt/);
      const official = await readdir(unpacked.layout.lessons);
      assert.deepEqual((await readdir(unpacked.layout.work)).sort(), official.sort());
      assert.ok(!existsSync(path.join(unpacked.layout.root, "grading")));
    });

    it("knows no other command, and has no solutions to open", async () => {
      for (const args of [["test"], ["grade"], ["release"]]) {
        const { code, output } = await outcomeOf(unpacked.run(...args));
        assert.equal(code, 1);
        assert.match(output, /Connues : start\./);
      }
      const { code, output } = await outcomeOf(unpacked.run("start", "--instructor"));
      assert.equal(code, 1);
      assert.match(output, /les solutions ne sont pas dans ce dossier/);
    });

    it("runs a lesson, whose right answers are right there and in the instructor's grading", async function () {
      const solved = await solve(work());
      await writeFile(work(), writeNotebook(solved));
      const { layout } = unpacked;
      const executed = path.join(folder, "executed.ipynb");
      const execution = spawn(
        layout.python,
        [path.join(ROOT, "commands", "lessons", "execute_lesson.py"), work(), executed],
        {
          cwd: layout.root,
          env: { ...isolatedEnvironment(layout), NEURONES_OFFLINE: "1", NEURONES_QUICK: "1" },
          stdio: ["ignore", "pipe", "pipe"],
        },
      );
      const { code, output } = await outcomeOf(execution);
      assert.equal(code, 0, output);
      assert.doesNotMatch(output, /"failure"|kernel-died/);
      for (const cell of (await readNotebook(executed)).cells.filter(isTest))
        assert.match(JSON.stringify(cell.outputs), /data-state=\\"right\\"/, cell.source);
      if ((await findConfinement(false).catch(() => undefined)) === undefined) this.skip();
      await gradeWithFullMarks(executed, path.join(folder, "course"));
    });

    it("keeps the student's work when a newer kit is unpacked over it", async () => {
      await appendFile(work(), "\n");
      const mine = await readFile(work(), "utf8");
      const former = path.join(unpacked.layout.root, "dist", "system", "former.js");
      await writeFile(former, "");
      await unpacked.unpack(await newerArchive(folder));
      await unpacked.start();
      assert.equal(await readFile(work(), "utf8"), mine);
      assert.match(await readFile(work(`${LESSON} (nouvelle version).ipynb`), "utf8"), /édition suivante/);
      assert.match(await readFile(work("04-xor.ipynb"), "utf8"), /édition suivante/);
      assert.equal(existsSync(former), false);
    });
  });
});

function isTest({ metadata }: Cell): boolean {
  return metadata.nbgrader?.grade === true && !metadata.nbgrader.solution;
}

/** The student's file with the answers of the instructor's lesson. */
async function solve(file: string): Promise<Notebook> {
  const student = await readNotebook(file);
  const official = await readNotebook(path.join(ROOT, "notebooks", "fr", path.basename(file)));
  const answers = new Map(official.cells.map(({ id, source }) => [id, source]));
  const answered = (cell: Cell): Cell => ({
    ...cell,
    source: (answers.get(cell.id) ?? "")
      .split("\n")
      .filter((line) => !MARKS.test(line))
      .join("\n"),
  });
  const isAnswer = ({ metadata }: Cell) => metadata.nbgrader?.solution === true;
  return { ...student, cells: student.cells.map((cell) => (isAnswer(cell) ? answered(cell) : cell)) };
}

/** Hands a file in, and grades it by the instructor's commands. */
async function gradeWithFullMarks(file: string, root: string): Promise<void> {
  const inbox = path.join(root, "..", "inbox", "zoe");
  await mkdir(inbox, { recursive: true });
  await writeFile(path.join(inbox, `${LESSON}.ipynb`), await readFile(file));
  for (const args of [
    ["release", LESSON],
    ["collect", path.dirname(inbox)],
    ["grade", LESSON],
  ]) {
    const command = [path.join(ROOT, "kernel-setup", "bootstrap.cjs"), ...args, "--course", root];
    const { code, output } = await outcomeOf(
      spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] }),
    );
    assert.equal(code, 0, `${args.join(" ")}\n${output}`);
  }
  const result = await readResult(new Course(layoutOf(ROOT), root), "zoe", LESSON);
  assert.ok(result !== undefined && result.marking.tests.length > 5);
  for (const { gradeId, points, maximum, reason } of result.marking.tests)
    assert.equal(points, maximum, `${gradeId}: ${reason}`);
}

/** The archive of a kit whose lessons have one more sentence. */
async function newerArchive(folder: string): Promise<string> {
  const newer = path.join(folder, "newer", "neurones");
  await mkdir(path.dirname(newer), { recursive: true });
  await writeKit(layoutOf(ROOT), newer);
  const lessons = path.join(newer, "notebooks", "fr");
  for (const name of [`${LESSON}.ipynb`, "04-xor.ipynb"]) {
    const file = path.join(lessons, name);
    const notebook = await readNotebook(file);
    const sentence: Cell = { id: "edition", cell_type: "markdown", metadata: {}, source: "édition suivante" };
    await writeFile(file, writeNotebook({ ...notebook, cells: [...notebook.cells, sentence] }));
  }
  const archive = `${newer}.zip`;
  await writeFile(archive, await zipOf(newer));
  return archive;
}
