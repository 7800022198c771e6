/**
 * The complete work of an instructor, by the commands that a person uses, with submissions whose marks are known: from the
 * release to the table of marks, every mark exact. `npm test` takes 14, with every answer, damage and language among them;
 * `npm run test:long` takes 30, with more combinations of them.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findConfinement } from "../../grading/sandbox/confinement.js";
import { parseNotebook, writeNotebook, type Cell, type Notebook } from "../../grading/notebook-file.js";
import { eventually, outcomeOf, ROOT, type Outcome } from "../setup/clone.js";
import { Commands } from "./commands.js";
import { inEnglish } from "../notebooks/editions/code.js";
import { code, ENGLISH_LESSON, ENGLISH_NAMES, LESSON } from "./lesson.js";
import { edited } from "./sandboxed-grading.js";
import { zipOf } from "./zip-file.js";

const NAME = "03-essai";
const SIZE = process.env["NEURONES_LONG"] === "1" ? 30 : 14;
/** The submissions that lie in a folder; the others are in an archive of Moodle's. */
const LOOSE = Math.floor((2 * SIZE) / 3);

/** An answer with its points. */
type Choice = readonly [source: string | undefined, points: number];
const LOGISTIC: readonly Choice[] = [
  ["const logistique = (z: number): number => 1 / (1 + Math.exp(-z));", 2],
  ["function logistique(z: number) { return Math.exp(z) / (1 + Math.exp(z)); }", 2],
  ['const logistique = (z: number) => (1 + Math.tanh(z / 2)) / 2;\nconsole.warn("fini");', 2],
  ["const logistique = (z: number): number => 1 / (1 + Math.exp(z));", 0],
  ["const logistique = (z: number): number => Math.exp(-z);", 0],
  ["process.exit(0);", 0],
  [undefined, 0],
];
const CHOICE: readonly Choice[] = [
  [`const reponse = "b";`, 1],
  [`const reponse = " B) ";`, 1],
  [`const reponse = "a";`, 0],
  [undefined, 0],
  [`const reponse = ;`, 0],
];
const LINE: readonly Choice[] = [
  ["const droite = (b: number, w1: number, w2: number): number[] => [-w1 / w2, -b / w2];", 3],
  [
    "const droite = (b: number, w1: number, w2: number) => { const pente = -w1 / w2; return Float64Array.of(pente, -b / w2); };",
    3,
  ],
  ["const droite = (b: number, w1: number, w2: number): number[] => [-b / w2, -w1 / w2];", 0],
  ['const droite = (b: number, w1: number, w2: number): number[] => { throw new Error("pas fini"); };', 0],
];
const TEXTS: readonly (string | undefined)[] = [
  "Que le modèle est bon. <script>document.title = 'pris'</script>",
  undefined,
];

interface Student {
  readonly name: string;
  readonly file: string;
  readonly notebook: Notebook;
  readonly isEnglish: boolean;
  readonly points: number;
  readonly hasText: boolean;
}

/** What some have done to a test cell whose answer is right, by their places from the end, and whether it earns its points. */
const DAMAGES: Readonly<
  Record<number, { readonly edit: (test: Cell) => readonly Cell[]; readonly earns: boolean }>
> = {
  1: { edit: (test) => [{ ...test, source: `${test.source}\nconsole.log("exact")` }], earns: false },
  2: { edit: () => [], earns: false },
  5: { edit: (test) => [test, test], earns: true },
};

/** The students: each answer in turn, with extra cells, and in some a test cell that was edited, duplicated or deleted. */
function students(released: Notebook, releasedInEnglish: Notebook): Student[] {
  return Array.from({ length: SIZE }, (_, i) => {
    const [logistic, choice, line] = [
      LOGISTIC[i % LOGISTIC.length],
      CHOICE[i % CHOICE.length],
      LINE[i % LINE.length],
    ];
    const text = TEXTS[i % 2];
    const answers: Readonly<Record<string, string | undefined>> = {
      "03-logistique": logistic[0],
      "03-lineaire": choice[0],
      "03-droite": line[0],
      "03-que-dire": text,
    };
    const damage = DAMAGES[SIZE - i];
    // Some work on the English edition: the same answers, with its names.
    const isEnglish = i % 6 === 4;
    const written = (answer: string | undefined) =>
      answer === undefined || !isEnglish ? answer : inEnglish(answer, ENGLISH_NAMES);
    const notebook = edited(
      (cell) => {
        const id = cell.metadata.nbgrader?.grade_id ?? "";
        if (damage !== undefined && id === "03-droite-test") return damage.edit(cell);
        return [
          { ...cell, source: (id === "03-que-dire" ? text : written(answers[id])) ?? cell.source },
          ...(id === "03-lineaire" ? [code(`libre-${i}`, "const essai = 1 + 1;\nessai")] : []),
        ];
      },
      isEnglish ? releasedInEnglish : released,
    );
    const name = `etudiant-${String(i + 1).padStart(2, "0")}`;
    return {
      name,
      file: fileOf(name, i),
      notebook,
      isEnglish,
      points: logistic[1] + choice[1] + (damage?.earns === false ? 0 : line[1]),
      hasText: text !== undefined,
    };
  });
}

function fileOf(name: string, i: number): string {
  return [
    `${name}/${NAME}/${NAME}.ipynb`,
    `${name}/${NAME}.ipynb`,
    `${NAME}_${name}.ipynb`,
    `${name}_${NAME} (1).ipynb`,
    `groupe/${name}/devoir.ipynb`,
  ][i % 5];
}

describe(`an instructor's work with ${SIZE} submissions`, function () {
  let folder: string;
  let course: string;
  let all: Student[];

  const at = (...parts: string[]) => path.join(course, ...parts);
  const begin = (...args: string[]) =>
    spawn(process.execPath, [path.join(ROOT, "kernel-setup", "bootstrap.cjs"), ...args, "--course", course], {
      cwd: folder,
      env: { ...process.env, LC_ALL: "C.UTF-8" },
      stdio: ["ignore", "pipe", "pipe"],
    });
  const command = async (...args: string[]): Promise<Outcome> => await outcomeOf(begin(...args));
  /** The same without the set-up that comes first, for a command that was run with it once. */
  const quick = async (...args: string[]): Promise<Outcome> =>
    await outcomeOf(new Commands(course).start(...args));
  const graded = (output: string) => Number(/dont (\d+) notée/.exec(output)?.[1]);

  before(async function () {
    folder = await mkdtemp(path.join(tmpdir(), "neurones évaluation "));
    course = path.join(folder, "cours 2026");
    if ((await findConfinement(false).catch(() => undefined)) === undefined) this.skip();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("names the command to run first when a step is missing", async () => {
    assert.match((await quick("grade")).output, /D’abord : npm run release/);
    assert.match((await quick("collect", folder)).output, /D’abord : npm run release/);
    assert.match((await quick("grades", "--out", "x.csv")).output, /D’abord : npm run release/);
    assert.match((await command("grade", "--zut")).output, /Option inconnue.*--zut.*Usage/);
  });

  it("releases the lesson without solutions", async () => {
    const lesson = path.join(folder, "fr", `${NAME}.ipynb`);
    for (const [language, notebook] of Object.entries({ fr: LESSON, en: ENGLISH_LESSON })) {
      await mkdir(path.join(folder, language));
      await writeFile(path.join(folder, language, `${NAME}.ipynb`), writeNotebook(notebook));
    }
    const { code: status, output } = await command("release", lesson);
    assert.equal(status, 0, output);
    const text = await readFile(at("release", NAME, `${NAME}.ipynb`), "utf8");
    assert.doesNotMatch(text, /SOLUTION|modèle de réponse/);
    const english = await readFile(at("release-en", NAME, `${NAME}.ipynb`), "utf8");
    assert.doesNotMatch(english, /SOLUTION|model answer/);
    all = students(parseNotebook(text, NAME), parseNotebook(english, NAME));
    assert.match((await quick("grade")).output, /aucune copie. D’abord : npm run collect/);
  });

  it("collects submissions from folders and from Moodle's archive, and names the files left aside", async () => {
    const handed = path.join(folder, "copies");
    const [zipped, loose] = [all.slice(LOOSE), all.slice(0, LOOSE)];
    for (const { file, notebook } of loose) {
      await mkdir(path.dirname(path.join(handed, file)), { recursive: true });
      await writeFile(path.join(handed, file), writeNotebook(notebook));
    }
    await writeFile(path.join(handed, "liste.txt"), "rien");
    const moodle = Object.fromEntries(
      zipped.map(({ notebook }, i) => [
        `Élise N° ${i}_77${i}_assignsubmission_file_${i % 2 === 0 ? "/" : ""}${NAME}.ipynb`,
        writeNotebook(notebook),
      ]),
    );
    await writeFile(
      path.join(folder, "moodle.zip"),
      zipOf({ ...moodle, "Zut_1_assignsubmission_file_/notes.ipynb": "{}" }),
    );
    all = all.map((student, i) =>
      i < LOOSE ? student : { ...student, name: `elise-n-${i - LOOSE}-77${i - LOOSE}` },
    );
    const { code: status, output } = await command("collect", handed, path.join(folder, "moodle.zip"));
    assert.equal(status, 1, "one file was left aside");
    assert.match(output, /laissé de côté.*notes\.ipynb.*n’est pas un notebook lisible/);
    assert.match(output, new RegExp(`${SIZE} copies reconnues, dont ${SIZE} nouvelles`));
    assert.match(
      (await quick("collect", handed)).output,
      new RegExp(`${LOOSE} copies reconnues, dont 0 nouvelle`),
    );
    assert.deepEqual((await readdir(at("submitted"))).sort(), all.map(({ name }) => name).sort());
  });

  it("grades, is interrupted, and continues where it stopped", async () => {
    const first = begin("grade", NAME, "--parallel", "2", "--cell-seconds", "20");
    const results = async () =>
      existsSync(at("results", NAME))
        ? (await readdir(at("results", NAME))).filter((name) => name.endsWith(".json")).length
        : 0;
    await eventually("a few results", async () => (await results()) >= 4, 120);
    first.kill("SIGKILL");
    const done = await results();
    const { code: status, output } = await command("grade", NAME, "--parallel", "2", "--cell-seconds", "20");
    assert.equal(status, 0, output);
    assert.ok(graded(output) >= SIZE - done - 2 && graded(output) <= SIZE - 4, output);
    assert.ok(
      (await readdir(at("results", NAME))).every((name) => !name.includes(".part")),
      "nothing half written",
    );
  });

  it("grades only changed submissions the second time", async () => {
    assert.equal(graded((await quick("grade", NAME)).output), 0);
    const { name, notebook } = all[0];
    await writeFile(
      at("submitted", name, NAME, `${NAME}.ipynb`),
      writeNotebook({ ...notebook, cells: [...notebook.cells, code("ajout", "1 + 1")] }),
    );
    assert.equal(graded((await quick("grade", NAME)).output), 1);
  });

  it("gives every mark exactly", async () => {
    const file = path.join(folder, "notes.csv");
    const { code: status, output } = await command("grades", "--out", file);
    assert.equal(status, 0, output);
    const [header, ...rows] = (await readFile(file, "utf8")).trimEnd().split("\r\n");
    assert.equal(header, `étudiant,nom,${NAME} (/8),total,maximum,à corriger`);
    const expected = all
      .map(
        ({ name, points, hasText }) =>
          `${name},${/^elise-n-(\d)/.exec(name)?.[1].replace(/^/, "Élise N° ") ?? ""},${points},${points},8,${hasText ? 1 : 0}`,
      )
      .sort((a, b) => a.localeCompare(b, "fr"));
    assert.deepEqual(rows, expected);
  });

  it("includes a mark given by hand, in a table for Excel too", async () => {
    const { name, points } = all[0];
    const byHand = `
import sys
from nbgrader.api import Gradebook
with Gradebook(sys.argv[1]) as gradebook:
    grade = gradebook.find_grade("03-que-dire", "${NAME}", "${NAME}", "${name}")
    grade.manual_score, grade.needs_manual_grade = 1.5, False
    gradebook.find_comment("03-que-dire", "${NAME}", "${NAME}", "${name}").manual_comment = "Bien vu, mais <trop court>."
    gradebook.db.commit()
`;
    const python = path.join(
      ROOT,
      ".venv",
      process.platform === "win32" ? "Scripts/python.exe" : "bin/python",
    );
    const { code: status, output } = await outcomeOf(
      spawn(python, ["-c", byHand, `sqlite:///${at("gradebook.db")}`], { stdio: ["ignore", "pipe", "pipe"] }),
    );
    assert.equal(status, 0, output);
    const file = path.join(folder, "excel.csv");
    await quick("grades", "--out", file, "--excel");
    const text = await readFile(file, "utf8");
    assert.ok(text.startsWith("\ufeffétudiant;"));
    assert.match(text, new RegExp(`${name};;${String(points + 1.5).replace(".", ",")};`));
  });

  it("preserves that mark when the submission is graded again, and asks for a new one when its text has changed", async () => {
    const { name, notebook } = all[0];
    const row = async () => {
      assert.equal((await quick("grade", NAME)).code, 0);
      await quick("grades", "--out", path.join(folder, "encore.csv"));
      return (await readFile(path.join(folder, "encore.csv"), "utf8"))
        .split("\r\n")
        .find((line) => line.startsWith(name))
        ?.split(",")
        .at(-1);
    };
    const submit = (copy: Notebook) =>
      writeFile(at("submitted", name, NAME, `${NAME}.ipynb`), writeNotebook(copy));
    await submit({ ...notebook, cells: [...notebook.cells, code("encore", "2 + 2")] });
    assert.equal(await row(), "0");
    await submit(
      edited(
        (cell) => [
          cell.metadata.nbgrader?.grade_id === "03-que-dire" ? { ...cell, source: "Autre chose." } : cell,
        ],
        notebook,
      ),
    );
    assert.equal(await row(), "1");
    await submit(notebook);
    assert.equal(await row(), "1", "until somebody has looked at it");
  });

  it("writes a page for each student, in the language of the submission, with figures, without solutions and scripts", async () => {
    const { code: status, output } = await command("feedback", NAME);
    assert.equal(status, 0, output);
    for (const { name, notebook, isEnglish } of all) {
      const html = await readFile(at("feedback", name, NAME, `${NAME}.html`), "utf8");
      if (isEnglish) {
        assert.match(html, /<html lang="en">[\s\S]*Question by question/);
        assert.doesNotMatch(html.replace(/data:image[^"]*/g, ""), /Votre|exercice|réponse|Exact\.|Indice/);
      } else assert.match(html, /<html lang="fr">[\s\S]*Question par question/);
      assert.doesNotMatch(html, /<script|BEGIN SOLUTION|Le modèle de réponse|The model answer\.<\/p/i);
      const draws = !/process\.exit|logisti(?:que|c) = \(z: number\): number => \{/.test(
        JSON.stringify(notebook),
      );
      if (draws) assert.match(html, /<img alt="[^"]+" src="data:image\/svg\+xml;base64,/);
    }
    const first = await readFile(at("feedback", all[0].name, NAME, `${NAME}.html`), "utf8");
    assert.match(first, /1 question en attente/);
    assert.match(first, /Bien vu, mais &lt;trop court&gt;\./);
    const wrong = await readFile(at("feedback", all[3].name, NAME, `${NAME}.html`), "utf8");
    const failed = await readFile(at("feedback", all[5].name, NAME, `${NAME}.html`), "utf8");
    assert.match(failed, /Votre cellule de réponse s’est arrêtée sur une erreur : ProcessExit/);
    assert.match(wrong, /Votre courbe décroît[\s\S]*Reçu[\s\S]*Attendu[\s\S]*Indice\./);
  });

  it("writes a report for the class: marks, questions most failed, common wrong answers", async () => {
    const html = await readFile(at("results", NAME, "classe.html"), "utf8");
    assert.match(html, new RegExp(`${SIZE} copies`));
    assert.match(html, /Réponses fausses les plus fréquentes/);
    assert.match(html, /\d+ fois : .*ordonnée à l/);
    assert.match(html, /À regarder/);
  });

  it("shows model answers and verdicts to the grader, but no student code that could run", async () => {
    const text = await readFile(at("autograded", all[0].name, NAME, `${NAME}.ipynb`), "utf8");
    assert.match(text, /Réponse modèle \(pour le correcteur seul\)/);
    assert.match(text, /✓ 2 \/ 2 : Exact\./);
    assert.doesNotMatch(text, /<script/);
  });

  it("refuses to change a lesson's questions after submissions were collected", async () => {
    const changed = path.join(folder, "autre", `${NAME}.ipynb`);
    await mkdir(path.dirname(changed));
    await writeFile(
      changed,
      writeNotebook({ ...LESSON, cells: LESSON.cells.filter(({ id }) => id !== "03-que-dire") }),
    );
    const present = () =>
      Promise.all(["source", "release"].map((step) => readFile(at(step, NAME, `${NAME}.ipynb`), "utf8")));
    const before = await present();
    const { code: status, output } = await quick("release", changed);
    assert.equal(status, 1);
    assert.deepEqual(await present(), before, "what was given out stays");
    assert.match(output, /les questions ont changé alors que des copies sont déjà là/);
  });
});
