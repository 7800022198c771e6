import assert from "node:assert/strict";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { deliverLessons } from "../../delivery/work-folder.js";
import { writeNotebook } from "../../grading/notebook-file.js";
import { studentTexts } from "../../grading/student-texts.js";
import { layoutOf, type Layout } from "../../system/layout.js";
import { LESSON, markdown } from "../grading/lesson.js";

describe("the student's folder", () => {
  let layout: Layout;
  beforeEach(async () => {
    layout = layoutOf(await mkdtemp(path.join(tmpdir(), "neurones-travail-")));
    await mkdir(layout.lessons, { recursive: true });
    await lesson("une");
  });
  afterEach(() => rm(layout.root, { recursive: true, force: true }));

  const deliver = async () => deliverLessons(layout, await studentTexts(layout));
  const lesson = (edition: string) =>
    writeFile(
      path.join(layout.lessons, "03-essai.ipynb"),
      writeNotebook({ ...LESSON, cells: [...LESSON.cells, markdown("edition", `édition ${edition}`)] }),
    );
  const work = (name = "03-essai.ipynb") => path.join(layout.work, name);
  const edition = async (name: string) => /édition (\S+?)"/.exec(await readFile(work(name), "utf8"))?.[1];
  const NEW = "03-essai (nouvelle version).ipynb";
  const NEWER = "03-essai (nouvelle version 2).ipynb";

  it("receives every lesson without solutions, once", async () => {
    assert.deepEqual(await deliver(), [{ file: "03-essai.ipynb", beside: false }]);
    assert.doesNotMatch(await readFile(work(), "utf8"), /BEGIN SOLUTION/);
    assert.deepEqual(await deliver(), []);
  });
  it("replaces an unchanged lesson by its new version", async () => {
    await deliver();
    await lesson("deux");
    assert.deepEqual(await deliver(), [{ file: "03-essai.ipynb", beside: false }]);
    assert.deepEqual(await readdir(layout.work), ["03-essai.ipynb"]);
  });
  it("never overwrites a changed lesson; each newer version is written beside it under a new name", async () => {
    await deliver();
    await appendFile(work(), " ");
    assert.deepEqual(await deliver(), [], "the same version does not come twice");
    await lesson("deux");
    assert.deepEqual(await deliver(), [{ file: NEW, beside: true }]);
    assert.deepEqual(await deliver(), []);
    await lesson("trois");
    assert.deepEqual(await deliver(), [{ file: NEW, beside: true }], "untouched, so replaced");
    await appendFile(work(NEW), " ");
    await lesson("quatre");
    assert.deepEqual(await deliver(), [{ file: NEWER, beside: true }]);
    assert.deepEqual(await Promise.all(["03-essai.ipynb", NEW, NEWER].map(edition)), [
      "une",
      "trois",
      "quatre",
    ]);
  });
  it("overwrites nothing when the stored digests are missing", async () => {
    await deliver();
    await appendFile(work(), " ");
    await rm(path.join(layout.root, ".neurones"), { recursive: true });
    assert.deepEqual(await deliver(), [{ file: NEW, beside: true }]);
  });
  it("writes a deleted lesson again", async () => {
    await deliver();
    await rm(work());
    assert.deepEqual(await deliver(), [{ file: "03-essai.ipynb", beside: false }]);
  });
});
