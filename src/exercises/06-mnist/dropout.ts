import { numberExercise } from "../kinds.js";

/** Two neurons, each switched off with probability 0.3, independently: both with 0.09. */
export const dropout = numberExercise({
  id: "06-dropout",
  title: { fr: "Quand le goulot se ferme", en: "When the bottleneck shuts" },
  expected: 0.09,
  tolerance: { absolute: 1e-6, relative: 0 },
  mistakes: [
    {
      value: 0.3,
      why: {
        fr: "C’est la probabilité qu’un neurone donné soit éteint ; on demande les deux.",
        en: "That is the probability that one given neuron is off; both are asked for.",
      },
    },
    {
      value: 0.6,
      why: {
        fr: "Des probabilités d’événements indépendants se multiplient, elles ne s’ajoutent pas.",
        en: "Probabilities of independent events are multiplied, not added.",
      },
    },
    {
      value: 0.49,
      why: {
        fr: "C’est la probabilité que les deux restent allumés.",
        en: "That is the probability that both stay on.",
      },
    },
    {
      value: 0.51,
      why: {
        fr: "C’est la probabilité qu’au moins un soit éteint.",
        en: "That is the probability that at least one is off.",
      },
    },
    {
      value: 0.91,
      why: {
        fr: "C’est la probabilité de l’événement contraire.",
        en: "That is the probability of the contrary.",
      },
    },
    {
      value: 0.15,
      why: {
        fr: "On ne divise pas par le nombre de neurones : chacun est tiré à part.",
        en: "One does not divide by the number of neurons: each is drawn apart.",
      },
    },
    {
      value: 9,
      why: {
        fr: "Donnez une probabilité entre 0 et 1, pas un pourcentage.",
        en: "Give a probability between 0 and 1, not a percentage.",
      },
    },
  ],
  because: {
    fr: "Les deux extinctions sont indépendantes : leurs probabilités se multiplient.",
    en: "The two are switched off independently: their probabilities are multiplied.",
  },
  hints: [
    {
      fr: "Chaque neurone est éteint, ou non, indépendamment de l’autre.",
      en: "Each neuron is off, or not, independently of the other.",
    },
    {
      fr: "La probabilité de deux événements indépendants est le produit des leurs.",
      en: "The probability of two independent events is the product of theirs.",
    },
    {
      fr: "Le taux du dernier dropout est 0,3 : multipliez-le par lui-même.",
      en: "The last dropout's rate is 0.3: multiply it by itself.",
    },
  ],
  read: { fr: "section 6, « Pourquoi ce modèle est mauvais ».", en: 'section 6, "Why this model is poor".' },
});
