/** The snapshot from which the program in the sandbox starts: it grades as one that reads all declarations, and holds no more. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import type { Confinement, SandboxConfiguration, SandboxFiles } from "../../grading/sandbox/configuration.js";
import { BLOB } from "../../grading/sandbox/program.js";
import { Sandbox, type Outcome } from "../../grading/sandbox/sandbox.js";
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
const DEEP = `const profond = ${"(".repeat(5000)}1${")".repeat(5000)};\nconsole.log("profond", profond);`;

/** A cell that loads all modules of Node, and fills most of the memory that the tests grant. */
const NEEDY = `import { builtinModules } from "node:module";
for (const name of builtinModules)
  try {
    process.getBuiltinModule(name);
  } catch (error) {
    console.log(name, String(error));
  }
console.log(new Uint8Array(500 * 2 ** 20).fill(1).length / 2 ** 20, "MB");`;

/** What becomes of the first cell in a sandbox. */
async function outcomeOf(code: string, configuration: SandboxConfiguration): Promise<Outcome> {
  const sandbox = await Sandbox.start(configuration);
  try {
    return await sandbox.run({ number: 1, code });
  } finally {
    sandbox.close();
  }
}

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

  it("is made once, and nothing half made is left", async () => {
    const { confinement, files } = sandbox;
    const places = (await readdir(files.image)).filter((name) =>
      name.startsWith(`snapshot-${process.version}-`),
    );
    assert.deepEqual(
      places.map((place) => path.posix.join(place, BLOB)),
      [files.snapshot],
    );
    assert.deepEqual(await readdir(path.join(files.image, places[0])), [BLOB]);
    const { image, packages } = files;
    assert.deepEqual(await withSnapshot(confinement, { image, packages }), files);
  });

  it("leaves cells all modules of Node, and the memory that the limit grants", async () => {
    const [ours, other] = await Promise.all([outcomeOf(NEEDY, sandbox), outcomeOf(NEEDY, withoutSnapshot())]);
    assert.deepEqual(ours, other);
    assert.ok("reply" in ours && ours.reply.status === "ok", JSON.stringify(ours));
    assert.match(JSON.stringify(ours.reply.outputs), /500 MB/);
  });

  it("grades as a program that reads all declarations, a deeply nested cell too", async () => {
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

  it("holds no hint or explanation of an exercise, and no path of the instructor's", async () => {
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

  it("is not needed: where it cannot be made, or a cell cannot be run from it, the command says so once", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-image-"));
    const image = path.join(folder, "image");
    await mkdir(path.join(image, "dist", "grading", "sandbox-program"), { recursive: true });
    await writeFile(path.join(image, "dist", "grading", "sandbox-program", "snapshot.js"), "");
    const files = { image, packages: sandbox.files.packages };
    const { warn } = console;
    let warned = "";
    console.warn = (text: string) => void (warned += text);
    const scripted = (script: (files: SandboxFiles) => string): Confinement => ({
      ...sandbox.confinement,
      start: (given) => ({ command: "/bin/sh", args: ["-c", script(given)] }),
    });
    try {
      assert.deepEqual(
        await withSnapshot(
          scripted(() => "echo pas de bac >&2; exit 3"),
          files,
        ),
        files,
      );
      assert.match(warned, /chaque copie démarrera plus lentement \(3 pas de bac\)/);
      assert.deepEqual(await readdir(image), ["dist"], "nothing half made is left");

      warned = "";
      const untried = scripted(({ makes }) =>
        makes === undefined ? "echo pas de fil >&2; exit 4" : `touch "${path.join(makes, BLOB)}"`,
      );
      for (let time = 1; time <= 2; time += 1) assert.deepEqual(await withSnapshot(untried, files), files);
      assert.match(warned, /^[^()]*chaque copie démarrera plus lentement \([^)]*\) : pas de fil\)\.\s*$/);
      const place = (await readdir(image)).find((name) => name.startsWith("snapshot-"))!;
      assert.deepEqual(await readdir(path.join(image, place)), []);
    } finally {
      console.warn = warn;
      await rm(folder, { recursive: true, force: true });
    }
  });
});
