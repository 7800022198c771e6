/**
 * The explanations that a learner reads below a cell: of errors at run time, of empty values, and of checked
 * answers; wherever the kernel works.
 */
import assert from "node:assert/strict";
import { withoutColours } from "../../system/without-colours.js";
import { resultOf, streamOf, type CellClient } from "./cell-client.js";

/** To be called in `describe`: `client` gives a client of the kernel, once the tests run. */
export function explanationsSuite(client: () => CellClient): void {
  let kernel: CellClient;
  before(async () => {
    kernel = client();
    assert.equal((await run('import { exercises, setLanguage } from "neurones";')).reply["status"], "ok");
  });

  const run = (code: string) => kernel.execute(code);
  const failure = async (code: string) => {
    const { reply } = await run(code);
    assert.equal(reply["status"], "error", code);
    return {
      error: `${String(reply["ename"])}: ${String(reply["evalue"])}`,
      read: withoutColours((reply["traceback"] as string[]).join("\n")),
    };
  };
  const value = async (code: string) => resultOf(await run(code)) ?? "";

  describe("names in messages", () => {
    const CASES: readonly (readonly [code: string, error: RegExp])[] = [
      ["let f: any = 3; f()", /^TypeError: f is not a function$/],
      ["f?.()", /^TypeError: f is not a function$/],
      ["f`a`", /^TypeError: f is not a function$/],
      ["new f()", /^TypeError: f is not a constructor$/],
      [
        "let o: any = null; const { a } = o",
        /^TypeError: Cannot destructure property 'a' of 'o' as it is null\.$/,
      ],
      ["for (const x of f) {}", /^TypeError: f is not iterable$/],
      ["f.g()", /^TypeError: f\.g is not a function$/],
      [
        "const inside = () => f.g.h(); inside()",
        /^TypeError: Cannot read properties of undefined \(reading 'h'\)$/,
      ],
      ["const calling = () => f(); calling()", /^TypeError: f is not a function$/],
      ["let été: any = {}; été.élan()", /^TypeError: été\.élan is not a function$/],
      ["await Promise.resolve(1); f()", /^TypeError: f is not a function$/],
    ];
    for (const [code, expected] of CASES) {
      it(code, async () => {
        const { error, read } = await failure(code);
        assert.match(error, expected);
        assert.doesNotMatch(read, /\$\d|\(0 ?,/);
      });
    }
    it("include `_` for the last value", async () => {
      await run("6 * 7");
      assert.match((await failure("_.missing()")).error, /^TypeError: _\.missing is not a function$/);
    });
    it("are the learner's names also in a cell that catches the error, and in its output", async () => {
      const shown = streamOf(
        await run("try { f() } catch (error) { console.log((error as Error).message); console.log(error); }"),
      );
      assert.match(shown, /^f is not a function\n/);
      assert.doesNotMatch(shown, /\$\d/);
    });
    it("that end in $0 in the source remain unchanged", async () => {
      assert.match(
        (await failure("const x$0 = { value: 3 as any }; x$0.value()")).error,
        /^TypeError: x\$0\.value is not a function$/,
      );
    });
  });

  describe("the place and the reason", () => {
    const CASES: readonly (readonly [code: string, read: RegExp])[] = [
      [
        "const v = [1, 2, 3];\nlet i = 3;\n(v[i] as any).toFixed(2)",
        /Conseil : `v\[i\]` n’existe pas dans `v` : ses 3 éléments vont de v\[0\] à v\[2\], car on compte depuis 0\./,
      ],
      [
        "const lignes: number[][] = [];\nlignes[0][1] = 3",
        /la ligne `lignes\[0\]` n’existe pas encore : lignes\[0\] = \[\]; d’abord/,
      ],
      ["const rien = (): any => { };\nrien().x", /`rien\(\)` ne renvoie rien : un return/],
      ["const boite: any = {};\nboite.a.b", /`boite\.a` n’a pas de valeur/],
      ['throw new TypeError("à moi")', /^TypeError: à moi\n/],
    ];
    for (const [code, read] of CASES) it(code, async () => assert.match((await failure(code)).read, read));

    it("are explained in English after a cell has chosen it", async () => {
      await run('setLanguage("en")');
      const { error, read } = await failure("let plain: any = 3;\nplain()");
      await run('setLanguage("fr")');
      assert.match(error, /^TypeError: plain is not a function$/);
      assert.match(read, /^TypeError: plain is not a function\nHint: `plain` has another value/);
    });
  });

  describe("an empty value", () => {
    it("beyond the end of an array is explained", async () => {
      await run("let w = [1, 2]; let k = 2;");
      assert.match(
        streamOf(await run("w[k]"), "stderr"),
        /`w\[k\]` n’existe pas \(undefined\) : les 2 éléments de `w` vont de w\[0\] à w\[1\]/,
      );
      assert.match(streamOf(await run("w[2]"), "stderr"), /`w\[2\]` n’existe pas/);
      assert.equal(streamOf(await run("w[1]"), "stderr"), "");
    });
    it("such as NaN is explained, too", async () => {
      assert.match(streamOf(await run("w[0] / 0 - w[0] / 0"), "stderr"), /^NaN veut dire/);
      assert.equal(streamOf(await run("NaN"), "stderr"), "");
    });
  });

  describe("several undefined names", () => {
    it("are reported in one line, without errors that only follow from them", async () => {
      const { read } = await failure(
        'plotsX.curves({ title: "", functions: {} });\nconst reseau = (point: number[]) => couche([[W11, W12]], [b1], point);\ntable(x.map((p) => ({ p, y: net.predict([p])[0][0] })))',
      );
      assert.equal(read.match(/TypeScriptError/g)?.length, 1);
      assert.match(
        read,
        /aucune cellule exécutée ne définit `plotsX`, `couche`, `W11`, `W12`, `b1`, `table`, `x`, `net`\. Exécutez d’abord les cellules au-dessus \(menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée »\)/,
      );
    });
  });

  describe("a check", () => {
    beforeEach(() => run("exercises.forget()"));
    const EQM = (body: string) => `const eqm = (y: number[], prevu: number[]): number => {\n  ${body}\n};`;
    const RIGHT = "return y.reduce((s, v, i) => s + (v - prevu[i]) ** 2, 0) / y.length;";
    const check = () => value('exercises.check("01-eqm", eqm)');

    it("names the variable that it reads, and shows the form of an answer if there is none", async () => {
      await run(EQM("// À vous.\n  return NaN;"));
      assert.match(
        await check(),
        /pas encore de réponse\.\n.*sans changer le nom \(`eqm`\).*\nRéponse attendue : une fonction de 2 arguments qui renvoie \(`return`\) un nombre\./,
      );
    });
    it("does not call other functions of the notebook, which may have side effects, to find an answer", async () => {
      await run(
        "let appels = 0;\nconst compteur = (...rien: unknown[]) => { appels += 1; return 0; };\nconst affiche = (y: number[]) => { console.log(y); return 1; };",
      );
      await run(EQM("return NaN;"));
      assert.match(await check(), /^○/);
      assert.equal(await value("appels"), "0");
      assert.match(await check(), /^○/);
    });
    it("does not mistake another exercise's answer for an answer under another name", async () => {
      await run(
        "const gradientsW1 = (a: number): number[][] => [[a]];\nconst gradientDeJ = (u: number, v: number): number[] => {\n  return [];\n};",
      );
      assert.doesNotMatch(await value('exercises.check("02-gradient", gradientDeJ)'), /gradientsW1/);
    });
    it("finds an answer under another name", async () => {
      await run(EQM("return NaN;"));
      await run(EQM(RIGHT).replace("eqm", "monErreur"));
      assert.match(await check(), /Vous avez défini `monErreur`, mais c’est `eqm` qui est vérifié/);
    });
    it("says that the new answer has another name if the old wrong one is judged again", async () => {
      await run("const parametres = 6;");
      assert.match(await value('exercises.check("01-parametres", parametres)'), /^✗ /);
      await run("const parametre = 9;");
      assert.match(
        await value('exercises.check("01-parametres", parametres)'),
        /^✗ .*\n.*\nVous avez défini `parametre`, mais c’est `parametres` qui est vérifié/,
      );
    });
    it("does not judge the older version after a cell that assigns the name with R's operator", async () => {
      await run('const bleues = "a";');
      await failure('bleues <- "b"');
      assert.match(
        await value('exercises.check("01-bleues", bleues)'),
        /^○ .*votre dernière version n’a pas pu s’exécuter/,
      );
      await run('const bleues = "b";');
      assert.match(await value('exercises.check("01-bleues", bleues)'), /^✓/);
    });
    it("accepts an answer that gives NaN as an attempt, and says where it reads past the end", async () => {
      await run(
        EQM(
          "let s = 0;\n  for (let i = 1; i <= y.length; i++) s += (y[i] - prevu[i]) ** 2;\n  return s / y.length;",
        ),
      );
      assert.match(
        await check(),
        /^✗ .*\nPour \(.*\), elle lit `y\[3\]`, qui n’existe pas : `y` a 3 éléments, de `y\[0\]` à `y\[2\]`\.\nIndice 1/,
      );
    });
    it("accepts a number that was computed as NaN as an attempt, but not an unchanged NaN", async () => {
      await run("const parametres = NaN; // à remplacer");
      assert.match(await value('exercises.check("01-parametres", parametres)'), /^○/);
      await run("const parametres = Math.log(-1);");
      assert.match(await value('exercises.check("01-parametres", parametres)'), /^✗ .*\nLe calcul donne NaN/);
    });
    it("does not judge the older version after a cell that failed at compile time or at run time", async () => {
      await run(EQM(RIGHT));
      assert.match(await check(), /^✓/);
      await failure(EQM("return y.lenght;"));
      assert.match(
        await check(),
        /^○ .*votre dernière version n’a pas pu s’exécuter\.\nLa cellule qui définit `eqm` s’est terminée par une erreur/,
      );
      await run(EQM(RIGHT));
      assert.match(await check(), /^✓/);
      await failure(
        `(undefined as any).x;\nconst fin = 1;\n${EQM(RIGHT).replace("const eqm = ", "const avant = ")}`,
      );
      assert.match(streamOf(await run(EQM(RIGHT)), "stderr"), /^$/);
    });
    it("says why an older version is used elsewhere", async () => {
      await failure(EQM("return texte;"));
      assert.match(
        streamOf(await run("eqm([1], [2])"), "stderr"),
        /la dernière cellule qui définit `eqm` \(Cell \[\d+\]\) a échoué : c’est sa version précédente/,
      );
    });
    it("names the failed cell if none of its names exist", async () => {
      await failure('const jamais: number = "a";');
      assert.match((await failure("jamais + 1")).read, /Cell \[\d+\], qui définit `jamais`, a échoué/);
    });
    for (const [kind, body] of [
      ["loop", "let i = 0;\n  while (i < y.length) { Math.abs(i); }\n  return i;"],
      ["loop that catches everything", "for (;;) { try { for (;;) Math.random(); } catch { } }"],
      [
        "recursion",
        "const again = (n: number): number => (n > 1e12 ? n : [n].map((k) => again(k + (n % 2 === 0 ? 1 : -1)))[0]);\n  for (;;) { try { again(0); } catch { } }",
      ],
    ] as const) {
      it(`ends a function that never ends (${kind}), says how to stop a cell, and the notebook continues`, async () => {
        await run("let garde = 7;");
        await run(EQM(body));
        assert.match(await check(), /^✗ .*\nLa fonction n’a pas fini au bout de 5 secondes : .*■/);
        assert.equal(await value("garde"), "7");
        await run(EQM(RIGHT));
        assert.match(await check(), /^✓ .*exact\.\nLe carré rend/);
      });
    }
    it("uses the course's function instead of one that never ends", async () => {
      await run('import { exercises } from "neurones";');
      const { outputs, reply } = await run(
        'const classer = exercises.use("09-predire", (sorties: number[]): number[] => { for (;;) Math.random(); });\nclasser([0.2, 0.7])',
      );
      assert.equal(reply["status"], "ok");
      assert.match(
        JSON.stringify(outputs),
        /celle du cours, car la vôtre ne se termine pas \(exercice 09-predire\)/,
      );
      assert.match(JSON.stringify(outputs), /\[ 0, 1 \]/);
    });
    it("is stopped by the stop button like any cell", async () => {
      await run(EQM("for (;;) Math.random();"));
      const stopped = run('exercises.check("01-eqm", eqm)');
      await new Promise((resolve) => setTimeout(resolve, 500));
      await kernel.interrupt();
      assert.equal((await stopped).reply["ename"], "KernelInterrupted");
    });
    it("explains JavaScript's errors in the lesson's language", async () => {
      await run(EQM("return (y as any).moyenne();"));
      assert.match(await check(), /l’erreur « y\.moyenne n’est pas une fonction »/);
    });
  });
}
