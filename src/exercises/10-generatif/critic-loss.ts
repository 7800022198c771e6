import { functionExercise } from "../kinds.js";

type Inputs = [real: number[], fake: number[]];

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const ofReal = (p: number) => -Math.log(p);
const ofFake = (p: number) => -Math.log(1 - p);
const mean = (real: number[], fake: number[]) =>
  (total(real.map(ofReal)) + total(fake.map(ofFake))) / (real.length + fake.length);

export const criticLoss = functionExercise<Inputs>({
  id: "10-perte-critique",
  title: { fr: "La perte du critique", en: "The critic's loss" },
  reference: mean,
  inputs: [
    [[0.9], [0.2]],
    [
      [0.8, 0.6],
      [0.1, 0.5],
    ],
    [[0.7, 0.99, 0.4], [0.3]],
    [
      [0.6, 0.02],
      [0.3, 0.97],
    ],
  ],
  // One answer for each kind is nearly all wrong: whoever bounds the probabilities gives another loss.
  draw: (draw) =>
    [2, 3].map((length): Inputs => [
      [...draw.numbers(length - 1, 0.05, 0.95), draw.number(0.02, 0.04)],
      [...draw.numbers(length, 0.05, 0.95), draw.number(0.96, 0.98)],
    ]),
  mistakes: [
    {
      like: (real, fake) => -mean(real, fake),
      why: {
        fr: "Votre perte est négative : il manque le signe moins devant les logarithmes.",
        en: "Your loss is negative: the minus sign before the logarithms is missing.",
      },
    },
    {
      like: (real, fake) => (total(real.map(ofReal)) + total(fake.map(ofReal))) / (real.length + fake.length),
      why: {
        fr: "Pour un faux, la bonne réponse est 0 : c’est 1 − p qu’il faut dans le logarithme.",
        en: "For a fake the right answer is 0: the logarithm must be that of 1 − p.",
      },
    },
    {
      like: (real, fake) => mean(fake, real),
      why: {
        fr: "Les vrais et les faux sont échangés.",
        en: "The real ones and the fakes are exchanged.",
      },
    },
    {
      like: (real, fake) => total(real.map(ofReal)) + total(fake.map(ofFake)),
      why: {
        fr: "C’est la somme ; il reste à diviser par le nombre de réponses.",
        en: "That is the sum; it is still to be divided by the number of answers.",
      },
    },
    {
      like: (real, fake) => total(real.map(ofReal)) / real.length + total(fake.map(ofFake)) / fake.length,
      why: {
        fr: "Vous additionnez deux moyennes ; on demande une seule moyenne, sur toutes les réponses.",
        en: "You add two means; one mean over all answers is asked for.",
      },
    },
    {
      like: (real, fake) =>
        (total(real.map(ofReal)) / real.length + total(fake.map(ofFake)) / fake.length) / 2,
      why: {
        fr: "C’est la moyenne de deux moyennes : s’il y a moins de faux que de vrais, chaque faux y compte davantage. Toutes les réponses comptent autant.",
        en: "That is the mean of two means: where there are fewer fakes than real ones, each fake counts for more. All answers count alike.",
      },
    },
    {
      like: (real) => total(real.map(ofReal)) / real.length,
      why: { fr: "Les faux ne comptent pas.", en: "The fakes do not count." },
    },
  ],
  because: {
    fr: "C’est l’entropie croisée d’un classement en deux classes, avec l’étiquette 1 pour les vrais et 0 pour les faux.",
    en: "It is the cross-entropy of a classification into two classes, with label 1 for the real ones and 0 for the fakes.",
  },
  hints: [
    {
      fr: "Le critique veut répondre 1 aux vrais et 0 aux faux : chaque écart coûte.",
      en: "The critic wants to answer 1 to the real ones and 0 to the fakes: each deviation costs.",
    },
    {
      fr: "Un vrai coûte −ln p, un faux coûte −ln(1 − p).",
      en: "A real one costs −ln p, a fake costs −ln(1 − p).",
    },
    {
      fr: "Additionnez tous ces coûts avec deux boucles et `Math.log`, puis divisez par `vrais.length + faux.length`.",
      en: "Add all these costs with two loops and `Math.log`, then divide by `real.length + fake.length`.",
    },
  ],
  read: { fr: "section 3, « Deux réseaux face à face ».", en: 'section 3, "Two networks face to face".' },
});
