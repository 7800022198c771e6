/**
 * A class from Moodle and back: its archive, list and worksheet taken in, graded, and Moodle's import files made, with every
 * command ended by `kill -9` on the way, together with all that it had started. Every mark is exact, every file accounted for.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readZip } from "../../grading/collect/zip.js";
import { findConfinement } from "../../grading/sandbox/confinement.js";
import { parseNotebook, writeNotebook } from "../../grading/notebook-file.js";
import { eventually, outcomeOf, ROOT } from "../setup/clone.js";
import { Commands, killWithAll } from "./commands.js";
import { LESSON } from "./lesson.js";
import { classOf, DUE, NAME, participantsTable, worksheetOf, type ClassStudent } from "./moodle-class.js";
import { zipOf } from "./zip-file.js";

/** The students of the class. `npm run test:long` takes 60, and ends each command at every moment that is tried. */
const IS_LONG = process.env["NEURONES_LONG"] === "1";
const SIZE = IS_LONG ? 60 : 12;
/** The points of the lesson, and of its question in words when it is marked by hand. */
const MAXIMUM = 8;
const BY_HAND = 1.5;

/** An instructor's plug-in of nbgrader: a point for each hour begun. */
const LATE = `from nbgrader.plugins import BasePlugin
from math import ceil
class ByHour(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return ceil(total_seconds_late / 3600)
`;

describe(`a class of ${SIZE} from Moodle and back`, function () {
  let folder = "";
  let commands: Commands;
  let students: ClassStudent[];
  let archive: Readonly<Record<string, string | Buffer>>;

  const at = (...parts: string[]) => path.join(folder, "cours", ...parts);
  const place = (name: string) => path.join(folder, name);
  const countIn = async (...parts: string[]) =>
    (await readdir(at(...parts)).catch(() => [])).filter((name) => !name.includes(".part")).length;

  /** Runs a command, ends it with all it has started at these moments (the last one alone), and runs it to its end. */
  const interrupted = async (args: readonly string[], ...moments: (() => Promise<boolean>)[]) => {
    for (const isThere of IS_LONG ? moments : moments.slice(-1)) {
      const child = commands.start(...args);
      let hasEnded = false;
      child.once("exit", () => (hasEnded = true));
      await eventually(`a moment of ${args[0]}`, async () => hasEnded || (await isThere()), 600);
      if (!hasEnded) await killWithAll(child);
    }
    return await commands.run(...args);
  };
  const graded = () => students.filter(({ points }) => points !== undefined);

  before(async function () {
    if ((await findConfinement(false).catch(() => undefined)) === undefined) this.skip();
    folder = await mkdtemp(path.join(tmpdir(), "neurones-moodle-"));
    commands = new Commands(at());
  });
  after(async () => {
    if (folder !== "") await rm(folder, { recursive: true, force: true });
  });

  it("is given a lesson with a due date, by nbgrader's own plug-in for late submissions", async () => {
    await mkdir(at(), { recursive: true });
    await writeFile(at("late.py"), LATE);
    await writeFile(
      at("nbgrader_config.py"),
      `get_config().AssignLatePenalties.plugin_class = "late.ByHour"\n`,
    );
    await writeFile(place(`${NAME}.ipynb`), writeNotebook(LESSON));
    const { status, document } = await commands.run("release", place(`${NAME}.ipynb`), "--due", DUE);
    assert.equal(status, 0);
    assert.equal(document.due, new Date(DUE).toISOString());
    assert.match(
      await readFile(at("nbgrader_config.py"), "utf8"),
      /^# >>> neurones[\s\S]*<<<[^\n]*\nget_config.*ByHour"\n$/,
    );
    assert.equal((await commands.run("release", place(`${NAME}.ipynb`), "--due", "demain")).status, 2);
    students = classOf(
      SIZE,
      parseNotebook(await readFile(at("release", NAME, `${NAME}.ipynb`), "utf8"), NAME),
    );
    archive = Object.assign({}, ...students.map(({ files }) => files)) as typeof archive;
    await writeFile(place("TP3.zip"), zipOf(archive));
    await writeFile(place("classe.csv"), participantsTable(students));
    await writeFile(place("feuille.csv"), worksheetOf(students));
  });

  it("is collected, whatever interrupts it, with every file named and every student known", async () => {
    const { status, document, messages } = await interrupted(
      [
        "collect",
        place("TP3.zip"),
        "--class",
        place("classe.csv"),
        "--moodle",
        place("feuille.csv"),
        "--time-zone",
        "Europe/Paris",
      ],
      async () => existsSync(at("collected.part")),
      async () => (await countIn("submitted")) >= 2,
      async () => (await countIn("handed-in", NAME)) >= SIZE / 2,
    );
    assert.equal(status, 1, messages);
    const submissions = document.submissions as {
      student: string;
      file: string;
      time?: string;
      timeFrom: string;
    }[];
    const left = document.left as { file: string }[];
    assert.deepEqual(
      submissions.map(({ student }) => student).sort(),
      graded()
        .map(({ student }) => student)
        .sort(),
    );
    const named = new Set([...submissions, ...left].map(({ file }) => file.replace(/\.zip\/.*/, ".zip")));
    assert.deepEqual([...named].sort(), Object.keys(archive).sort(), "every file of the archive");
    for (const { student, time, timeFrom } of submissions) {
      const { minutesLate } = students.find((each) => each.student === student)!;
      assert.equal(timeFrom, "worksheet");
      assert.equal(time, new Date(Date.parse(DUE) + minutesLate * 60_000).toISOString());
    }
    assert.deepEqual(
      (document.missing as Record<string, string[]>)[NAME].sort(),
      students
        .filter(({ points }) => points === undefined)
        .map(({ name }) => name)
        .sort(),
    );
    assert.deepEqual(
      (await readdir(at("submitted"))).sort(),
      graded()
        .map(({ student }) => student)
        .sort(),
    );
  });

  it("is graded, whatever interrupts it: between results, and while the gradebook is written", async () => {
    const { status, messages } = await interrupted(
      ["grade", NAME, "--parallel", "2"],
      async () => (await countIn("results", NAME)) >= 3,
      async () => (await countIn("autograded")) >= 1,
      async () => (await countIn("recorded", NAME)) >= SIZE / 2,
    );
    assert.equal(status, 0, messages);
    assert.equal((await commands.run("grade", NAME)).status, 0);
  });

  it("leaves grades empty in Moodle's worksheet while answers in words wait for their marks", async () => {
    const { status, document } = await commands.run(
      "grades",
      NAME,
      "--moodle",
      place("feuille.csv"),
      "--out",
      place("attente.csv"),
    );
    assert.equal(status, 1);
    const waiting = graded().filter(({ hasText }) => hasText);
    assert.ok(waiting.length > 0);
    const left = document.left as { participant: string; why: string }[];
    for (const { participant } of waiting)
      assert.match(
        left.find((row) => row.participant === String(participant))!.why,
        /à noter à la main 1 réponse/,
      );
    const byHand = `
import sys
from nbgrader.api import Gradebook
with Gradebook(sys.argv[1]) as gradebook:
    for student in sys.argv[2:]:
        grade = gradebook.find_grade("03-que-dire", "${NAME}", "${NAME}", student)
        grade.manual_score, grade.needs_manual_grade = ${BY_HAND}, False
    gradebook.db.commit()
`;
    const python = path.join(
      ROOT,
      ".venv",
      process.platform === "win32" ? "Scripts/python.exe" : "bin/python",
    );
    const { code: exit, output } = await outcomeOf(
      spawn(
        python,
        ["-c", byHand, `sqlite:///${at("gradebook.db")}`, ...waiting.map(({ student }) => student)],
        {
          stdio: ["ignore", "pipe", "pipe"],
        },
      ),
    );
    assert.equal(exit, 0, output);
  });

  it("is given back by the archive that Moodle takes, whatever interrupts the command", async () => {
    const { status, messages } = await interrupted(
      ["feedback", NAME, "--moodle"],
      async () => (await countIn("feedback")) >= 2,
      async () => existsSync(at("feedback", `${NAME}-moodle.zip`)),
    );
    assert.equal(status, 0, messages);
    const entries = readZip(await readFile(at("feedback", `${NAME}-moodle.zip`)), "x.zip");
    assert.deepEqual(
      entries.map(({ name }) => name).sort(),
      graded()
        .map(({ name, participant }) => `Groupe A-${name}_${participant}_assignfeedback_file_/${NAME}.html`)
        .sort(),
    );
    for (const { student, minutesLate } of graded()) {
      const page = await readFile(at("feedback", student, NAME, `${NAME}.html`), "utf8");
      assert.equal(/Remis avec 1 h 1 min de retard/.test(page), minutesLate > 0, student);
    }
    for (const entry of entries)
      assert.match(entry.read().toString("utf8"), /^<!DOCTYPE html>[\s\S]*<\/html>\s*$/);
  });

  it("has every mark exactly in Moodle's worksheet, and no other byte changed, whatever interrupts the command", async () => {
    const out = place("notes-moodle.csv");
    const { status, document } = await interrupted(
      ["grades", NAME, "--moodle", place("feuille.csv"), "--out", out],
      async () => new Promise((resolve) => setTimeout(resolve, 1500, true)),
      async () => existsSync(out),
    );
    const pointsOf = ({ points = 0, hasText }: ClassStudent) => points + (hasText ? BY_HAND : 0);
    const text = await readFile(out, "utf8");
    assert.equal(
      text,
      worksheetOf(students, (student) =>
        student.points === undefined
          ? ""
          : `"${((20 * pointsOf(student)) / MAXIMUM).toFixed(2).replace(".", ",")}"`,
      ),
    );
    const written = document.written as { student: string; points: number }[];
    assert.deepEqual(
      written.map(({ student, points }) => [student, points]),
      graded().map((student) => [student.student, pointsOf(student)]),
    );
    // Whoever handed in what cannot be graded is named; whoever handed in nothing is expected.
    const left = document.left as { participant: string; isExpected: boolean }[];
    assert.deepEqual(
      left.map(({ participant, isExpected }) => [Number(participant), isExpected]),
      students
        .filter(({ points }) => points === undefined)
        .map(({ participant, files }) => [participant, Object.keys(files).length === 0]),
    );
    assert.equal(status, left.every(({ isExpected }) => isExpected) ? 0 : 1);
    const table = await commands.run("grades", NAME, "--by-question", "--out", place("notes.csv"));
    assert.equal(table.status, 0, table.messages);
    const [header, ...rows] = (await readFile(place("notes.csv"), "utf8")).trimEnd().split("\r\n");
    assert.match(header, /03-essai : retard \(min\),03-essai : pénalité,total,maximum,à corriger$/);
    assert.equal(rows.length, SIZE);
  });

  it("has no half-written file left anywhere", async () => {
    const all = await readdir(at(), { recursive: true });
    assert.deepEqual(
      all.filter((name) => /\.part$|\.new$/.test(name) && !name.includes("release")),
      [],
    );
  });
});
