/** What the course's folder knows: which results the gradebook holds, and which version a submission comes from. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Course } from "../../grading/course.js";
import { editionOf, editionsOf } from "../../grading/editions.js";
import { prepareSubmission } from "../../grading/marking/prepare-submission.js";
import { writeNotebook, type Notebook } from "../../grading/notebook-file.js";
import { digestOfResult, isRecorded, noteRecorded } from "../../grading/recorded.js";
import { studentVersion } from "../../grading/student-version.js";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "../setup/clone.js";
import { LESSON } from "./lesson.js";
import { edited } from "./sandboxed-grading.js";

const NAME = "03-essai";

describe("the folder of a course", () => {
  let root: string;
  let course: Course;
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  };

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "neurones-cours-"));
    course = new Course(layoutOf(ROOT), root);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("knows that the gradebook holds a result by the content of the result, wherever the command was ended", async () => {
    const holds = () => isRecorded(course, "zoe", NAME);
    assert.equal(await holds(), false);
    await write(course.result("zoe", NAME), "12 points");
    assert.equal(await holds(), false, "ended after the result was written");
    await write(course.graded("zoe", NAME), "{}");
    assert.equal(await holds(), false, "ended after nbgrader had written its notebook");
    await noteRecorded(course, "zoe", NAME, (await digestOfResult(course, "zoe", NAME))!);
    assert.equal(await holds(), true);
    await write(course.result("zoe", NAME), "0 points");
    assert.equal(await holds(), false, "ended after a later result was written");
    await noteRecorded(course, "zoe", NAME, (await digestOfResult(course, "zoe", NAME))!);
    await rm(course.graded("zoe", NAME));
    assert.equal(await holds(), false, "ended while nbgrader wrote its notebook again");
  });

  it("compares a submission with the version that it was made from, and gives the points of the present one", async () => {
    const mended = edited(
      (cell) =>
        cell.id === "03-droite-test"
          ? [
              {
                ...cell,
                source: `exercises.check("03-droite", droite);`,
                metadata: {
                  ...cell.metadata,
                  nbgrader: { ...cell.metadata.nbgrader!, points: 5 },
                },
              },
            ]
          : [cell],
      LESSON,
    );
    const other: Notebook = edited((cell) => (cell.id === "03-lineaire" ? [] : [cell]), LESSON);
    await write(course.source(NAME), writeNotebook(mended));
    for (const version of [mended, LESSON, other])
      await course.keepVersion(NAME, Buffer.from(writeNotebook(version)));
    const editions = await editionsOf(course, NAME);
    assert.deepEqual(
      editions.map(({ language, isReplaced }) => [language, isReplaced]),
      [
        ["fr", undefined],
        ["fr", true],
      ],
      "neither the present version again, nor one with other questions",
    );
    const submitted = studentVersion(LESSON);
    const edition = editionOf(editions, submitted);
    assert.equal(edition.isReplaced, true);
    const { refused, cells } = prepareSubmission(edition.lesson, submitted);
    assert.deepEqual(refused, []);
    assert.deepEqual(
      cells.flatMap(({ test }) => (test === undefined ? [] : [test.points])),
      [2, 1, 5],
    );
    assert.equal(editionOf(editions, studentVersion(mended)).isReplaced, undefined);
  });

  it("has names for students, whatever they are called", async () => {
    await write(course.names, `{ "zoe": "Zoé Martin" }`);
    const names = await course.knownNames();
    assert.deepEqual([names.zoe, names.constructor, names.toString], ["Zoé Martin", undefined, undefined]);
  });
});
