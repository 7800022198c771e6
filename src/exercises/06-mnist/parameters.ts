import { numberExercise } from "../kinds.js";

/** 784·4 + 4 + 4·3 + 3 + 3·2 + 2 + 2·10 + 10 */
export const parameters = numberExercise({
  id: "06-parametres",
  title: { fr: "Nombre de paramètres du premier modèle", en: "Number of parameters of the first model" },
  expected: 3193,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    {
      value: 3174,
      why: {
        fr: "Vous avez compté tous les poids ; il manque les biais.",
        en: "All weights are counted; the biases are missing.",
      },
    },
    { value: 3140, why: { fr: "C’est la première couche seule.", en: "That is the first layer alone." } },
    {
      value: 3163,
      why: {
        fr: "Il manque la dernière couche, celle des dix classes.",
        en: "The last layer, of the ten classes, is missing.",
      },
    },
    {
      value: 3183,
      why: {
        fr: "Il manque les biais de la dernière couche.",
        en: "The biases of the last layer are missing.",
      },
    },
    {
      value: 3175,
      why: {
        fr: "Un biais par neurone, pas un seul pour tout le réseau.",
        en: "One bias a neuron, not one for the whole network.",
      },
    },
    {
      value: 3178,
      why: { fr: "Un biais par neurone, pas un par couche.", en: "One bias a neuron, not one a layer." },
    },
    {
      value: 19,
      why: {
        fr: "C’est le nombre de neurones ; chacun a autant de poids qu’il reçoit d’entrées, et un biais.",
        en: "That is the number of neurons; each has as many weights as inputs, and a bias.",
      },
    },
  ],
  because: {
    fr: "La première couche porte presque tous les paramètres : chacun de ses neurones a un poids pour chaque pixel.",
    en: "The first layer holds nearly all parameters: each of its neurons has a weight for every pixel.",
  },
  hints: [
    {
      fr: "Une couche dense de n entrées et m neurones a n × m poids et m biais. Le dropout n’a rien à apprendre.",
      en: "A dense layer of n inputs and m neurons has n × m weights and m biases. Dropout learns nothing.",
    },
    {
      fr: "Les couches denses enchaînent 784 → 4 → 3 → 2 → 10 : quatre produits à calculer.",
      en: "The dense layers chain 784 → 4 → 3 → 2 → 10: four products.",
    },
    {
      fr: "La première couche en a (784 + 1) × 4. Faites de même pour les trois autres, et additionnez.",
      en: "The first layer has (784 + 1) × 4. Do the same for the other three, and add up.",
    },
  ],
  read: {
    fr: "section 3, « Le modèle de l’énoncé », et la leçon 1, section 3, « Compter les paramètres », pour la formule générale.",
    en: 'section 3, "The practical\'s model", and lesson 1, section 3, for the general formula.',
  },
});
