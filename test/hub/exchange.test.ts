/** nbgrader's exchange: a lesson goes out, a student's work comes in, and the feedback goes back, by nbgrader's own commands. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { Course } from "../../grading/course.js";
import { filesInExchange } from "../../grading/collect/exchange.js";
import { parseNotebook, writeNotebook } from "../../grading/notebook-file.js";
import { findConfinement } from "../../grading/sandbox/confinement.js";
import { layoutOf } from "../../system/layout.js";
import { LESSON } from "../grading/lesson.js";
import { edited } from "../grading/sandboxed-grading.js";
import { outcomeOf, ROOT, type Outcome } from "../setup/clone.js";

const NAME = "03-essai";

describe("the exchange of nbgrader", function () {
  let folder = "";
  let env: NodeJS.ProcessEnv;

  const at = (...parts: string[]) => path.join(folder, ...parts);
  const start = (program: string, words: readonly string[], cwd: string) =>
    outcomeOf(spawn(program, words, { cwd, env, stdio: ["ignore", "pipe", "pipe"] }));
  const command = (...words: string[]): Promise<Outcome> =>
    start(
      process.execPath,
      [path.join(ROOT, "kernel-setup", "bootstrap.cjs"), ...words, "--course", at("cours")],
      folder,
    );
  const nbgrader = (...words: string[]): Promise<Outcome> =>
    start(layoutOf(ROOT).python, ["-m", "nbgrader", ...words, "--course", "neurones"], at("home"));

  before(async function () {
    // Submissions are graded in the sandbox.
    if ((await findConfinement(false).catch(() => undefined)) === undefined) this.skip();
    folder = await mkdtemp(path.join(tmpdir(), "neurones échange "));
    await mkdir(at("home"));
    env = {
      ...process.env,
      LC_ALL: "C.UTF-8",
      HOME: at("home"),
      JUPYTER_DATA_DIR: at("home", "jupyter"),
      NEURONES_EXCHANGE: at("exchange"),
    };
    await writeFile(
      at("home", "nbgrader_config.py"),
      `c = get_config()\nc.Exchange.root = ${JSON.stringify(at("exchange"))}\n`,
    );
    await mkdir(at("fr"));
    await writeFile(at("fr", `${NAME}.ipynb`), writeNotebook(LESSON));
  });
  after(async () => {
    if (folder !== "") await rm(folder, { recursive: true, force: true });
  });

  it("gets a lesson by the release, again where the lesson has changed", async () => {
    for (let time = 0; time < 2; time += 1) {
      const { code, output } = await command("release", at("fr", `${NAME}.ipynb`));
      assert.equal(code, 0, output);
      assert.match(output, /dans l’échange|in the exchange/);
    }
    const given = await readFile(at("exchange", "neurones", "outbound", NAME, `${NAME}.ipynb`), "utf8");
    assert.doesNotMatch(given, /BEGIN SOLUTION/);
  });

  it("lets a student fetch it and hand it in, and the instructor collect it", async () => {
    const fetched = await nbgrader("fetch_assignment", NAME);
    assert.equal(fetched.code, 0, fetched.output);
    const file = at("home", NAME, `${NAME}.ipynb`);
    const notebook = parseNotebook(await readFile(file, "utf8"), NAME);
    const source = "const logistique = (z: number): number => 1 / (1 + Math.exp(-z));";
    const answered = edited((cell) => [cell.id === "03-logistique" ? { ...cell, source } : cell], notebook);
    await writeFile(file, writeNotebook(answered));
    const submitted = await nbgrader("submit", NAME);
    assert.equal(submitted.code, 0, submitted.output);
    const { code, output } = await command("collect", "--exchange");
    assert.equal(code, 0, output);
    const student = userInfo().username;
    assert.ok(existsSync(at("cours", "submitted", student, NAME, `${NAME}.ipynb`)), output);
    const time = await readFile(at("cours", "submitted", student, NAME, "timestamp.txt"), "utf8");
    assert.ok(Math.abs(Date.parse(time.replace(" UTC", "Z")) - Date.now()) < 3_600_000, time);
    assert.match((await command("collect", "--exchange")).output, /dont 0 nouvelle|0 of them new/);
  });

  it("gives the feedback back to that student alone", async function () {
    for (const step of ["grade", "feedback"]) {
      const { code, output } = await command(step, NAME);
      assert.equal(code, 0, output);
    }
    const { code, output } = await nbgrader("fetch_feedback", NAME);
    assert.equal(code, 0, output);
    const [time] = await readdir(at("home", NAME, "feedback"));
    assert.match(await readFile(at("home", NAME, "feedback", time, `${NAME}.html`), "utf8"), /<html/);
  });

  it("refuses a submission that another user has written under this name", async function () {
    if (process.getuid?.() !== 0) this.skip();
    const inbound = at("exchange", "neurones", "inbound");
    const [own] = await readdir(inbound);
    await cp(path.join(inbound, own), path.join(inbound, own.replace(/^[^+]+/, "nobody")), {
      recursive: true,
    });
    const course = new Course(layoutOf(ROOT), at("cours"));
    process.env.NEURONES_EXCHANGE = at("exchange");
    try {
      const files = await filesInExchange(course);
      const foreign = files.filter(({ name }) => name.startsWith("nobody+"));
      assert.ok(foreign.length > 0 && foreign.every((file) => "why" in file), JSON.stringify(files));
    } finally {
      delete process.env.NEURONES_EXCHANGE;
    }
  });
});
