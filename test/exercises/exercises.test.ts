import assert from "node:assert/strict";
import fc from "fast-check";
import { exercises, ArgumentError, setLanguage } from "../../src/index.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import type { Exercise } from "../../src/exercises/exercise.js";
import { observe } from "../../src/exercises/observe.js";
import { say } from "../../src/language/language.js";
import { ANSWERS } from "./answers.js";
import { toldSolutions } from "./told-solutions.js";

const bundle = (verdict: exercises.Verdict) =>
  (verdict as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for("Jupyter.display")]();

describe("exercises", () => {
  beforeEach(() => exercises.forget());

  it("each have a list of right and wrong answers", () => {
    assert.deepEqual(Object.keys(ANSWERS).sort(), [...EXERCISES.keys()].sort());
    for (const { right, wrong } of Object.values(ANSWERS)) assert.ok(right.length >= 6 && wrong.length >= 10);
  });

  for (const [id, { right, wrong }] of Object.entries(ANSWERS)) {
    describe(id, () => {
      right.forEach((answer, i) =>
        it(`accepts right answer ${i + 1}: ${String(answer).slice(0, 60)}`, () =>
          assert.equal(exercises.check(id, answer).state, "right", exercises.check(id, answer).text)),
      );
      wrong.forEach((answer, i) =>
        it(`refuses wrong answer ${i + 1}: ${String(answer).slice(0, 60)}`, () =>
          assert.equal(exercises.check(id, answer).state, "wrong")),
      );
      it("says that there is no answer yet for a placeholder", () => {
        for (const blank of [undefined, null, NaN, "", [], [NaN, NaN]]) {
          const { probe } = EXERCISES.get(id)!;
          assert.equal(exercises.check(id, probe.kind === "calls" ? () => blank : blank).state, "unanswered");
          if (blank === undefined || blank === null)
            assert.equal(exercises.check(id, blank).state, "unanswered");
        }
      });
      it("has three different hints in both languages", () => {
        const { hints, read, title } = EXERCISES.get(id)!;
        for (const sentence of [...hints, read, title])
          assert.ok(sentence.fr.length > 5 && sentence.en.length > 5);
        assert.equal(new Set(hints.map((hint) => hint.fr)).size, 3);
      });
    });
  }

  it("give a more specific hint for each new wrong answer, then say where to read; the same answer again gets no new hint", () => {
    const last = (answer: unknown) => exercises.check("06-dropout", answer).lines.at(-1)!;
    assert.match(last(0.3), /^Indice 1 sur 3/);
    assert.match(last(0.3), /^Indice 1 sur 3/);
    assert.match(last(0.6), /^Indice 2 sur 3/);
    assert.match(last(0.49), /^Indice 3 sur 3/);
    assert.match(last(0.51), /^À relire/);
    assert.equal(exercises.check("06-dropout", 0.09).state, "right");
  });
  it("explain a right answer once, and state the form of an answer while there is none", () => {
    for (const [id, { right }] of Object.entries(ANSWERS)) {
      const { because, form, probe } = EXERCISES.get(id)!;
      for (const sentence of [because, form])
        assert.ok(sentence.fr.length > 20 && sentence.en.length > 15 && sentence.fr !== sentence.en, id);
      assert.deepEqual(exercises.check(id, right[0]).lines.slice(1), [because.fr]);
      assert.equal(exercises.check(id, probe.kind === "calls" ? () => NaN : NaN).lines.at(-1), say(form));
    }
    assert.equal(new Set([...EXERCISES.values()].map(({ because }) => because.fr)).size, EXERCISES.size);
  });
  it("offer a way to continue after the last hint and further tries", () => {
    for (let i = 0; i < 4; i++) exercises.hint("01-couche");
    const { lines } = exercises.hint("01-couche");
    assert.match(
      lines[1],
      /^Un exemple pour vous vérifier.* pour \(\[\[.* le résultat juste est \[0\.\d+, 0\.\d+\]\.$/,
    );
    assert.match(lines[2], /^À relire/);
    assert.match(lines[3], /continuez, et revenez-y/);
    for (let i = 0; i < 4; i++) exercises.hint("06-lots");
    assert.doesNotMatch(exercises.hint("06-lots").text, /exemple|\b375\b/);
  });
  it("give no solution of a graded exercise, but a way to continue", () => {
    assert.match(exercises.solution("06-lots").text, /compte dans la note/);
    assert.doesNotMatch(exercises.solution("06-lots").text, /\b375\b/);
    assert.match(exercises.solution("01-eqm").text, /Un exemple pour vous vérifier/);
  });
  it("give the solution of an ungraded exercise, once its hints were read", () => {
    const all = EXERCISES as Map<string, Exercise>;
    all.set("00-essai", {
      ...EXERCISES.get("06-lots")!,
      id: "00-essai",
      solution: {
        fr: "Quarante-huit mille par cent vingt-huit.",
        en: "Forty-eight thousand by a hundred and twenty-eight.",
      },
    });
    try {
      assert.match(
        exercises.solution("00-essai").text,
        /les indices qui restent \(3\) : exercises\.hint\("00-essai"\)/,
      );
      for (let i = 0; i < 5; i++) exercises.hint("00-essai");
      assert.match(
        exercises.hint("00-essai").text,
        /La solution et son explication : `exercises\.solution\("00-essai"\)`/,
      );
      assert.match(
        exercises.solution("00-essai").text,
        /Quarante-huit mille par cent vingt-huit\.\nUn pas par lot/,
      );
    } finally {
      all.delete("00-essai");
    }
  });
  it("treat a function that computes and returns NaN as an attempt, and say where it reads past the end", () => {
    const attempt = (y: number[], prevu: number[]) => {
      let s = 0;
      for (let i = 1; i <= y.length; i++) s += (y[i] - prevu[i]) ** 2;
      return s / y.length;
    };
    assert.match(
      exercises.check("01-eqm", attempt).text,
      /^✗ [^\n]*\nPour \(\[1, 2, 3\] ; \[1, 4, 2\.5\]\), elle lit `y\[3\]`, qui n’existe pas : `y` a 3 éléments/,
    );
    assert.match(
      exercises.check("03-logistique", (z: number) => Math.log(-1 - z * z)).text,
      /elle renvoie NaN \(« pas un nombre »\)/,
    );
  });
  it("give a hint when asked for one", () => {
    assert.match(exercises.hint("06-lots").text, /Indice 1 sur 3/);
    assert.match(exercises.hint("06-lots").text, /Indice 2 sur 3/);
  });
  it("know a typical mistake also where it gives NaN", () => {
    const { text } = exercises.check("00-distance", ({ x, y }: { x: number; y: number }) =>
      Math.sqrt(x ^ (2 + y) ^ 2),
    );
    assert.match(text, /n’est pas la puissance ici/);
  });
  it("say what is wrong in words", () => {
    const { text } = exercises.check("03-logistique", (z: number) => Math.exp(-z));
    assert.match(text, /fraction/);
    for (const [id, { wrong }] of Object.entries(ANSWERS)) {
      for (const answer of wrong)
        assert.doesNotMatch(exercises.check(id, answer).text, /\b3193\b|\b375\b|0[.,]09\b|2[.,]302/);
    }
  });

  for (const [id, { wrong }] of Object.entries(ANSWERS)) {
    it(`${id} never tells its own solution to a wrong answer`, () => {
      for (const answer of wrong) {
        const { lines } = exercises.check(id, answer);
        assert.deepEqual(toldSolutions(id, answer, lines), [], lines.join("\n"));
      }
    });
  }

  it("would be found out if they told a number, a choice or a result", () => {
    const told = (id: string, answer: unknown, ...lines: string[]) =>
      toldSolutions(id, answer, ["titre", ...lines]);
    assert.deepEqual(told("06-parametres", 12, "Ce n’est pas 12 mais 3 193."), ["3 193"]);
    assert.deepEqual(told("06-dropout", 0.3, "Indice 3 sur 3 : 0.3 × 0.3 = 0,09."), ["0,09"]);
    assert.deepEqual(told("04-coins", 2, "Il y en a 3."), ["3"]);
    assert.deepEqual(told("01-bleues", "a", 'La réponse est "b".'), ['"b"']);
    assert.deepEqual(told("01-qui-suis-je", "tanh", "C’est la fonction relu."), ["relu"]);
    const { probe, judge } = EXERCISES.get("01-eqm")!;
    const judgement = judge(observe(() => 0, probe));
    assert.ok(!judgement.right && judgement.comparison !== undefined);
    const { expected } = judgement.comparison;
    assert.deepEqual(
      told("01-eqm", () => 0, `Le résultat est ${expected}.`),
      [expected],
    );
  });

  it("show an HTML box with the state as a sign and in words, with markup escaped", () => {
    const shown = bundle(
      exercises.check("03-logistique", () => {
        throw new Error("<b>zut</b>");
      }),
    );
    assert.match(shown["text/html"], /data-state="wrong"/);
    assert.match(shown["text/html"], /&lt;b&gt;zut/);
    assert.match(shown["text/plain"], /^✗ /);
  });
  it("never throw an error because of an answer", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EXERCISES.keys()),
        fc.anything({ withBigInt: true, withTypedArray: true, withMap: true }),
        (id, answer) => {
          const verdict = exercises.check(
            id,
            EXERCISES.get(id)!.probe.kind === "calls" ? () => answer : answer,
          );
          assert.ok(["right", "wrong", "unanswered"].includes(verdict.state));
          assert.ok(bundle(verdict)["text/html"].length > 0);
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  });
  it("give the learner's function fresh inputs on each call", () => {
    const answer = (z: number[]) => {
      const e = z.map(Math.exp);
      z.length = 0;
      const s = e.reduce((a, b) => a + b);
      return e.map((v) => v / s);
    };
    assert.equal(exercises.check("06-softmax", answer).state, "right");
    assert.equal(exercises.check("06-softmax", answer).state, "right");
  });
  it("recognise a promise", () => {
    assert.match(exercises.check("03-parametres", (d: number) => Promise.resolve(d + 1)).text, /async/);
  });
  it("refuse an unknown name, and list those of the lesson", () => {
    assert.throws(
      () => exercises.check("03-logistic", 1),
      (error: unknown) => error instanceof ArgumentError && error.message.includes("03-logistique"),
    );
  });
  it("have English sentences too", () => {
    setLanguage("en");
    try {
      assert.match(exercises.check("06-lots", 469).text, /not yet/);
    } finally {
      setLanguage("fr");
    }
  });
});
