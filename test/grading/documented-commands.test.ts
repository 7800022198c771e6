/**
 * docs/grading.md, followed line by line: its commands are typed as they stand there, in their order, by an instructor whose
 * browser has put Moodle's files where the document says. Only in `npm run test:long`, since it takes minutes.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readZip } from "../../grading/collect/zip.js";
import { roleCells } from "../../grading/convention.js";
import { parseNotebook, writeNotebook, type Notebook } from "../../grading/notebook-file.js";
import { findConfinement } from "../../grading/sandbox/confinement.js";
import { studentVersion } from "../../grading/student-version.js";
import { eventually, outcomeOf, ROOT, type Outcome } from "../setup/clone.js";
import { documentedBlock, documentedCommands } from "./documented-commands.js";
import { DUE, participantsTable, worksheetOf, type ClassStudent } from "./moodle-class.js";
import { edited } from "./sandboxed-grading.js";
import { zipOf } from "./zip-file.js";

const NAME = "03-perceptron";
const IS_LONG = process.env["NEURONES_LONG"] === "1";

/** The points of the lesson's tests. */
const pointsOf = (lesson: Notebook): number =>
  roleCells(lesson).reduce((sum, { role, points }) => sum + (role === "test" ? points : 0), 0);

/** A student who hands in the lesson with the right answers, or as it was given out. */
function student(
  lesson: Notebook,
  first: string,
  last: string,
  participant: number,
  minutesLate: number,
): ClassStudent {
  const isRight = last !== "Blanc";
  const solutions = new Map(
    roleCells(lesson).flatMap(({ role, gradeId, cell }) =>
      role === "answer" ? [[gradeId, cell.source]] : [],
    ),
  );
  const notebook = edited((cell) => {
    const solution = solutions.get(cell.metadata.nbgrader?.grade_id ?? "");
    return [{ ...cell, source: isRight && solution !== undefined ? solution : cell.source }];
  }, studentVersion(lesson));
  const name = `${first} ${last}`;
  return {
    name,
    first,
    last,
    student: `${first}-${last}-${participant}`.toLowerCase().replace("é", "e"),
    participant,
    files: { [`${name}_${participant}_assignsubmission_file_/${NAME}.ipynb`]: writeNotebook(notebook) },
    minutesLate,
    points: isRight ? pointsOf(lesson) : 0,
    hasText: false,
  };
}

describe("the commands of docs/grading.md, typed as they stand there", function () {
  let folder: string;
  let lines: string[];
  let document: string;
  let students: ClassStudent[];
  /** A folder with the clone's commands, for the files that they write where they are typed. */
  const clone = (...parts: string[]) => path.join(folder, "neurones", ...parts);
  const course = (...parts: string[]) => clone("evaluation", ...parts);
  const downloads = (name: string) => path.join(folder, "Downloads", name);

  const type = (line: string) =>
    spawn("sh", ["-c", line], {
      cwd: clone(),
      // The browser that `npm start` opens is a program that does nothing.
      env: {
        ...process.env,
        LC_ALL: "C.UTF-8",
        HOME: folder,
        NEURONES_COURSE: course(),
        BROWSER: "true",
        TZ: "Europe/Paris",
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });

  /** Types a command that goes on until Ctrl-C, and ends it once its page is ready. */
  async function typeAndEnd(line: string): Promise<Outcome> {
    const child = type(line);
    let output = "";
    child.stdout.on("data", (text: Buffer) => (output += text.toString()));
    const ended = outcomeOf(child);
    await eventually(line, () => /est prêt :/.test(output) || child.exitCode !== null, 300);
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGINT");
    const { code, output: all } = await ended;
    return { code: /est prêt :/.test(output) ? 0 : code, output: all };
  }

  async function follow(line: string): Promise<void> {
    const { code, output } = await (line.startsWith("npm start") ? typeAndEnd(line) : outcomeOf(type(line)));
    assert.equal(code, 0, `${line}\n${output}`);
  }

  const totals = async () => {
    await follow("npm run grades -- --out notes.csv");
    const [header, ...rows] = (await readFile(clone("notes.csv"), "utf8")).trimEnd().split("\r\n");
    const place = header.split(",").indexOf("total");
    return rows.map((row) => Number(row.split(",")[place]));
  };

  before(async function () {
    if (!IS_LONG || process.platform === "win32") this.skip();
    if ((await findConfinement(false).catch(() => undefined)) === undefined) this.skip();
    folder = await mkdtemp(path.join(tmpdir(), "neurones-document-"));
    document = await readFile(path.join(ROOT, "docs", "grading.md"), "utf8");
    lines = documentedCommands(document);
    await mkdir(path.join(folder, "Downloads"));
    await mkdir(clone());
    await copyFile(path.join(ROOT, "package.json"), clone("package.json"));
    await symlink(path.join(ROOT, "kernel-setup"), clone("kernel-setup"));
    const lesson = parseNotebook(
      await readFile(path.join(ROOT, "notebooks", "fr", `${NAME}.ipynb`), "utf8"),
      NAME,
    );
    students = [
      student(lesson, "Zoé", "Martin", 123456, -60),
      student(lesson, "Ana", "Nguyen", 123457, 61),
      student(lesson, "Tom", "Blanc", 123458, -5),
    ];
    const files = Object.assign({}, ...students.map((each) => each.files)) as Record<string, string>;
    await writeFile(downloads("TP3.zip"), zipOf(files));
    await writeFile(downloads("participants.csv"), participantsTable(students));
    await writeFile(downloads("Notes-TP3.csv"), worksheetOf(students));
  });
  after(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  it("all end as the document says", async function () {
    this.timeout(0);
    assert.ok(lines.length >= 16, lines.join("\n"));
    for (const line of lines) {
      const begun = performance.now();
      await follow(line);
      console.log(`      ${Math.round((performance.now() - begun) / 1000)} s  ${line}`);
    }
  });

  it("are those of the table of steps", () => {
    for (const [, line] of document.matchAll(/^\| \[\d.*?\| `(npm [^`]+)` /gm))
      assert.ok(lines.includes(line), line);
  });

  it("leave the files that the document names, with the right marks", async () => {
    const [{ student: zoe }] = students;
    for (const file of [
      course("release", NAME, `${NAME}.ipynb`),
      course("release-en", NAME, `${NAME}.ipynb`),
      course("kit", "neurones.zip"),
      course("results", NAME, "classe.html"),
      course("feedback", zoe, NAME, `${NAME}.html`),
    ])
      assert.ok(existsSync(file), file);
    const pages = readZip(await readFile(course("feedback", `${NAME}-moodle.zip`)), "pages.zip");
    assert.deepEqual(
      pages.map(({ name }) => name).sort(),
      students
        .map(({ name, participant }) => `${name}_${participant}_assignfeedback_file_/${NAME}.html`)
        .sort(),
    );
    const { status, lessons } = JSON.parse(await readFile(clone("result.json"), "utf8")) as {
      readonly status: number;
      readonly lessons: readonly { readonly lesson: string }[];
    };
    assert.deepEqual([status, lessons.map(({ lesson }) => lesson)], [0, [NAME]]);
    const byName = [...students].sort((a, b) => a.student.localeCompare(b.student));
    assert.deepEqual(
      await totals(),
      byName.map(({ points }) => points),
    );
    assert.match(await readFile(clone("notes-TP3.csv"), "utf8"), /"Participant 123458".*,"?0,00"?,"20,00"/);
  });

  it("take the rules for late submissions that the document shows", async () => {
    const byName = [...students].sort((a, b) => a.student.localeCompare(b.student));
    const without = (penalty: (points: number) => number) =>
      byName.map(({ points = 0, minutesLate }) => (minutesLate > 0 ? points - penalty(points) : points));
    assert.ok(document.includes(`--due ${DUE}`));
    await appendFile(course("nbgrader_config.py"), `${documentedBlock(document, "penalty_method")}\n`);
    assert.deepEqual(
      await totals(),
      without((points) => points),
    );
    await writeFile(course("late.py"), `${documentedBlock(document, "class ByHour")}\n`);
    const [, line] = /`(c\.AssignLatePenalties\.plugin_class = [^`]+)`/.exec(document) ?? [];
    await appendFile(course("nbgrader_config.py"), `${line}\n`);
    assert.deepEqual(
      await totals(),
      without(() => 2),
    );
  });
});
