import { numberExercise } from "../kinds.js";

/** 2-5-5-5-1: 3·5 + 6·5 + 6·5 + 6 = 81, the same number as for 2-20-1. */
export const parameters = numberExercise({
  id: "05-parametres",
  title: { fr: "Les paramètres d’un réseau profond", en: "A deep network's parameters" },
  expected: 81,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    {
      value: 65,
      why: {
        fr: "Ce sont les poids ; il manque les biais, un par neurone.",
        en: "Those are the weights; the biases are missing, one a neuron.",
      },
    },
    {
      value: 80,
      why: {
        fr: "Presque : le neurone de sortie a aussi un biais.",
        en: "Nearly: the output neuron has a bias too.",
      },
    },
    { value: 75, why: { fr: "Il manque la couche de sortie.", en: "The output layer is missing." } },
    {
      value: 51,
      why: {
        fr: "C’est le compte pour deux couches cachées ; il y en a trois.",
        en: "That is the count for two hidden layers; there are three.",
      },
    },
    {
      value: 69,
      why: { fr: "Un biais par neurone, pas un par couche.", en: "One bias a neuron, not one a layer." },
    },
    {
      value: 90,
      why: {
        fr: "La première couche ne reçoit que deux entrées, et la sortie n’est qu’un neurone.",
        en: "The first layer has only two inputs, and the output is a single neuron.",
      },
    },
  ],
  because: {
    fr: "Chaque couche ajoute (entrées + 1) × neurones : la profondeur coûte autant qu’une seule couche plus large.",
    en: "Each layer adds (inputs + 1) × neurons: depth costs as much as a single wider layer.",
  },
  hints: [
    {
      fr: "C’est la formule de la leçon 1 : comptez couche par couche.",
      en: "It is the formula of lesson 1: count layer by layer.",
    },
    {
      fr: "Entre n entrées et m neurones : (n + 1) × m.",
      en: "Between n inputs and m neurons: (n + 1) × m.",
    },
    { fr: "3 × 5, puis 6 × 5 deux fois, puis 6 × 1.", en: "3 × 5, then 6 × 5 twice, then 6 × 1." },
  ],
  read: {
    fr: "leçon 1, section 3 ; ici, section 6, « La profondeur ».",
    en: 'lesson 1, section 3; here section 6, "The depth".',
  },
});
