import { numberExercise } from "../kinds.js";

/** 32 filters, each with 3 · 3 · 3 weights and a bias: 896. */
export const sharing = numberExercise({
  id: "07-partage",
  title: { fr: "Les paramètres de la première convolution", en: "The parameters of the first convolution" },
  expected: 896,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    { value: 864, why: { fr: "Chaque filtre a aussi un biais.", en: "Each filter has a bias too." } },
    {
      value: 320,
      why: {
        fr: "L’image a trois couleurs : un filtre a 3 × 3 poids pour chacune.",
        en: "The picture has three colours: a filter has 3 × 3 weights for each.",
      },
    },
    {
      value: 288,
      why: {
        fr: "L’image a trois couleurs, et chaque filtre a un biais.",
        en: "The picture has three colours, and each filter has a bias.",
      },
    },
    {
      value: 960,
      why: {
        fr: "Un filtre n’a qu’un biais, pas un par couleur.",
        en: "A filter has one bias, not one per colour.",
      },
    },
    {
      value: 28,
      why: {
        fr: "C’est le compte d’un seul filtre ; il y en a 32.",
        en: "That is one filter's count; there are 32.",
      },
    },
    {
      value: 806400,
      why: {
        fr: "Les poids d’un filtre sont les mêmes partout sur l’image : ne les comptez pas à chaque position.",
        en: "A filter's weights are the same all over the picture: do not count them at each place.",
      },
    },
    {
      value: 98336,
      why: {
        fr: "C’est une couche dense de 32 neurones ; un filtre ne voit que 3 × 3 pixels à la fois.",
        en: "That is a dense layer of 32 neurons; a filter sees 3 × 3 pixels at a time.",
      },
    },
  ],
  because: {
    fr: "Un filtre a 3 × 3 poids par couleur et un biais, quel que soit le nombre d’endroits où il se pose : c’est le partage des poids.",
    en: "A filter has 3 × 3 weights per colour and one bias, however many places it is laid on: this is weight sharing.",
  },
  hints: [
    {
      fr: "Comptez d’abord un seul filtre : combien de nombres voit-il à la fois ?",
      en: "Count one filter first: how many numbers does it see at a time?",
    },
    { fr: "3 × 3 pixels de 3 couleurs, et un biais.", en: "3 × 3 pixels of 3 colours, and a bias." },
    {
      fr: "Multipliez par le nombre de filtres ; la taille de l’image n’y entre pas.",
      en: "Multiply by the number of filters; the picture's size does not matter.",
    },
  ],
  read: { fr: "section 2, « La convolution, à la main ».", en: 'section 2, "Convolution by hand".' },
});
