import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { breaches, roleCells } from "../../grading/convention.js";
import { readNotebook, type Cell, type Notebook } from "../../grading/notebook-file.js";
import { studentVersion } from "../../grading/student-version.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { LANGUAGES, type Language } from "../../src/language/language.js";
import { startCompiler } from "../../src/kernel/compiler/client.js";
import { LESSON, code, markdown } from "../grading/lesson.js";
import { ROOT } from "../setup/clone.js";

const names = new Set(EXERCISES.keys());

/** What a statement says, by the kind of its exercise. */
const STATEMENTS: Readonly<Record<Language, Readonly<Record<"turn" | "result" | "letter", RegExp>>>> = {
  fr: {
    turn: /### À vous/g,
    result: /[Rr]env(?:oi|oy)|Complétez la fonction/,
    letter: /lettre, entre guillemets/,
  },
  en: { turn: /### Your turn/g, result: /[Rr]eturn|Complete the function/, letter: /letter, in quotes/ },
};

describe("the convention of graded cells", function () {
  for (const language of LANGUAGES) describe(language, () => conventionOf(language));

  function conventionOf(language: Language): void {
    const folder = path.join(ROOT, "notebooks", language);
    const files = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));

    it("is checked for at least one lesson", () => assert.ok(files.length > 0));
    for (const file of files) {
      describe(file, () => {
        let lesson: Notebook;
        before(async () => (lesson = await readNotebook(path.join(folder, file))));

        it("is followed", () => assert.deepEqual(breaches(lesson, names), []));

        it("gives no points for an exercise that has a solution to show", () => {
          const graded = roleCells(lesson)
            .filter(({ role }) => role === "answer")
            .map(({ gradeId }) => gradeId);
          assert.deepEqual(
            graded.filter((id) => EXERCISES.get(id)?.solution !== undefined),
            [],
          );
        });

        it("includes all exercises of the lesson", () => {
          const checked = roleCells(lesson)
            .filter(({ role }) => role === "answer")
            .map(({ gradeId }) => gradeId);
          const belonging = [...names].filter((id) => id.startsWith(file.slice(0, 3)));
          assert.deepEqual(
            belonging.filter((id) => !checked.includes(id)),
            [],
          );
        });

        it("states for each exercise what to return, or how to write the answer", () => {
          const wordless = roleCells(lesson)
            .filter(({ role }) => role === "answer")
            .flatMap(({ gradeId, cell }) => {
              const exercise = EXERCISES.get(gradeId);
              const before = lesson.cells[lesson.cells.indexOf(cell) - 1].source;
              const { turn, result, letter } = STATEMENTS[language];
              const statement = before.slice([...before.matchAll(turn)].at(-1)?.index ?? 0);
              const wanted =
                exercise?.probe.kind === "calls"
                  ? result
                  : exercise?.form[language].includes(`"a", "b"`) === true
                    ? letter
                    : /./;
              return wanted.test(statement) ? [] : [gradeId];
            });
          assert.deepEqual(wordless, []);
        });

        // The English edition is the same program: `editions/editions.test.ts`.
        if (language !== "fr") return;
        it("has a student's version that compiles", async () => {
          const compiler = startCompiler({ directory: folder });
          try {
            let run = 0;
            for (const { cell_type, source, id } of studentVersion(lesson).cells) {
              if (cell_type !== "code") continue;
              const answer = await compiler.compile({ run: ++run, name: `Cell [${id}]`, code: source });
              assert.deepEqual(
                answer.diagnostics
                  .filter(({ severity }) => severity === "error")
                  .map(({ message }) => message),
                [],
                id,
              );
              compiler.settle({ run, defined: "all" });
            }
          } finally {
            await compiler.close();
          }
        });
      });
    }
  }

  it("reports each deviation", () => {
    const answer = (source: string): Cell => code("03-logistique", source, { solution: true });
    const test = (source: string, points = 1): Cell =>
      code("03-logistique-test", source, { grade: true, locked: true, points });
    const good = "// BEGIN SOLUTION\n// STUB const f = 0;\nconst f = 1;\n// END SOLUTION";
    const check = `exercises.check("03-logistique", f)`;
    const of = (...cells: Cell[]) => breaches({ ...LESSON, cells }, names).join("\n");
    assert.equal(of(answer(good), test(check)), "");
    assert.equal(of(answer(good), test(`${check};`)), "");
    assert.match(of(answer("const f = 1;"), test(check)), /pas délimitée/);
    assert.match(of(answer("// BEGIN SOLUTION\nconst f = 1;"), test(check)), /pas fermée/);
    assert.match(of(answer(good)), /aucun test/);
    assert.match(of(test(check)), /suivi de -test/);
    assert.match(of(answer(good), test(check, 0)), /rapporter des points/);
    assert.match(of(answer(good), test(`console.log(1);\n${check}`)), /rien d’autre/);
    assert.match(of(answer(good), test(`exercises.check("03-droite", f)`)), /rien d’autre/);
    assert.match(of(answer(good), test(check), test(check)), /deux fois/);
    assert.match(
      of(
        {
          ...answer(good),
          id: "x",
          metadata: { nbgrader: { ...answer(good).metadata.nbgrader!, grade_id: "03-zut" } },
        },
        test(check),
      ),
      /aucun exercice/,
    );
    assert.match(
      of(markdown("q", "Que dire ?", { grade: true, solution: true, points: 1 })),
      /pas délimitée/,
    );
    assert.match(of(code("q", "", { grade: true, solution: true, points: 1 })), /ni une réponse/);
  });
});
