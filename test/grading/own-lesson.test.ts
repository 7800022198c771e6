/** An instructor's own lesson, made as docs/own-lesson.md says, from its release to its marks. */
import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkedExercises } from "../../grading/own-lessons/check-exercises.js";
import { loadOwnExercises } from "../../grading/own-lessons/load-exercises.js";
import { Course } from "../../grading/course.js";
import { exerciseNamed, takeOwnExercises } from "../../grading/known-exercises.js";
import { keyOf } from "../../grading/results.js";
import { findConfinement } from "../../grading/sandbox/confinement.js";
import { parseNotebook, writeNotebook, type Notebook } from "../../grading/notebook-file.js";
import { exercises } from "../../src/index.js";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "../setup/clone.js";
import { Commands } from "./commands.js";
import { edited } from "./sandboxed-grading.js";

const NAME = "mediane";

/** The answers of each student by the cells' names, and what they earn. */
const STUDENTS: Readonly<
  Record<string, { readonly answers: Readonly<Record<string, string>>; readonly points: number }>
> = {
  ana: {
    answers: {
      "mediane-fonction":
        "function mediane(v: number[]) { const t = v.slice().sort((a, b) => a - b); const n = t.length; return (t[(n - 1) >> 1] + t[n >> 1]) / 2; }",
      "mediane-salaires": "const salaire = 2100;",
      "mediane-pourquoi": "Un très grand salaire déplace la moyenne.",
    },
    points: 4,
  },
  bob: {
    answers: {
      "mediane-fonction": "const mediane = (v: number[]): number => v[Math.floor(v.length / 2)];",
      "mediane-salaires": "const salaire = (1800 + 2100 + 1900 + 2500 + 10500) / 5;",
    },
    points: 0,
  },
  // Knows the lesson's inputs by heart, and looks for the exercises.
  eve: {
    answers: {
      "mediane-fonction": `import { existsSync } from "node:fs";
const mediane = (v: number[]): number => v.length === 3 ? 2 : v.length === 4 ? 2.5 : v[0];`,
      "mediane-salaires": `const salaire = existsSync("EXERCISES") ? 2100 : 1;`,
    },
    points: 0,
  },
  max: { answers: {}, points: 0 },
};

describe("a lesson of an instructor's own", function () {
  let folder: string;
  let at: (...parts: string[]) => string;
  let commands: Commands;
  const page = (student: string) => readFile(at("feedback", student, NAME, `${NAME}.html`), "utf8");

  before(async function () {
    folder = await mkdtemp(path.join(tmpdir(), "neurones-leçon-"));
    at = (...parts) => path.join(folder, "evaluation", ...parts);
    commands = new Commands(at());
    await mkdir(at("lessons"), { recursive: true });
    await copyFile(path.join(ROOT, "docs", "examples", `${NAME}.ipynb`), at("lessons", `${NAME}.ipynb`));
    const documentation = await readFile(path.join(ROOT, "docs", "own-lesson.md"), "utf8");
    const [, program] = /```ts\n([\s\S]*?)```/.exec(documentation) ?? [];
    await writeFile(at("lessons", `${NAME}.exercises.ts`), program);
  });
  after(() => rm(folder, { recursive: true, force: true }));
  afterEach(() => takeOwnExercises([]));

  it("is released, collected, graded with fresh inputs, given back with hints, and exported", async function () {
    if ((await findConfinement(false).catch(() => undefined)) === undefined) this.skip();
    const lesson = parseNotebook(await readFile(at("lessons", `${NAME}.ipynb`), "utf8"), NAME);
    const giveOut = async (change: (source: string) => string) => {
      const changed = edited((cell) => [{ ...cell, source: change(cell.source) }], lesson);
      await writeFile(at("lessons", `${NAME}.ipynb`), writeNotebook(changed));
      return await commands.run("release", NAME);
    };
    const refused = await giveOut((source) =>
      source
        .replace("rangees.length % 2 === 1", "rangees.length < 5")
        .replace("STUB const salaire = NaN", "STUB const salaire = 2100"),
    );
    assert.equal(refused.status, 2);
    assert.match(
      String(refused.document.error),
      /cellule mediane-fonction : votre solution n’est pas jugée exacte/,
    );
    assert.match(String(refused.document.error), /cellule mediane-salaires : sans réponse, .* 1 point/);
    assert.deepEqual((await readdir(at())).sort(), ["lessons"], "nothing is changed");
    const released = await giveOut((source) => source);
    assert.equal(released.status, 0, released.messages);
    assert.match(released.messages, /mediane : essai des solutions/);
    const repeated = await commands.run("release", NAME);
    assert.equal(repeated.status, 0, repeated.messages);
    assert.doesNotMatch(repeated.messages, /essai des solutions/, "proved once");
    const text = await readFile(at("release", NAME, `${NAME}.ipynb`), "utf8");
    assert.doesNotMatch(text, /SOLUTION|rangees|2100;/);
    assert.match(text, /À vous\. Réponse attendue : une fonction d’un argument/);
    const students: Notebook = parseNotebook(text, NAME);
    const handed = path.join(folder, NAME);
    for (const [student, { answers }] of Object.entries(STUDENTS)) {
      await mkdir(path.join(handed, student), { recursive: true });
      const notebook = edited((cell) => {
        const answer = answers[cell.metadata.nbgrader?.grade_id ?? ""];
        return [
          {
            ...cell,
            source: answer?.replace("EXERCISES", at("lessons", `${NAME}.exercises.ts`)) ?? cell.source,
          },
        ];
      }, students);
      await writeFile(path.join(handed, student, `${NAME}.ipynb`), writeNotebook(notebook));
    }
    for (const step of [
      ["collect", handed],
      ["grade", NAME],
      ["feedback", NAME],
      ["grades", NAME, "--by-question", "--out", path.join(folder, "notes.csv")],
    ]) {
      const { status, messages } = await commands.run(...step);
      assert.equal(status, 0, `${step.join(" ")}: ${messages}`);
    }
    const [header, ...rows] = (await readFile(path.join(folder, "notes.csv"), "utf8"))
      .trimEnd()
      .split("\r\n");
    assert.match(header, /^étudiant,nom,mediane \(\/6\),mediane : mediane-fonction-test \(\/3\),/);
    assert.deepEqual(
      rows.map((row) => row.split(",")).map(([student, , points]) => [student, Number(points)]),
      Object.entries(STUDENTS).map(([student, { points }]) => [student, points]),
    );
    assert.match(
      await page("bob"),
      /Triez d’abord les valeurs\.[\s\S]*Triez une copie des valeurs\.[\s\S]*C’est la moyenne\./,
    );
    assert.match(await page("max"), /Pas de réponse/);
    const changed = (await readFile(at("lessons", `${NAME}.exercises.ts`), "utf8")).replace(
      "expected: 2100",
      "expected: 1",
    );
    await writeFile(at("lessons", `${NAME}.exercises.ts`), changed);
    const again = await commands.run("grade", NAME, "--student", "eve");
    assert.deepEqual(again.document.lessons, [
      { lesson: NAME, graded: ["eve"], failed: {}, report: at("results", NAME, "classe.html") },
    ]);
    assert.match(
      (await commands.run("grade", NAME, "--student", "eva")).messages,
      /pas de copie de « eva »\. Copies de : ana, bob, eve, max/,
    );
  });

  it("has exercises that are refused with their place if something is wrong in them", async () => {
    const course = new Course(layoutOf(ROOT), at());
    const text = await readFile(at("lessons", `${NAME}.exercises.ts`), "utf8");
    const refused = async (broken: string, expected: RegExp) => {
      await writeFile(at("lessons", "autre.exercises.ts"), broken);
      await assert.rejects(loadOwnExercises(course), expected);
    };
    try {
      await refused("export default [", /autre\.exercises\.ts » ne se lit pas : .*autre\.exercises\.ts:1/s);
      await refused("export default 3", /une liste d’exercices/);
      await refused(`throw new Error("zut")`, /ne se lit pas : zut/);
      await refused(text.replace(`"mediane-fonction"`, `"07-mediane"`), /commence par une lettre/);
      await refused(
        text.replace(/hints: \[[\s\S]*?\],\n/, ""),
        /exercice mediane-fonction : hints doit être/,
      );
      await refused(text.replace("[3, 4, 7].map", "[3, 4, 7].mop"), /draw ou reference échoue/);
      await refused(
        text.replace("reference: median", "reference: () => 1"),
        /draw ou reference échoue : no inputs in/,
      );
      await refused(text, /un autre fichier a déjà un exercice « mediane-fonction »/);
    } finally {
      await rm(at("lessons", "autre.exercises.ts"), { force: true });
    }
    await loadOwnExercises(course);
    assert.equal(exerciseNamed("mediane-salaires")?.title.fr, "Les salaires");
    assert.throws(() => checkedExercises([], "x"), /liste d’exercices/);
  });

  it("is graded again if a file changes that its exercises import", async () => {
    const course = new Course(layoutOf(ROOT), path.join(folder, "autre cours"));
    const lessons = (name: string) => course.path("lessons", name);
    const text = await readFile(at("lessons", `${NAME}.exercises.ts`), "utf8");
    await mkdir(path.dirname(lessons("x")), { recursive: true });
    await mkdir(path.dirname(course.submitted("ana", NAME)), { recursive: true });
    for (const file of [course.submitted("ana", NAME), lessons(`${NAME}.ipynb`)]) await writeFile(file, "{}");
    await writeFile(
      lessons(`${NAME}.exercises.ts`),
      `import { salaire } from "./salaire";\n${text.replace(/expected: \d+/, "expected: salaire")}`,
    );
    const key = async (salary: number) => {
      await writeFile(lessons("salaire.ts"), `export const salaire = ${salary};`);
      await loadOwnExercises(course);
      return await keyOf(course, "ana", NAME, "the code");
    };
    const first = await key(2100);
    assert.equal(await key(2100), first);
    assert.notEqual(await key(2200), first);
  });

  it("tells a student that an answer is recorded, and what comes with the feedback", () => {
    assert.match(exercises.check("mediane-fonction", () => 1).text, /réponse relevée/);
    assert.match(exercises.check("mediane-salaires", NaN).text, /pas encore de réponse/);
    assert.match(exercises.hint("mediane-salaires").text, /avec la correction/);
  });
});
