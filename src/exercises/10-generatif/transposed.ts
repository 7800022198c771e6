import { numberExercise } from "../kinds.js";

/** A transposed convolution with 4 × 4 kernels from 32 to 16 channels: 4·4·32·16 + 16. */
export const transposed = numberExercise({
  id: "10-transposee",
  title: {
    fr: "Les paramètres d’une convolution transposée",
    en: "The parameters of a transposed convolution",
  },
  expected: 8208,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    {
      value: 8192,
      why: {
        fr: "Tous les poids y sont ; il manque les biais.",
        en: "All weights are there; the biases are missing.",
      },
    },
    {
      value: 8224,
      why: {
        fr: "Il y a un biais par filtre, et non par carte d’entrée.",
        en: "There is one bias for each filter, not for each input map.",
      },
    },
    {
      value: 272,
      why: {
        fr: "Chaque filtre couvre toutes les cartes d’entrée, pas une seule.",
        en: "Each filter covers all input maps, not one.",
      },
    },
    {
      value: 8193,
      why: {
        fr: "Un biais par filtre, pas un seul pour toute la couche.",
        en: "One bias for each filter, not one for the whole layer.",
      },
    },
    {
      value: 513,
      why: {
        fr: "C’est un seul filtre avec son biais ; la couche en a plusieurs.",
        en: "That is one filter with its bias; the layer has several.",
      },
    },
    {
      value: 4624,
      why: {
        fr: "Le côté des filtres est donné dans le code : `kernelSize`.",
        en: "The side of the filters is given in the code: `kernelSize`.",
      },
    },
    {
      value: 8208 * 49,
      why: {
        fr: "Le même filtre sert à toutes les places de l’image : la taille des cartes ne compte pas.",
        en: "The same filter serves at all places of the picture: the size of the maps does not count.",
      },
    },
  ],
  because: {
    fr: "C’est le compte d’une convolution ordinaire : seule la façon de poser les filtres change, pas leur nombre de poids.",
    en: "It is the count of an ordinary convolution: only the way to lay the filters changes, not their number of weights.",
  },
  hints: [
    {
      fr: "Une convolution transposée a autant de paramètres qu’une convolution ordinaire (leçon 7).",
      en: "A transposed convolution has as many parameters as an ordinary one (lesson 7).",
    },
    {
      fr: "Chaque filtre a 4 × 4 poids pour chacune des cartes d’entrée, et un biais.",
      en: "Each filter has 4 × 4 weights for each of the input maps, and a bias.",
    },
    {
      fr: "Il y a 32 cartes d’entrée et 16 filtres : (4 × 4 × 32 + 1) × 16.",
      en: "There are 32 input maps and 16 filters: (4 × 4 × 32 + 1) × 16.",
    },
  ],
  read: { fr: "section 5, « Des chiffres ».", en: 'section 5, "Digits".' },
});
