/**
 * The sentences of a verdict beside the judgement itself: hints, what to do next, and what went wrong before
 * judging.
 */
import { say, type Sentence } from "../language/language.js";
import { headed } from "../language/titles.js";
import type { CheckCall } from "./check-call.js";
import { Draw } from "./draw.js";
import type { Exercise } from "./exercise.js";
import { inTime, observe, PATIENCE } from "./observe.js";

/** The seed of the inputs in the example that is shown after the last hint. */
const EXAMPLE_SEED = 2026;
/** After so many tries beyond the last hint, an example and a way to continue are shown. */
const TRIES_AFTER_HINTS = 2;

/** The number of wrong answers from which on the learner is told how to continue without this exercise. */
export function triesBeforeWayOn({ hints }: Exercise): number {
  return hints.length + TRIES_AFTER_HINTS;
}

/**
 * The help after a wrong answer. `level` counts the different wrong answers: while there is a hint of this
 * number, that hint; afterwards the section to read; from `triesBeforeWayOn` on also an example, if there is
 * one, and how to continue.
 */
export function hintLines(exercise: Exercise, level: number): string[] {
  const { id, hints, read, example, solution: answer } = exercise;
  if (level <= hints.length)
    return [
      say({
        fr: `Indice ${level} sur ${hints.length} : ${say(hints[level - 1])}`,
        en: `Hint ${level} of ${hints.length}: ${say(hints[level - 1])}`,
      }),
    ];
  const lines = [say({ fr: `À relire : ${say(read)}`, en: `Read again: ${say(read)}` })];
  if (level < triesBeforeWayOn(exercise)) return lines;
  const shown = example?.(new Draw(EXAMPLE_SEED));
  if (shown !== undefined)
    lines.unshift(
      say({
        fr: `Un exemple pour vous vérifier, à faire d’abord à la main : pour (${shown.inputs}), le résultat juste est ${shown.expected}.`,
        en: `An example to check yourself by, first by hand: for (${shown.inputs}) the right result is ${shown.expected}.`,
      }),
    );
  lines.push(
    answer === undefined
      ? say({
          fr: "Toujours bloqué ? La suite de la leçon fonctionne sans cette réponse : continuez, et revenez-y.",
          en: "Still stuck? The rest of the lesson works without this answer: go on, and come back to it.",
        })
      : say({
          fr: `La solution et son explication : \`exercises.solution("${id}")\`.`,
          en: `The solution and its explanation: \`exercises.solution("${id}")\`.`,
        }),
  );
  return lines;
}

/** Says that the learner's function did not end in time. */
export function lateLine(): Sentence {
  return {
    fr: `La fonction n’a pas fini au bout de ${PATIENCE / 1000} secondes : une boucle sans fin ? Sa condition doit devenir fausse un jour. Elle a été arrêtée ; le bouton ■ de la barre d’outils arrête de même toute cellule qui dure.`,
    en: `The function had not finished after ${PATIENCE / 1000} seconds: an endless loop? Its condition must become false some day. It was stopped; the button ■ of the toolbar stops any cell that takes too long in the same way.`,
  };
}

/** Says that the newest definition of these variables failed, so that there is nothing new to judge. */
export function outdatedLines(title: string, names: readonly string[]): string[] {
  const list = names.map((name) => `\`${name}\``).join(", ");
  return [
    headed(title, {
      fr: "votre dernière version n’a pas pu s’exécuter.",
      en: "your newest version could not run.",
    }),
    say({
      fr: `La cellule qui définit ${list} s’est terminée par une erreur, et l’ancienne version n’est pas jugée à nouveau. Corrigez cette cellule, exécutez-la, puis celle-ci.`,
      en: `The cell that defines ${list} ended in an error, and the older version is not judged again. Mend that cell, run it, then this one.`,
    }),
  ];
}

/** Says that answers were computed before something that they depend on changed. */
export function staleLines(stale: readonly { readonly name: string; readonly because: string }[]): string[] {
  return stale.map(({ name, because }) =>
    name === because || !/^[\p{L}_$]/u.test(because)
      ? say({
          fr: `⚠ La cellule de \`${name}\` n’est plus à jour : exécutez-la d’abord à nouveau.`,
          en: `⚠ The cell of \`${name}\` is out of date: run it again first.`,
        })
      : say({
          fr: `⚠ \`${because}\` a changé depuis le calcul de \`${name}\` : exécutez d’abord à nouveau la cellule de \`${name}\`.`,
          en: `⚠ \`${because}\` has changed since \`${name}\` was computed: run the cell of \`${name}\` again first.`,
        }),
  );
}

/** Says what to do if there is no answer yet. */
export function nextStep(exercise: Exercise, call: CheckCall | undefined): Sentence {
  const fits = (value: unknown): boolean => {
    const seen = inTime(() => observe(value, exercise.probe));
    return seen !== "late" && seen.kind === "calls" && exercise.judge(seen).right;
  };
  const other = call?.likelyAnswer(fits);
  if (other !== undefined) return otherName(other);
  const names = (call?.names ?? []).map((name) => `\`${name}\``).join(", ");
  if (names === "")
    return {
      fr: "Complétez la cellule ci-dessus, exécutez-la, puis exécutez celle-ci.",
      en: "Fill in the cell above, run it, then run this one.",
    };
  return {
    fr: `Complétez la cellule ci-dessus sans changer le nom (${names}), exécutez-la, puis exécutez celle-ci.`,
    en: `Fill in the cell above without changing the name (${names}), run it, then run this one.`,
  };
}

/** Says that another variable seems to be the answer. */
export function otherName({
  name,
  expected,
}: {
  readonly name: string;
  readonly expected: string;
}): Sentence {
  return {
    fr: `Vous avez défini \`${name}\`, mais c’est \`${expected}\` qui est vérifié : si c’est votre réponse, donnez-lui ce nom.`,
    en: `You have defined \`${name}\`, but \`${expected}\` is what is checked: if it is your answer, give it that name.`,
  };
}
