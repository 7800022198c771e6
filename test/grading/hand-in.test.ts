/** When submissions were handed in, and what nbgrader's configuration keeps of an instructor's own settings. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LeftFile, SourceFile } from "../../grading/collect/files.js";
import { Course } from "../../grading/course.js";
import { dueDate } from "../../grading/handed-in/due-date.js";
import { readHandIn, storeHandIn } from "../../grading/handed-in/hand-in.js";
import { HandInTimes } from "../../grading/handed-in/hand-in-times.js";
import { instantOf } from "../../grading/handed-in/local-time.js";
import { timeIn, timestampText } from "../../grading/handed-in/timestamp.js";
import { writeConfiguration } from "../../grading/nbgrader/configuration.js";
import { Worksheet } from "../../grading/moodle/worksheet.js";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "../setup/clone.js";

const FILE_TIME = new Date("2026-03-01T10:00:00Z");
const source = (name: string, text = ""): SourceFile => ({
  name,
  modified: FILE_TIME,
  read: () => Promise.resolve(Buffer.from(text)),
});

describe("the time of a hand-in", () => {
  it("is read from nbgrader's file in each form that nbgrader writes", () => {
    const CASES: Readonly<Record<string, string | undefined>> = {
      "2026-12-01 22:59:00 UTC\n": "2026-12-01T22:59:00.000Z",
      "2026-12-01 22:59:00.948203 Europe/Paris": "2026-12-01T21:59:00.000Z",
      "2026-12-01 22:59": "2026-12-01T22:59:00.000Z",
      "2026-12-01T23:59+01:00": "2026-12-01T22:59:00.000Z",
      "2026-12-01 17:59:00 -0500": "2026-12-01T22:59:00.000Z",
      "2026-12-01 22:59:00 Mars/Olympus": undefined,
      "2026-13-01 22:59:00 UTC": undefined,
      demain: undefined,
      "": undefined,
    };
    for (const [text, expected] of Object.entries(CASES))
      assert.equal(timeIn(text)?.toISOString(), expected, text);
    const now = new Date("2026-12-01T22:59:07Z");
    assert.deepEqual(timeIn(timestampText(now)), now);
  });

  it("is that of a clock in its zone, in summer and in winter", () => {
    const clock = { year: 2026, month: 7, day: 1, hour: 12, minute: 0, second: 0 };
    assert.equal(instantOf(clock, "Europe/Paris")?.toISOString(), "2026-07-01T10:00:00.000Z");
    assert.equal(
      instantOf({ ...clock, month: 1 }, "Europe/Paris")?.toISOString(),
      "2026-01-01T11:00:00.000Z",
    );
    assert.equal(instantOf({ ...clock, month: 2, day: 30 }, "UTC"), undefined);
  });

  it("is Moodle's by the worksheet alone, nbgrader's by its file, else the file's", async () => {
    const worksheet = Worksheet.read(
      "Identifiant,Note,Note maximale,Dernière modification (travail remis),Dernière modification (note)\n" +
        'Participant7,,20,"mercredi 10 juin 2026, 14:14",-\n',
      "x.csv",
    );
    const left: LeftFile[] = [];
    const moodle = (number: number) => source(`Zoé_${number}_assignsubmission_file_/a.ipynb`);
    const files = [
      moodle(7),
      moodle(8),
      source("ana/03/a.ipynb"),
      source("ana/03/timestamp.txt", "2026-02-02 08:00:00 UTC"),
      source("bob/a.ipynb"),
      source("bob/timestamp.txt", "hier"),
    ];
    const { times, rest } = await HandInTimes.read(files, left, worksheet, "Europe/Paris");
    assert.deepEqual(
      rest.map((file) => {
        const { name, time, timeFrom, participant } = { name: file.name, ...times.handInOf(file) };
        return [name, timeFrom, time, participant?.number];
      }),
      [
        [moodle(7).name, "worksheet", "2026-06-10T12:14:00.000Z", "7"],
        [moodle(8).name, "unknown", undefined, "8"],
        ["ana/03/a.ipynb", "timestamp", "2026-02-02T08:00:00.000Z", undefined],
        ["bob/a.ipynb", "file", FILE_TIME.toISOString(), undefined],
        ["bob/timestamp.txt", "file", FILE_TIME.toISOString(), undefined],
      ],
    );
    assert.deepEqual(
      left.map(({ name, isByproduct }) => [name, isByproduct]),
      [["ana/03/timestamp.txt", true]],
    );
  });

  it("is compared with a due date that has a time", () => {
    assert.equal(dueDate("2026-12-01T23:59+01:00"), "2026-12-01T22:59:00.000Z");
    assert.equal(dueDate("none"), "none");
    assert.throws(
      () => dueDate("2026-12-01"),
      /--due attend une date avec son heure, comme 2026-12-01T23:59\+01:00/,
    );
  });
});

describe("what the course's folder keeps", () => {
  let root: string;
  let course: Course;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "neurones-cours-"));
    course = new Course(layoutOf(ROOT), root);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("is how a submission came in; without a known time, nbgrader gets none", async () => {
    const handIn = {
      file: "a.ipynb",
      modified: FILE_TIME.toISOString(),
      time: FILE_TIME.toISOString(),
      timeFrom: "file",
    } as const;
    const timestamp = () =>
      readFile(course.path("submitted", "zoe", "03", "timestamp.txt"), "utf8").catch(() => undefined);
    await storeHandIn(course, "zoe", "03", handIn);
    assert.equal(await timestamp(), "2026-03-01 10:00:00 UTC\n");
    assert.deepEqual(await readHandIn(course, "zoe", "03"), handIn);
    await storeHandIn(course, "zoe", "03", {
      file: "a.ipynb",
      modified: handIn.modified,
      timeFrom: "unknown",
    });
    assert.equal(await timestamp(), undefined);
  });

  it("is stored before nbgrader's file: a time without a record would make the same file an older one", async () => {
    await mkdir(course.path("submitted", "ana", "03", "timestamp.txt"), { recursive: true });
    const handIn = {
      file: "a.ipynb",
      modified: "2026-02-01T10:00:00.000Z",
      time: "2026-03-01T10:00:00.000Z",
      timeFrom: "worksheet",
    } as const;
    await assert.rejects(storeHandIn(course, "ana", "03", handIn));
    assert.deepEqual(await readHandIn(course, "ana", "03"), handIn);
  });

  it("is the instructor's own settings of nbgrader, below our lines, however often these are written", async () => {
    const file = course.path("nbgrader_config.py");
    const own = `c.LateSubmissionPlugin.penalty_method = "zero"\n`;
    await writeConfiguration(course);
    const ours = await readFile(file, "utf8");
    await writeFile(file, ours + own);
    await writeConfiguration(course);
    assert.equal(await readFile(file, "utf8"), ours + own);
    await writeFile(file, `${ours.replace(process.execPath, "/old/node")}${own}`);
    await writeConfiguration(course);
    assert.equal(await readFile(file, "utf8"), ours + own, "our lines are brought up to date");
    await writeFile(file, own);
    await writeConfiguration(course);
    assert.equal(await readFile(file, "utf8"), ours + own, "a file without our lines gets them");
    const earlier = `"""Written by the course's commands, which update it when Node or the clone has moved."""
import sys
sys.path.insert(0, "/x")
from neurones_nbgrader import configure
configure(get_config(), "/course", "/node")
`;
    await writeFile(file, earlier);
    await writeConfiguration(course);
    assert.equal(await readFile(file, "utf8"), ours);
  });
});
