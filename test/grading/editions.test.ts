import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { editionOf, otherEdition, speaking, type Edition } from "../../grading/editions.js";
import { studentVersion } from "../../grading/student-version.js";
import { language, say, setLanguage } from "../../src/language/language.js";
import { ENGLISH_LESSON, LESSON } from "./lesson.js";
import { edited } from "./sandboxed-grading.js";

const HELLO = { fr: "Bonjour", en: "Hello" };

describe("grading: editions", () => {
  const editions: readonly Edition[] = [
    { language: "fr", lesson: LESSON },
    { language: "en", lesson: ENGLISH_LESSON },
  ];

  it("are recognised in a submission, whatever its student has changed in it", () => {
    for (const edition of editions) {
      const released = studentVersion(edition.lesson);
      const changed = edited(
        (cell) => (/test$/.test(cell.id ?? "") ? [cell] : [{ ...cell, source: "// autre" }]),
        released,
      );
      const noTest = edited((cell) => (/test$/.test(cell.id ?? "") ? [] : [cell]), released);
      for (const submitted of [released, changed, noTest])
        assert.equal(editionOf(editions, submitted).language, edition.language);
    }
  });

  it("speak their language, several at once, and leave the language of the command", async () => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
    const speak = async () => {
      const said = [say(HELLO)];
      await pause();
      return [...said, say(HELLO)];
    };
    const both = [speaking("en", speak), speaking("fr", speak)];
    assert.equal(say(HELLO), "Bonjour");
    assert.deepEqual(await Promise.all(both), [
      ["Hello", "Hello"],
      ["Bonjour", "Bonjour"],
    ]);
    setLanguage("en");
    assert.equal(language(), "en");
    setLanguage("fr");
    assert.equal(language(), "fr");
  });

  it("lie in folders beside each other; a lesson elsewhere has no other edition", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-editions-"));
    try {
      for (const name of ["fr", "en", "autre"]) await mkdir(path.join(folder, name));
      const english = path.join(folder, "en", "01.ipynb");
      await writeFile(english, "{}");
      assert.equal(otherEdition(path.join(folder, "fr", "01.ipynb"), "en"), english);
      assert.equal(otherEdition(path.join(folder, "fr", "02.ipynb"), "en"), undefined);
      assert.equal(otherEdition(path.join(folder, "autre", "01.ipynb"), "en"), undefined);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
