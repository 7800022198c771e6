import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { readNotebook } from "../../grading/notebook-file.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { NOTEBOOK } from "../../src/host/notebook.js";
import { ArgumentError, exercises, setLanguage } from "../../src/index.js";
import { ROOT } from "../setup/clone.js";

const LESSONS = path.join(ROOT, "notebooks", "fr");
const all = [...EXERCISES.keys()].filter((id) => id.startsWith("06"));

describe("exercises.progress", () => {
  beforeEach(() => exercises.forget());
  after(() => exercises.forget());

  it("lists all exercises of a lesson, in its order, none of them done at first", () => {
    const { done, left, text } = exercises.progress("06");
    assert.deepEqual([done, left], [[], all]);
    assert.match(text, /^Réussi : 0 exercice sur 8\. Il en reste 8\.\n○ Ramener les pixels/);
    assert.match(text, /redémarrage[^]*Les questions à rédiger/);
  });

  it("goes by the last verdict on each exercise", () => {
    exercises.check("06-lots", 375);
    exercises.check("06-dropout", 0.3);
    assert.deepEqual(exercises.progress("06").done, ["06-lots"]);
    assert.match(
      exercises.progress("06").text,
      /✗ Quand le goulot se ferme \(06-dropout\) : pas encore juste/,
    );
    exercises.check("06-lots", 469);
    exercises.check("06-dropout", 0.09);
    assert.deepEqual(exercises.progress("06").done, ["06-dropout"]);
    exercises.forget();
    assert.deepEqual(exercises.progress("06").done, []);
  });

  it("is that of the lesson last worked on, unless a number is given", () => {
    assert.throws(() => exercises.progress(), ArgumentError);
    exercises.check("06-lots", 375);
    exercises.check("08-ordre", "c");
    assert.deepEqual(exercises.progress().done, ["08-ordre"]);
    exercises.check("06-lots", 375);
    assert.deepEqual(exercises.progress().done, ["06-lots"]);
    assert.throws(() => exercises.progress("77"), /06, 07/);
  });

  it("does not count a right answer that was computed from names that have changed since", () => {
    const cell = {
      code: `exercises.check("06-lots", pasParEpoque)`,
      outdated: [],
      stale: [{ name: "pasParEpoque", because: "lot" }],
      variables: { pasParEpoque: 375 },
      definitionOf: () => "const pasParEpoque = 48_000 / lot;",
      tell: String,
    };
    const run = { signal: new AbortController().signal, throwIfInterrupted: () => undefined, cell };
    Object.assign(globalThis, { [NOTEBOOK]: { currentRun: () => run } });
    try {
      assert.equal(exercises.check("06-lots", 375).state, "right");
    } finally {
      Reflect.deleteProperty(globalThis, NOTEBOOK);
    }
    const { done, text } = exercises.progress("06");
    assert.deepEqual(done, []);
    assert.match(text, /↻ [^\n]*à vérifier de nouveau/);
  });

  it("says so where all is done, and speaks English too", () => {
    exercises.check("06-lots", 375);
    setLanguage("en");
    try {
      const { text } = exercises.progress("06");
      assert.match(text, /^Right: 1 of 8 exercises\. 7 left\.\n[^]*no answer checked yet[^]*After a restart/);
    } finally {
      setLanguage("fr");
    }
    const shown = exercises.progress("06") as unknown as Record<symbol, () => Record<string, string>>;
    const html = shown[Symbol.for("Jupyter.display")]()["text/html"];
    assert.equal(html.match(/<li /g)?.length, 8);
    assert.match(html, /data-progress="06-lots" data-state="right"/);
  });

  it("is the last cell of every lesson, and has the order of its exercises", async () => {
    for (const file of readdirSync(LESSONS).filter((name) => name.endsWith(".ipynb"))) {
      const { cells } = await readNotebook(path.join(LESSONS, file));
      const last = cells.at(-1)!;
      const number = file.slice(0, 2);
      assert.deepEqual([last.id, last.source], ["progres", `exercises.progress("${number}")`], file);
      const answers = cells.map(({ id = "" }) => id).filter((id) => EXERCISES.has(id));
      assert.deepEqual(exercises.progress(number).left, answers);
    }
  });
});
