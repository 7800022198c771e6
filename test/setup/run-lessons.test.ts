import assert from "node:assert/strict";
import path from "node:path";
import { layoutOf } from "../../system/layout.js";
import { describeFailure, readLessonArguments } from "../../commands/lessons/run-lessons.js";
import { findLessons } from "../../system/find-lessons.js";
import { ROOT } from "./clone.js";

describe("lesson command", () => {
  it("reads files and the folder for the results", () => {
    assert.deepEqual(readLessonArguments(["06-mnist", "--out", "mes résultats", "all"]), {
      files: ["06-mnist", "all"],
      out: "mes résultats",
    });
    assert.deepEqual(readLessonArguments(["a.ipynb", "--out=x"]), { files: ["a.ipynb"], out: "x" });
    for (const wrong of [[], ["--out"], ["a", "--out"], ["a", "--out="], ["--all"]]) {
      assert.throws(() => readLessonArguments(wrong), /Usage : npm run lesson/, wrong.join(" "));
    }
  });

  it("says which lessons there are when one is not found", async () => {
    await assert.rejects(findLessons(layoutOf(ROOT), "07-mnist"), /Leçon introuvable : « 07-mnist »/);
    await assert.rejects(findLessons(layoutOf(ROOT), path.join(ROOT, "package.json")), /Leçon introuvable/);
  });

  it("puts a failing cell on one line: cell, line, error", () => {
    const failure = {
      number: 7,
      name: "TypeError",
      message: "x is undefined\nsecond line",
      traceback:
        "\x1b[31mTypeError\x1b[39m: x is undefined\n    at f (Cell [7], line 3)\n    at Cell [7], line 9",
    };
    assert.equal(
      describeFailure("06-mnist", failure),
      "06-mnist : cellule 7, ligne 3 : TypeError : x is undefined",
    );
    assert.equal(
      describeFailure("06", { ...failure, message: "Cell [7], line 3: x is undefined" }),
      "06 : cellule 7, ligne 3 : TypeError : x is undefined",
    );
    assert.equal(
      describeFailure("06", { ...failure, traceback: "" }),
      "06 : cellule 7 : TypeError : x is undefined",
    );
  });
});
