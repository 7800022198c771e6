import assert from "node:assert/strict";
import { parseNotebook, writeNotebook } from "../../grading/notebook-file.js";
import { studentSource, studentVersion, UnclosedRegion } from "../../grading/student-version.js";
import { ENGLISH_LESSON, LESSON } from "./lesson.js";

describe("the student's version of a lesson", () => {
  it("replaces the solution by the stub, and leaves the rest unchanged", () => {
    const source =
      "const f = (z: number): number => {\n  // BEGIN SOLUTION\n  // STUB const a = 0;\n  // STUB return a;\n  return z * 2;\n  // END SOLUTION\n};";
    assert.equal(
      studentSource(source),
      "const f = (z: number): number => {\n  // À vous.\n  const a = 0;\n  return a;\n};",
    );
  });
  it("replaces a model answer by a request for an answer", () => {
    assert.equal(
      studentSource("Que dire ?\n\n<!-- BEGIN SOLUTION -->\nTout.\n<!-- END SOLUTION -->"),
      "Que dire ?\n\n*Votre réponse, à la place de cette ligne.*",
    );
  });
  it("removes hidden tests and marking notes", () => {
    assert.equal(
      studentSource(
        "a\n// BEGIN HIDDEN TESTS\nsecret\n// END HIDDEN TESTS\nb\n<!-- BEGIN MARK SCHEME -->\n2 points\n<!-- END MARK SCHEME -->",
      ),
      "a\nb",
    );
  });
  it("refuses regions that are not closed, opened twice or closed under another name", () => {
    for (const wrong of [
      "// BEGIN SOLUTION\nx",
      "x\n// END SOLUTION",
      "// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION",
      "// BEGIN SOLUTION\n// END HIDDEN TESTS",
    ]) {
      assert.throws(() => studentSource(wrong), UnclosedRegion, wrong);
    }
  });
  it("locks the test cells, clears outputs, and contains no part of a solution", () => {
    const lesson = {
      ...LESSON,
      cells: LESSON.cells.map((cell) =>
        cell.cell_type === "code"
          ? { ...cell, outputs: [{ output_type: "stream", name: "stdout", text: "b" }], execution_count: 3 }
          : cell,
      ),
    };
    const released = studentVersion(lesson);
    for (const cell of released.cells) {
      assert.deepEqual(
        [cell.metadata.editable, cell.metadata.deletable],
        cell.metadata.nbgrader?.locked === true ? [false, false] : [undefined, undefined],
      );
      if (cell.cell_type === "code") assert.deepEqual([cell.outputs, cell.execution_count], [[], null]);
    }
    assert.doesNotMatch(writeNotebook(released), /SOLUTION|STUB|Math\.exp|modèle de réponse|w1 \/ w2/);
  });
  it("has no state of widgets, which shows what a cell has drawn", () => {
    const { metadata } = studentVersion({
      ...LESSON,
      metadata: { ...LESSON.metadata, widgets: { state: {} } },
    });
    assert.deepEqual(metadata, LESSON.metadata);
  });
  it("speaks the language of the lesson", () => {
    const text = JSON.stringify(studentVersion(ENGLISH_LESSON));
    assert.match(
      text,
      /\/\/ Your turn\. Expected[\s\S]*Your answer, in the place of this line[\s\S]*To write here/,
    );
    assert.doesNotMatch(text, /À vous|Réponse attendue|Votre réponse/);
  });

  it("states the form of the answer in each answer cell, and in each text cell how to write there", () => {
    const sources = new Map(studentVersion(LESSON).cells.map(({ id, source }) => [id, source]));
    assert.match(
      sources.get("03-logistique")!,
      /^ {2}\/\/ À vous\. Réponse attendue : une fonction d’un argument qui renvoie \(return\) un nombre\.$/m,
    );
    assert.match(
      sources.get("03-lineaire")!,
      /^\/\/ À vous\. Réponse attendue : l’un de ces textes, avec ses guillemets : "a", "b", "c", "d"\.$/m,
    );
    assert.match(sources.get("03-droite")!, /un tableau de 2 nombres\.$/m);
    assert.match(
      sources.get("03-que-dire")!,
      /à la place de cette ligne\.\*\n\n\*\(Pour écrire ici : double-cliquez sur ce texte/,
    );
    assert.equal(sources.get("titre"), "# Une leçon");
  });
  it("is written as Jupyter writes it, and is the same when read back", () => {
    const text = writeNotebook(LESSON);
    assert.deepEqual(parseNotebook(text, "lesson"), LESSON);
    assert.match(text, /^\{\n "nbformat": 4,/);
  });
});

describe("a file that is not a notebook", () => {
  const wrong = [
    "",
    "{}",
    "[]",
    "null",
    '{"cells": 3}',
    '{"nbformat": 3, "cells": []}',
    '{"nbformat": 4, "cells": [7]}',
    '{"nbformat": 4, "cells": [{"cell_type": "code", "source": 3}]}',
    '{"nbformat": 4, "cells": [{"cell_type": "programme", "source": ""}]}',
  ];
  for (const text of wrong) {
    it(`is refused with a sentence: ${text || "(empty)"}`, () =>
      assert.throws(() => parseNotebook(text, "x.ipynb"), /« x\.ipynb » n’est pas un notebook lisible : .+/));
  }
});
