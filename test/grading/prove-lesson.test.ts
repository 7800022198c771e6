/** Lessons that would be marked wrongly are refused, with the cell and the reason. */
import assert from "node:assert/strict";
import { gradeSubmission } from "../../grading/marking/grade-submission.js";
import type { Notebook } from "../../grading/notebook-file.js";
import { proveLesson } from "../../grading/own-lessons/prove-lesson.js";
import { ENGLISH_LESSON, LESSON } from "./lesson.js";
import { edited, makeTestSandbox, type TestSandbox } from "./sandboxed-grading.js";

describe("a lesson is proved before it is given out", function () {
  let sandbox: TestSandbox;

  before(async function () {
    const made = await makeTestSandbox();
    if (made === undefined) return this.skip();
    sandbox = made;
  });
  after(() => sandbox?.remove());

  const prove = (lesson: Notebook) =>
    proveLesson("essai", lesson, (version, submitted) => gradeSubmission(version, submitted, sandbox));
  /** The lesson with another text in the place of one. */
  const changed = (before: string, after: string) =>
    edited((cell) => [{ ...cell, source: cell.source.replace(before, after) }], LESSON);

  it("and given out if its solutions are right, and blank answers earn nothing", async () => {
    await prove(LESSON);
    await prove(ENGLISH_LESSON);
  });

  it("and refused if a solution is wrong for some of the inputs that may be drawn", async () => {
    await assert.rejects(
      prove(changed("return 1 / (1 + Math.exp(-z));", "return z > 1.7 ? 0 : 1 / (1 + Math.exp(-z));")),
      (error: Error) => {
        assert.match(error.message, /La leçon essai n’est pas distribuée/);
        assert.match(
          error.message,
          /cellule 03-logistique : votre solution n’est pas jugée exacte\..* reçu 0, attendu /,
        );
        assert.equal(error.message.match(/cellule 03-/g)?.length, 1, "each cell once");
        return true;
      },
    );
  });

  it("and refused if a solution stops with an error, or a blank answer is right; all such cells are named", async () => {
    const broken = edited(
      (cell) => [
        {
          ...cell,
          source: cell.source
            .replace(`STUB const reponse = ""`, `STUB const reponse = "b"`)
            .replace("-b / w2", "zut"),
        },
      ],
      LESSON,
    );
    await assert.rejects(prove(broken), (error: Error) => {
      assert.match(error.message, /cellule 03-droite : votre solution n’est pas jugée exacte\..*zut/);
      assert.match(
        error.message,
        /cellule 03-lineaire : sans réponse, la version étudiante obtient 1 point sur 1/,
      );
      return true;
    });
  });
});
