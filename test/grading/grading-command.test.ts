/** The exit statuses of the grading commands, and the one document that `--json` writes to standard output. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeNotebook } from "../../grading/notebook-file.js";
import { ended } from "../../system/run-process.js";
import { ROOT } from "../setup/clone.js";
import { Commands } from "./commands.js";
import { LESSON } from "./lesson.js";
import { answered, RIGHT } from "./sandboxed-grading.js";

const NAME = "03-essai";

describe("a grading command", () => {
  let folder: string;
  let commands: Commands;
  const at = (...parts: string[]) => path.join(folder, ...parts);

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "neurones-statuts-"));
    commands = new Commands(at("cours"));
    for (const step of ["source", "release"]) {
      await mkdir(at("cours", step, NAME), { recursive: true });
      await writeFile(at("cours", step, NAME, `${NAME}.ipynb`), writeNotebook(LESSON));
    }
    await mkdir(at("copies"));
    await writeFile(at("copies", `${NAME}_zoe.ipynb`), writeNotebook(answered(RIGHT)));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("ends with 0 if all is done, 1 if something is left, 2 if it refuses", async () => {
    const done = await commands.run("collect", at("copies"));
    assert.equal(done.status, 0, done.messages);
    assert.deepEqual(
      [
        done.document.command,
        done.document.status,
        (done.document.submissions as { student: string }[])[0].student,
      ],
      ["collect", 0, "zoe"],
    );
    assert.match(done.messages, /1 copie reconnue, dont 1 nouvelle/);
    await writeFile(at("copies", "notes.pdf"), "%PDF");
    const partly = await commands.run("collect", at("copies"));
    assert.equal(partly.status, 1);
    assert.deepEqual(
      (partly.document.left as { file: string }[]).map(({ file }) => file),
      ["notes.pdf"],
    );
    for (const refused of [
      ["collect"],
      ["collect", at("absent")],
      ["grades", "--zut"],
      ["grade", "07-rien"],
    ]) {
      const { status, document } = await commands.run(...refused);
      assert.deepEqual([status, document.status, document.command], [2, 2, refused[0]]);
      assert.equal(typeof document.error, "string");
    }
  });

  it("ends with 3 after a fault, which it names", async () => {
    await writeFile(at("cours", "class.json"), "[");
    const { status, document, messages } = await commands.run("collect", at("copies"));
    await rm(at("cours", "class.json"));
    assert.equal(status, 3);
    assert.match(String(document.error), /JSON/);
    assert.match(messages, /c’est une erreur du programme/);
  });

  it("writes one document to standard output when it is started as npm starts it", async () => {
    const bootstrap = path.join(ROOT, "kernel-setup", "bootstrap.cjs");
    const child = spawn(process.execPath, [bootstrap, "grades", "--json", "--course", at("cours")], {
      env: { ...process.env, LC_ALL: "C.UTF-8" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    assert.equal(await ended(child), 2);
    assert.equal((JSON.parse(output) as { command: string }).command, "grades");
  });
});
