/**
 * A class with an exchange on a real JupyterHub, in Chromium: two students fetch a lesson and hand it in from JupyterLab's
 * menu, the instructor collects and grades, and each student fetches the own feedback.
 *
 * It needs a shared installation, which `NEURONES_SHARED` names, and is skipped, aloud, without one.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { ClassServer } from "../../bench/hub/class-server.js";
import { parseNotebook, writeNotebook } from "../../grading/notebook-file.js";
import { findConfinement } from "../../grading/sandbox/confinement.js";
import { findChromium, launchChromium } from "../browser/chromium.js";
import { LESSON } from "../grading/lesson.js";
import { edited } from "../grading/sandboxed-grading.js";
import { eventually, outcomeOf, ROOT } from "../setup/clone.js";

const NAME = "03-essai";
/** Each student's answer to the first exercise, and the points of the submission. */
const STUDENTS = {
  alice: ["const logistique = (z: number): number => 1 / (1 + Math.exp(-z));", 2],
  bob: ["const logistique = (z: number): number => Math.exp(-z);", 0],
} as const;
/** Milliseconds that a page may take on a busy machine. */
const PATIENCE = 300_000;

describe("a class in JupyterLab behind JupyterHub", function () {
  let folder: string;
  let server: ClassServer | undefined;
  let browser: Browser | undefined;
  const pages = new Map<string, Page>();

  const at = (...parts: string[]) => path.join(folder, ...parts);
  const atHome = (student: string, ...parts: string[]) => at("home", student, "travail", NAME, ...parts);
  async function command(...words: string[]): Promise<string> {
    const program = path.join(ROOT, "kernel-setup", "bootstrap.cjs");
    const env = { ...process.env, NEURONES_EXCHANGE: at("exchange"), LC_ALL: "C.UTF-8" };
    const child = spawn(process.execPath, [program, ...words, "--course", at("cours")], { cwd: folder, env });
    const { code, output } = await outcomeOf(child);
    assert.equal(code, 0, output);
    return output;
  }

  before(async function () {
    const [shared, chromium] = [process.env.NEURONES_SHARED, findChromium()];
    const confinement = await findConfinement(false).catch(() => undefined);
    if (shared === undefined || chromium === undefined || confinement === undefined) {
      console.log("not tried: a class on JupyterHub (NEURONES_SHARED, Chromium and a sandbox are needed)");
      return this.skip();
    }
    folder = await mkdtemp(path.join(tmpdir(), "neurones-classe-"));
    await mkdir(at("fr"));
    await writeFile(at("fr", `${NAME}.ipynb`), writeNotebook(LESSON));
    await command("release", at("fr", `${NAME}.ipynb`));
    server = await ClassServer.prepare(shared, folder, { NEURONES_EXCHANGE: at("exchange") });
    await server.start();
    browser = await launchChromium(chromium);
  });
  after(async () => {
    await browser?.close();
    if (server !== undefined) {
      for (const student of Object.keys(STUDENTS)) await server.stopUser(student);
      await server.end();
    }
    if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it("students log in, and fetch the lesson from the menu", async () => {
    for (const student of Object.keys(STUDENTS)) {
      const page = await (await browser!.newContext()).newPage();
      page.setDefaultTimeout(PATIENCE);
      pages.set(student, page);
      await page.goto(`${server!.address}/hub/login?next=/hub/spawn`, { timeout: PATIENCE });
      await page.fill("input[name=username]", student);
      await page.fill("input[name=password]", server!.token);
      await page.click("#login_submit");
      await page.locator(".lm-MenuBar-itemLabel", { hasText: "Nbgrader" }).click();
      await page.locator(".lm-Menu-itemLabel", { hasText: "Assignment List" }).click();
      await page.getByRole("button", { name: "Fetch", exact: true }).first().click();
      await eventually("the lesson is there", () => existsSync(atHome(student, `${NAME}.ipynb`)));
      assert.doesNotMatch(await readFile(atHome(student, `${NAME}.ipynb`), "utf8"), /BEGIN SOLUTION/);
    }
  });

  it("students hand in their work from the menu", async () => {
    for (const [student, [source]] of Object.entries(STUDENTS)) {
      const file = atHome(student, `${NAME}.ipynb`);
      const notebook = parseNotebook(await readFile(file, "utf8"), NAME);
      const answered = edited((cell) => [cell.id === "03-logistique" ? { ...cell, source } : cell], notebook);
      await writeFile(file, writeNotebook(answered));
      await pages.get(student)!.getByRole("button", { name: "Submit", exact: true }).first().click();
      const inbound = at("exchange", "neurones", "inbound");
      await eventually("the work is handed in", async () =>
        (await readdir(inbound)).some((name) => name.startsWith(`${student}+${NAME}+`)),
      );
    }
  });

  it("the instructor collects, grades and gives the feedback back", async () => {
    assert.match(await command("collect", "--exchange"), /2 copies reconnues, dont 2 nouvelles/);
    await command("grade", NAME);
    await command("feedback", NAME);
    for (const [student, [, points]] of Object.entries(STUDENTS)) {
      const result = JSON.parse(await readFile(at("cours", "results", NAME, `${student}.json`), "utf8")) as {
        marking: { tests: { points: number }[] };
      };
      assert.equal(
        result.marking.tests.reduce((sum, test) => sum + test.points, 0),
        points,
        student,
      );
    }
  });

  it("each student fetches the own feedback from the menu", async () => {
    for (const student of Object.keys(STUDENTS)) {
      const page = pages.get(student)!;
      await page.getByRole("button", { name: "Fetch Feedback" }).first().click();
      const folderOf = () => readdir(atHome(student, "feedback")).catch(() => []);
      await eventually("the feedback is there", async () => (await folderOf()).length > 0);
      const [time] = await folderOf();
      const html = await readFile(atHome(student, "feedback", time, `${NAME}.html`), "utf8");
      assert.ok(html.includes(student), "it is this student's");
    }
  });
});
