/** nbgrader's own menus, in an instructor's JupyterLab, do the same as the commands. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findConfinement } from "../../grading/sandbox/confinement.js";
import { writeNotebook, type Notebook } from "../../grading/notebook-file.js";
import { findChromium, launchChromium } from "../browser/chromium.js";
import { outcomeOf, ROOT } from "../setup/clone.js";
import { code, LESSON, markdown } from "./lesson.js";
import { answered, edited, RIGHT } from "./sandboxed-grading.js";

const NAME = "03-essai";
const BOOTSTRAP = path.join(ROOT, "kernel-setup", "bootstrap.cjs");

/** Cells that try to run scripts in the grader's page. */
const HOSTILE = [
  code(
    "hostile",
    `display({ "text/html": "<script>document.title = 'pris'</script><img src=x onerror=\\"document.title='pris'\\">" });
display({ "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload=\\"document.title='pris'\\"><script>document.title = 'pris'</script></svg>", "text/plain": "</pre><script>document.title = 'pris'</script>" });
display({ "application/javascript": "document.title = 'pris'" }); display({ "text/markdown": "<img src=x onerror=\\"document.title='pris'\\">" });
display({ "image/png": "\\"><script>document.title='pris'</script>" });
console.log("</pre><script>document.title = 'pris'</script>"); throw new Error("<script>document.title = 'pris'</script>")`,
  ),
  markdown(
    "texte",
    `<script>document.title = 'pris'</script>\n\n<img src=x onerror="document.title='pris'">\n\n[lien](javascript:document.title='pris')\n\n<svg/onload="document.title='pris'">`,
  ),
  {
    ...markdown("brut", `<script>document.title = 'pris'</script>`),
    cell_type: "raw" as const,
    metadata: { raw_mimetype: "text/html" },
  },
];

describe("nbgrader's menus", function () {
  let course: string;
  let server: ChildProcess;
  let address: URL;

  before(async function () {
    if ((await findConfinement(false).catch(() => undefined)) === undefined) this.skip();
    course = await mkdtemp(path.join(tmpdir(), "neurones-cours-"));
    await mkdir(path.join(course, "source", NAME), { recursive: true });
    await writeFile(path.join(course, "source", NAME, `${NAME}.ipynb`), writeNotebook(LESSON));
    server = spawn(process.execPath, [BOOTSTRAP, "start", "--instructor", "--no-browser"], {
      cwd: ROOT,
      env: { ...process.env, LC_ALL: "C.UTF-8", NEURONES_COURSE: course },
      stdio: ["ignore", "pipe", "pipe"],
    });
    address = await addressOf(server);
  });
  after(async () => {
    if (server === undefined) return;
    const ended = outcomeOf(server);
    server.kill("SIGINT");
    await ended;
    await rm(course, { recursive: true, force: true });
  });

  const headers = () => ({ authorization: `token ${address.searchParams.get("token")}` });
  const api = async (route: string, method = "GET"): Promise<unknown> =>
    await (await fetch(`${address.origin}/formgrader/api/${route}`, { method, headers: headers() })).json();
  const act = async (route: string) =>
    (await api(route, "POST")) as { success: boolean; log?: string; error?: string };
  const succeeds = async (route: string) => {
    const { success, log, error } = await act(route);
    assert.ok(success, `${log} ${error}`);
  };

  /** Each step runs once, when the first test needs it, so that every test runs alone too. */
  const assigned = once(() => succeeds(`assignment/${NAME}/assign`));
  const autograded = once(async () => {
    await assigned();
    const folder = path.join(course, "submitted", "alice", NAME);
    await mkdir(folder, { recursive: true });
    const copy = answered({
      ...RIGHT,
      "03-lineaire": `const reponse = "a";`,
      "03-que-dire": `Oui <img src=x onerror="document.title='pris'">.`,
    });
    await writeFile(
      path.join(folder, `${NAME}.ipynb`),
      writeNotebook({ ...edited((cell) => [cell], copy), cells: [...copy.cells, ...HOSTILE] }),
    );
    await succeeds(`submission/${NAME}/alice/autograde`);
  });
  const returned = once(async () => {
    await autograded();
    await succeeds(`assignment/${NAME}/alice/generate_feedback`);
  });

  it("open the notebooks, and the formgrader with the course", async () => {
    const contents = (await (await fetch(`${address.origin}/lab`, { headers: headers() })).text()).match(
      /"preferredPath": "([^"]*)"/,
    )?.[1];
    assert.match(contents ?? "", /notebooks$/);
    const [assignment] = (await api("assignments")) as { name: string }[];
    assert.equal(assignment.name, NAME);
  });

  it("generate the student's version", async () => {
    await assigned();
    assert.doesNotMatch(
      await readFile(path.join(course, "release", NAME, `${NAME}.ipynb`), "utf8"),
      /SOLUTION/,
    );
  });

  it("keep the version that was generated, with which submissions are compared", async () => {
    await assigned();
    assert.equal((await readdir(path.join(course, "versions", NAME))).length, 1);
  });

  it("refuse to generate what npm run release would refuse, and keep the last release", async () => {
    const wrong = changed("return 1 / (1 + Math.exp(-z));", "return 0.5 + 0 * z;");
    const blank = changed(`STUB const reponse = ""`, `STUB const reponse = "b"`);
    const unknown = changed(`check("03-droite"`, `check("03-inconnu"`);
    for (const [lesson, notebook, reason] of [
      ["faux", wrong, /cellule 03-logistique : votre solution n’est pas jugée exacte/],
      ["sans-reponse", blank, /cellule 03-lineaire : sans réponse, la version étudiante obtient 1 point/],
      ["sans-exercice", unknown, /La leçon sans-exercice ne peut pas être notée : 03-droite-test/],
      ["03-perceptron", LESSON, /puis : npm run release -- 03-perceptron/],
    ] as const) {
      const release = path.join(course, "release", lesson, `${lesson}.ipynb`);
      await mkdir(path.dirname(release), { recursive: true });
      await writeFile(release, "la version distribuée");
      await mkdir(path.join(course, "source", lesson), { recursive: true });
      await writeFile(path.join(course, "source", lesson, `${lesson}.ipynb`), writeNotebook(notebook));
      const { success, error } = await act(`assignment/${lesson}/assign`);
      assert.equal(success, false, lesson);
      assert.match(error ?? "", reason);
      assert.equal(await readFile(release, "utf8"), "la version distribuée");
    }
  });

  it("autograde a submission in its sandbox, marks exact", async () => {
    await autograded();
    const [submission] = (await api(`submissions/${NAME}`)) as {
      score: number;
      max_score: number;
      needs_manual_grade: boolean;
    }[];
    assert.deepEqual([submission.score, submission.max_score, submission.needs_manual_grade], [5, 8, true]);
  });

  it("generate the feedback page", async () => {
    await returned();
    const html = await readFile(path.join(course, "feedback", "alice", NAME, `${NAME}.html`), "utf8");
    assert.match(html, /Question par question/);
    assert.doesNotMatch(html, /<script|onerror="|<svg/i);
  });

  it("show the submission to the grader without running student code", async function () {
    const executable = findChromium();
    if (executable === undefined) this.skip();
    await returned();
    const [{ id }] = (await api(`submitted_notebooks/${NAME}/${NAME}`)) as { id: string }[];
    const browser = await launchChromium(executable!);
    try {
      const page = await browser.newPage();
      await page.goto(
        `${address.origin}/formgrader/submissions/${id}/?token=${address.searchParams.get("token")}`,
      );
      await page.waitForSelector("input.score");
      assert.notEqual(await page.title(), "pris");
      assert.match(
        (await page.textContent("body")) ?? "",
        /Réponse modèle \(pour le correcteur seul\)[\s\S]*Le modèle de réponse/,
      );
      assert.ok((await page.$$('img[src^="data:image/svg+xml"]')).length >= 1);
      await page.goto(`file://${path.join(course, "feedback", "alice", NAME, `${NAME}.html`)}`);
      assert.notEqual(await page.title(), "pris");
    } finally {
      await browser.close();
    }
  });
});

/** The lesson with another text in the place of one. */
function changed(before: string, after: string): Notebook {
  return edited((cell) => [{ ...cell, source: cell.source.replace(before, after) }], LESSON);
}

/** The function, whose first call does its work, and whose later calls wait for that. */
function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}

function addressOf(child: ChildProcess): Promise<URL> {
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const match = /JupyterLab est prêt : (\S+)/.exec(output);
      if (match) resolve(new URL(match[1]));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("close", (status) => reject(new Error(`ended with ${status}: ${output}`)));
  });
}
