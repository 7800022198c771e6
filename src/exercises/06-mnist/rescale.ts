import { functionExercise } from "../kinds.js";

export const rescale = functionExercise<[pixels: number[]]>({
  id: "06-normaliser",
  title: { fr: "Ramener les pixels entre 0 et 1", en: "Bringing pixels between 0 and 1" },
  reference: (pixels) => pixels.map((value) => value / 255),
  inputs: [[[0, 51, 255]], [[128, 3]], [[17]]],
  draw: (draw) => [3, 6].map((length) => [draw.several(length, () => draw.integer(0, 255))]),
  mistakes: [
    {
      like: (pixels) => pixels.map((value) => value / 256),
      why: {
        fr: "La plus grande valeur d’un octet n’est pas 256.",
        en: "The largest value of a byte is not 256.",
      },
    },
    {
      like: (pixels) => pixels.map((value) => value * 255),
      why: {
        fr: "Vos valeurs grandissent ; elles doivent finir entre 0 et 1.",
        en: "Your values grow; they must end between 0 and 1.",
      },
    },
    {
      like: (pixels) => pixels.map((value) => Math.round(value / 255)),
      why: {
        fr: "L’arrondi efface les gris : il ne reste que du noir et du blanc.",
        en: "Rounding erases the greys: only black and white remain.",
      },
    },
    {
      like: (pixels) => pixels.map((value) => value / Math.max(...pixels)),
      why: {
        fr: "Vous divisez par le plus grand pixel de cette image-là : deux images ne seraient plus à la même échelle.",
        en: "You divide by this picture's largest pixel: two pictures would no longer share a scale.",
      },
    },
    {
      like: (pixels) => pixels.map((value) => value / 784),
      why: {
        fr: "784 est le nombre de pixels ; c’est leur valeur qu’il faut ramener à 1.",
        en: "784 is the number of pixels; their value is what must come to 1.",
      },
    },
    {
      like: (pixels) => pixels.map((value) => value / 127.5 - 1),
      why: {
        fr: "Vous arrivez entre −1 et 1, ce qui se fait aussi ; ici on demande entre 0 et 1.",
        en: "You end between −1 and 1, which is done too; here it is between 0 and 1.",
      },
    },
  ],
  because: {
    fr: "Des entrées entre 0 et 1 gardent les sommes dans la zone où les activations ne saturent pas, et les pas de gradient comparables.",
    en: "Inputs between 0 and 1 keep the sums where activations do not saturate, and gradient steps comparable.",
  },
  hints: [
    {
      fr: "Quelle est la plus grande valeur possible d’un pixel ?",
      en: "What is the largest possible value of a pixel?",
    },
    {
      fr: "Divisez chaque pixel par cette valeur, la même pour toutes les images.",
      en: "Divide each pixel by that value, the same for all pictures.",
    },
    {
      fr: "`pixels.map((p) => …)` construit un nouveau tableau à partir de chaque élément.",
      en: "`pixels.map((p) => …)` builds a new array from each item.",
    },
  ],
  read: { fr: "section 2, « Préparer les données ».", en: 'section 2, "Preparing the data".' },
});
