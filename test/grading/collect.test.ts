import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { lessonOf, studentOf } from "../../grading/collect/recognise.js";
import { readZip } from "../../grading/collect/zip.js";
import { layoutOf } from "../../system/layout.js";
import { run } from "../../system/run-process.js";
import { ROOT } from "../setup/clone.js";
import { LESSON, markdown } from "./lesson.js";
import { zipOf } from "./zip-file.js";

describe("the student and the lesson of a submitted file", () => {
  const NAMES: Readonly<Record<string, string | undefined>> = {
    "Zoé Martin_123456_assignsubmission_file_/03-perceptron.ipynb": "zoe-martin-123456",
    "Zoé Martin_123456_assignsubmission_file_03-perceptron.ipynb": "zoe-martin-123456",
    "TP3-Zoé Martin_123456_assignsubmission_file/copie finale.ipynb": "tp3-zoe-martin-123456",
    "zoe/03-perceptron/03-perceptron.ipynb": "zoe",
    "zoe/03-perceptron.ipynb": "zoe",
    "groupe A/zoe/03-perceptron (nouvelle version 2).ipynb": "zoe",
    "03-perceptron_zoe.ipynb": "zoe",
    "zoe_03-perceptron.ipynb": "zoe",
    "zoe-martin-03-perceptron (1).ipynb": "zoe-martin",
    "Zoé D’Été 03-PERCEPTRON.ipynb": "zoe-d-ete",
    "copies\\zoe\\03-perceptron.ipynb": "zoe",
    "12345678.ipynb": "12345678",
    "03-perceptron.ipynb": undefined,
    "03-perceptron/03-perceptron (2).ipynb": undefined,
    "../../../etc/03-perceptron.ipynb": "etc",
  };
  for (const [file, student] of Object.entries(NAMES)) {
    it(`are recognised: the student of ${file}`, () =>
      assert.equal(studentOf(file, "03-perceptron"), student));
  }
  it("the folder names the student if several files have one name", () => {
    assert.equal(studentOf("groupe/zoe/devoir.ipynb", "03-perceptron", true), "zoe");
    assert.equal(studentOf("devoir.ipynb", "03-perceptron", true), undefined);
    assert.equal(studentOf("groupe A/zoe.ipynb", "03-perceptron"), "zoe");
  });
  it("the graded cells tell the lesson, whatever the file's name; without them the name does", () => {
    const lessons = new Map([
      ["01-structure", new Set(["01-bleues"])],
      ["03-perceptron", new Set(["03-logistique", "03-droite"])],
    ]);
    const empty = { ...LESSON, cells: [markdown("a", "rien")] };
    assert.equal(lessonOf(LESSON, "01-structure.ipynb", lessons), "03-perceptron");
    assert.equal(lessonOf(empty, "alice/01-structure.ipynb", lessons), "01-structure");
    assert.equal(lessonOf(empty, "alice/devoir.ipynb", lessons), undefined);
  });
});

describe("zip archives", () => {
  const { python } = layoutOf(ROOT);
  const files = { "a/é.txt": "un", "b.txt": "deux ".repeat(1000), "vide.txt": "" };
  it("give names, dates and contents", () => {
    const entries = readZip(zipOf(files), "x.zip");
    assert.deepEqual(
      Object.fromEntries(entries.map((entry) => [entry.name, entry.read().toString()])),
      files,
    );
    assert.deepEqual(entries[0].modified, new Date(2026, 2, 14, 12));
  });
  it("are the same to another program, which reads ours and writes what we read", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-zip-"));
    try {
      await writeFile(path.join(folder, "a.zip"), zipOf(files));
      const program = `
import zipfile
source = zipfile.ZipFile("a.zip")
assert source.testzip() is None
with zipfile.ZipFile("b.zip", "w") as target:
    for i, info in enumerate(source.infolist()):
        method = [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED][i % 2]
        target.writestr(zipfile.ZipInfo(info.filename, info.date_time), source.read(info), method)
`;
      const { code, output } = await run(python, ["-c", program], { quiet: true, cwd: folder });
      assert.equal(code, 0, output);
      const entries = readZip(await readFile(path.join(folder, "b.zip")), "b.zip");
      assert.deepEqual(
        entries.map((entry) => [entry.name, entry.modified, entry.read().toString()]),
        Object.entries(files).map(([name, text]) => [name, new Date(2026, 2, 14, 12), text]),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
  it("that are damaged or of another format are refused with a sentence", () => {
    const whole = zipOf(files);
    for (const wrong of [
      Buffer.alloc(0),
      Buffer.from("PK"),
      whole.subarray(0, -30),
      Buffer.concat([whole.subarray(40), Buffer.alloc(3)]),
    ]) {
      assert.throws(() => readZip(wrong, "x.zip").map((entry) => entry.read()), Error);
    }
    assert.throws(() => readZip(Buffer.from("rien"), "x.zip"), /n’est pas une archive zip lisible/);
  });
  it("do not unpack beyond the size limit", () => {
    const bomb = zipOf({ "a.txt": "", "bombe.ipynb": "0".repeat(70 * 2 ** 20) });
    assert.throws(() => readZip(bomb, "x.zip")[1].read());
  });
});
