import { functionExercise } from "../kinds.js";

type Inputs = [start: number, eta: number, threshold: number];

/** The number of steps until `small(w)` is true, at most 10,000. */
function count(start: number, eta: number, small: (w: number) => boolean): number {
  let steps = 0;
  for (let w = start; !small(w) && steps < 10000; steps++) w -= eta * 2 * w;
  return steps;
}

export const stopping = functionExercise<Inputs>({
  id: "02-arret",
  title: { fr: "La règle d’arrêt", en: "The stopping rule" },
  reference: (start, eta, threshold) => count(start, eta, (w) => Math.abs(2 * w) < threshold),
  inputs: [
    [3, 0.1, 0.01],
    [-2, 0.3, 0.001],
    [0.001, 0.1, 0.01],
    [5, 0.9, 0.1],
    [1, 0.5, 0.01],
    [4, 0.25, 1],
    [3, 0.01, 0.01],
  ],
  // With the first of these inputs the derivative reaches exactly the threshold, which is not « strictement » below it; with
  // the second it takes more than a hundred steps, with the third more than twenty, and with the fourth none.
  draw: (draw) => {
    const sign = () => draw.oneOf([-1, 1]);
    return [
      [sign() * 2 ** draw.integer(0, 6), draw.oneOf([0.25, 0.75]), 0.125],
      [sign() * 2 ** draw.integer(5, 6), 0.015625, 0.07],
      [sign() * 2 ** draw.integer(5, 6), 0.125, 0.07],
      [sign() * draw.number(0.001, 0.03), draw.oneOf([0.125, 0.25, 0.75]), 0.07],
      ...[-1, 1].map((side): Inputs => [
        side * 2 ** draw.integer(0, 6),
        draw.oneOf([0.125, 0.25, 0.75]),
        0.07,
      ]),
    ];
  },
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    {
      like: (start, eta, threshold) => count(start, eta, (w) => Math.abs(2 * w) <= threshold),
      why: {
        fr: "« Strictement plus petit » : quand la dérivée vaut exactement le seuil, il faut encore un pas.",
        en: '"Strictly smaller": where the derivative equals the threshold, one more step is needed.',
      },
    },
    {
      like: (start, eta, threshold) => count(start, eta, (w) => Math.abs(w) < threshold),
      why: {
        fr: "C’est la dérivée 2w qui doit être petite, pas w.",
        en: "The derivative 2w must be small, not w.",
      },
    },
    {
      like: (start, eta, threshold) => count(start, eta, (w) => 2 * w < threshold),
      why: {
        fr: "Il manque la valeur absolue : une dérivée très négative n’est pas petite.",
        en: "The absolute value is missing: a very negative derivative is not small.",
      },
    },
    {
      like: (start, eta, threshold) => count(start, eta, (w) => Math.abs(2 * w) < threshold) + 1,
      why: {
        fr: "Un de trop : comptez les pas faits, pas les positions visitées.",
        en: "One too many: count the steps made, not the places visited.",
      },
    },
    {
      like: (start, eta, threshold) =>
        Math.max(
          1,
          count(start, eta, (w) => Math.abs(2 * w) < threshold),
        ),
      why: {
        fr: "Si la dérivée est déjà petite au départ, on ne fait aucun pas : testez avant d’avancer.",
        en: "If the derivative is small at the start, no step is made: test before moving.",
      },
    },
    {
      like: (start, eta, threshold) => count(start, eta, (w) => Math.abs(2 * w) < threshold) - 1,
      why: {
        fr: "Il en manque un : le dernier pas, celui après lequel la dérivée est petite, compte aussi.",
        en: "One is missing: the last step, after which the derivative is small, counts too.",
      },
    },
    {
      like: (start, eta, threshold) => count(start, eta / 2, (w) => Math.abs(2 * w) < threshold),
      why: {
        fr: "La dérivée de w² est 2w : vos pas sont deux fois trop petits.",
        en: "The derivative of w² is 2w: your steps are half as long.",
      },
    },
  ],
  because: {
    fr: "Près du minimum la pente est presque nulle, des deux côtés : c’est la valeur absolue de la dérivée qui dit qu’on y est.",
    en: "Near the minimum the slope is nearly zero, on both sides: the absolute value of the derivative says that one is there.",
  },
  hints: [
    {
      fr: "Une boucle `while` : tant que la dérivée n’est pas assez petite, faire un pas et compter.",
      en: "A `while` loop: while the derivative is not small enough, step and count.",
    },
    { fr: "La condition porte sur `Math.abs(2 * w)`.", en: "The condition is on `Math.abs(2 * w)`." },
    {
      fr: "`while (Math.abs(2 * w) >= seuil)` : un pas `w = w - eta * 2 * w`, puis `n = n + 1`.",
      en: "`while (Math.abs(2 * w) >= threshold)`: a step `w = w - eta * 2 * w`, then `n = n + 1`.",
    },
  ],
  read: { fr: "section 4, « Quand s’arrêter ? ».", en: 'section 4, "When to stop?".' },
});
