import { functionExercise } from "../kinds.js";
import { logistic } from "../logistic.js";

/** σ(z) = 1 / (1 + e^(−z)); any equivalent form is right, such as e^z / (1 + e^z) or (1 + tanh(z/2)) / 2. */
export const logisticFunction = functionExercise<[number]>({
  id: "03-logistique",
  title: { fr: "La fonction logistique", en: "The logistic function" },
  reference: logistic,
  inputs: [[0], [1], [-1], [2.5], [-7], [20]],
  draw: (draw) => draw.several(5, () => [draw.number(-6, 6)]),
  mistakes: [
    {
      like: (z) => logistic(-z),
      why: {
        fr: "Votre courbe décroît : elle tend vers 1 quand z tend vers −∞. Vérifiez le signe dans l’exponentielle.",
        en: "Your curve decreases: it tends to 1 as z goes to −∞. Check the sign in the exponential.",
      },
    },
    {
      like: (z) => Math.exp(-z),
      why: {
        fr: "Vous avez l’exponentielle, mais pas la fraction : la valeur doit rester entre 0 et 1.",
        en: "You have the exponential but not the fraction: the value must stay between 0 and 1.",
      },
    },
    {
      like: (z) => 1 / 1 + Math.exp(-z),
      why: {
        fr: "Attention aux parenthèses : 1 / 1 + a vaut 1 + a, et non 1 / (1 + a).",
        en: "Mind the parentheses: 1 / 1 + a is 1 + a, not 1 / (1 + a).",
      },
    },
    {
      like: (z) => 1 / (1 - Math.exp(-z)),
      why: {
        fr: "Le dénominateur s’annule en z = 0 ; regardez le signe devant l’exponentielle.",
        en: "The denominator vanishes at z = 0; look at the sign before the exponential.",
      },
    },
    {
      like: (z) => Math.tanh(z),
      why: {
        fr: "C’est la tangente hyperbolique : elle va de −1 à 1. La logistique va de 0 à 1.",
        en: "That is the hyperbolic tangent, from −1 to 1. The logistic function goes from 0 to 1.",
      },
    },
    {
      like: (z) => (z > 0 ? 1 : 0),
      why: {
        fr: "C’est la marche d’escalier : la logistique passe de 0 à 1 en douceur.",
        en: "That is the step: the logistic function goes from 0 to 1 smoothly.",
      },
    },
    { like: (z) => 1 / (1 + 10 ** -z), why: { fr: "La base est e, pas 10.", en: "The base is e, not 10." } },
  ],
  because: {
    fr: "e^(−z) va de +∞ à 0 : la fraction va donc de 0 à 1, et vaut ½ quand z = 0.",
    en: "e^(−z) goes from +∞ to 0, so the fraction goes from 0 to 1, and is ½ where z = 0.",
  },
  hints: [
    {
      fr: "Que vaut e⁰ ? Déduisez-en σ(0), et comparez avec votre fonction.",
      en: "What is e⁰? Find σ(0) from it, and compare with your function.",
    },
    { fr: "L’exponentielle s’écrit `Math.exp(…)`.", en: "The exponential is written `Math.exp(…)`." },
    {
      fr: "Une fraction : 1 en haut ; en bas, 1 plus l’exponentielle de −z, le tout entre parenthèses.",
      en: "A fraction: 1 above; below, 1 plus the exponential of −z, in parentheses.",
    },
  ],
  read: {
    fr: "section 1, « Le modèle », où la fonction est écrite et dessinée.",
    en: 'section 1, "The model", where the function is written and drawn.',
  },
});
