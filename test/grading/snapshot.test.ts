/** The snapshot from which the program in the sandbox starts: it grades as one that reads all declarations, and holds no more. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import type { SandboxConfiguration } from "../../grading/sandbox/configuration.js";
import { withSnapshot } from "../../grading/sandbox/snapshot.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { ROOT } from "../setup/clone.js";
import {
  answered,
  edited,
  grade,
  makeTestSandbox,
  pointsOf,
  RIGHT,
  type TestSandbox,
} from "./sandboxed-grading.js";

/** A cell that is nested too deeply for the stack of a process. */
const DEEP = `const profond = ${"(".repeat(6000)}1${")".repeat(6000)};\nconsole.log("profond", profond);`;

describe("the snapshot of the sandbox", function () {
  let sandbox: TestSandbox;
  before(async function () {
    const made = await makeTestSandbox();
    if (made === undefined) return this.skip();
    sandbox = made;
  });
  after(() => sandbox?.remove());

  const withoutSnapshot = (): SandboxConfiguration => {
    const { image, packages } = sandbox.files;
    return { ...sandbox, files: { image, packages } };
  };

  it("is tried before it is used; where a Node fails, it is not made again, and grading does without", async function () {
    const { confinement, files } = sandbox;
    const places = (await readdir(files.image)).filter((name) =>
      name.startsWith(`snapshot-${process.version}-`),
    );
    assert.equal(places.length, 1, "nothing half made is left");
    const [contents] = await Promise.all(places.map((place) => readdir(path.join(files.image, place))));
    assert.equal(contents.length, files.snapshot === undefined ? 0 : 1);
    assert.deepEqual(
      await withSnapshot(confinement, { image: files.image, packages: files.packages }),
      files,
    );
    if (process.versions.node.startsWith("20.")) assert.ok(files.snapshot !== undefined);
  });

  it("grades as a program that reads all declarations, a deeply nested cell too", async function () {
    if (sandbox.files.snapshot === undefined) return this.skip();
    let place = 0;
    const wrong = edited(
      (cell) =>
        cell.cell_type === "code" && place++ === 0
          ? [cell, { ...cell, id: "profond", metadata: {}, source: DEEP }]
          : [cell],
      answered({ ...RIGHT, "03-lineaire": `const reponse: number = "b";` }),
    );
    const [ours, other] = [await grade(wrong, sandbox), await grade(wrong, withoutSnapshot())];
    assert.deepEqual(ours, { ...other, seconds: ours.seconds });
    assert.deepEqual(pointsOf(ours), { logistique: 2, lineaire: 0, droite: 3 });
    assert.match(JSON.stringify(ours.cells), /profond 1/);
  });

  it("holds no hint or explanation of an exercise, and no path of the instructor's", async function () {
    if (sandbox.files.snapshot === undefined) return this.skip();
    const blob = await readFile(path.join(sandbox.files.image, sandbox.files.snapshot!));
    const holds = (text: string) =>
      (["latin1", "utf16le"] as const).some((encoding) => blob.includes(Buffer.from(text, encoding)));
    assert.ok(holds("/course/node_modules/typescript"), "its paths are those of the sandbox");
    // The catalogue would be there as a whole: a sentence of each lesson tells it.
    const byLesson = new Map([...EXERCISES.values()].map(({ id, hints }) => [id.slice(0, 2), hints[0].fr]));
    const sentences = [...byLesson.values()].map((sentence) => sentence.slice(0, 40));
    assert.ok(sentences.length > 5);
    assert.deepEqual(
      [ROOT, homedir(), sandbox.files.image]
        .filter((one) => one.length > 1)
        .concat(sentences)
        .filter(holds),
      [],
    );
  });

  it("is not needed: where it cannot be made, the command says so", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-image-"));
    const { warn } = console;
    let warned = "";
    console.warn = (text: string) => void (warned += text);
    try {
      const image = path.join(folder, "image");
      await mkdir(path.join(image, "dist", "grading", "sandbox-program"), { recursive: true });
      await writeFile(path.join(image, "dist", "grading", "sandbox-program", "snapshot.js"), "");
      const files = { image, packages: sandbox.files.packages };
      const failing = {
        ...sandbox.confinement,
        start: () => ({ command: "/bin/sh", args: ["-c", "echo pas de bac >&2; exit 3"] }),
      };
      assert.deepEqual(await withSnapshot(failing, files), files);
      assert.match(warned, /chaque copie démarrera plus lentement \(3 pas de bac\)/);
      assert.deepEqual(await readdir(image), ["dist"], "nothing half made is left");
    } finally {
      console.warn = warn;
      await rm(folder, { recursive: true, force: true });
    }
  });
});
