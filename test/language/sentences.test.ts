import assert from "node:assert/strict";
import { formatNumber, setLanguage, say, verbatim } from "../../src/language/language.js";
import { headed, inSentences, labelled } from "../../src/language/titles.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import * as exercises from "../../src/exercises/exercises.js";
import * as plots from "../../src/plots/plots.js";

describe("sentences", () => {
  afterEach(() => setLanguage("fr"));

  const counted = (count: number) =>
    say({
      fr: `${formatNumber(count)} copie(s) reconnue(s) ; http(s)://`,
      en: `${formatNumber(count)} batch(es) of one size; http(s)://`,
    });

  it("have the singular or the plural that the number before it asks for", () => {
    for (const [count, ending] of [
      [0, ""],
      [1, ""],
      [1.5, ""],
      [2, "s"],
      [1000, "s"],
    ] as const)
      assert.equal(counted(count), `${formatNumber(count)} copie${ending} reconnue${ending} ; http(s)://`);
    setLanguage("en");
    for (const [count, ending] of [
      [0, "es"],
      [1, ""],
      [1.5, "es"],
      [1000, "es"],
    ] as const)
      assert.equal(counted(count), `${formatNumber(count)} batch${ending} of one size; http(s)://`);
  });

  it("take the nearest number, and leave names, code and words without a number as they are", () => {
    for (const [written, read] of [
      ["dans 2 répétition(s) sur 1 réseau(s)", "dans 2 répétitions sur 1 réseau"],
      ["3 copie(s), dont 1 notée(s)", "3 copies, dont 1 notée"],
      ["la couche h2 point(s)", "la couche h2 point(s)"],
      ["2 * f(s)", "2 * f(s)"],
      ["des point(s)", "des point(s)"],
    ])
      assert.equal(say({ fr: written, en: "" }), read);
  });

  it("leave a text that is not their own as it is", () => {
    const told = (name: string, count: number) =>
      say({ fr: `${verbatim(name)} : ${count} fichier(s), 2 ${verbatim("autre(s)")}`, en: "" });
    for (const name of ["2 final(s).ipynb", "copie 3 mot(s) 1 classe(es)", "(s) 2 x(s)(es)", "1 (s)"])
      assert.equal(told(name, 2), `${name} : 2 fichiers, 2 autre(s)`);
    const again = say({ fr: verbatim(told("2 final(s)", 1)), en: "" });
    assert.equal(again, "2 final(s) : 1 fichier, 2 autre(s)");
  });

  it("follow a title by a colon, unless it ends in a mark of its own", () => {
    const right = { fr: "exact.", en: "right." };
    assert.equal(headed("Le OU", right), "Le OU : exact.");
    assert.equal(headed("Qui suis-je ?", right), "Qui suis-je ? Exact.");
    assert.equal(labelled("Votre idée ?", "x"), "Votre idée ? x");
    assert.equal(inSentences("Qui ?", undefined, "Un titre", "", "Une image"), "Qui ? Un titre. Une image");
    setLanguage("en");
    assert.equal(headed("OR", right), "OR: right.");
    assert.equal(headed("Who?", right), "Who? Right.");
  });

  it("put no sign behind a question mark in the verdicts of any exercise", () => {
    for (const spoken of ["fr", "en"] as const) {
      setLanguage(spoken);
      for (const id of EXERCISES.keys())
        assert.doesNotMatch(exercises.check(id, undefined).text, /[?!]\s*[:.]/, id);
    }
  });

  it("describe figures of one picture, and trainings in other units than epochs", () => {
    const grid = plots.imageGrid({ images: [[0, 1, 2, 3]], shape: [2, 2], title: "Un chiffre ?" });
    assert.equal(grid.description, "Un chiffre ? Grille de 1 image de 2 × 2 pixels.");
    const loss = { history: { loss: [2, 1] } };
    assert.match(
      plots.history(loss, { axis: "tour", steps: [50, 300] }).description,
      /de 2 à 1 \(tour : de 50 à 300\)\.$/,
    );
    assert.match(plots.history({ history: { loss: [2] } }).description, /en 1 époque\.$/);
    setLanguage("en");
    assert.match(plots.history(loss).description, /in 2 epochs\.$/);
  });
});
