import { functionExercise } from "../kinds.js";

const unit = (place: number, length: number) => Array.from({ length }, (_, i) => (i === place ? 1 : 0));

export const oneHot = functionExercise<[label: number, classes: number]>({
  id: "06-un-parmi-dix",
  title: { fr: "Le codage « un parmi dix »", en: "One-hot encoding" },
  reference: unit,
  inputs: [
    [0, 10],
    [7, 10],
    [9, 10],
    [2, 3],
  ],
  draw: (draw) =>
    ["first", "last", "any"].map((which) => {
      const classes = draw.oneOf([4, 5, 6, 7, 8, 9, 11, 12]);
      return [which === "first" ? 0 : which === "last" ? classes - 1 : draw.integer(0, classes - 1), classes];
    }),
  mistakes: [
    {
      like: (label, classes) => unit(label - 1, classes),
      why: {
        fr: "Le 1 est décalé d’une place : l’étiquette 0 correspond à la première case, d’indice 0.",
        en: "The 1 is one place off: label 0 is the first item, of index 0.",
      },
    },
    {
      like: (label, classes) => unit(label + 1, classes),
      why: {
        fr: "Le 1 est décalé d’une place : en TypeScript, les indices commencent à 0.",
        en: "The 1 is one place off: indices start at 0.",
      },
    },
    {
      like: (label) => unit(label, 10),
      why: {
        fr: "La longueur est toujours 10 ; elle doit être `classes`.",
        en: "The length is always 10; it must be `classes`.",
      },
    },
    {
      like: (label, classes) => unit(label, classes).map((value) => 1 - value),
      why: { fr: "Les 0 et les 1 sont échangés.", en: "The zeros and ones are exchanged." },
    },
    {
      like: (label, classes) => unit(label, classes).map((value) => value * label),
      why: { fr: "La case doit contenir 1, pas l’étiquette.", en: "The item must hold 1, not the label." },
    },
    {
      like: (label, classes) => unit(label, classes + 1),
      why: { fr: "Le tableau a une case de trop.", en: "The array has one item too many." },
    },
  ],
  because: {
    fr: "Toutes les classes sont alors à la même distance les unes des autres : aucune erreur n’est « plus petite » parce que les numéros sont voisins.",
    en: "All classes are then equally far from each other: no error is “smaller” because the numbers are neighbours.",
  },
  hints: [
    {
      fr: "Pour le chiffre 3 : que des zéros, sauf un 1 à l’indice 3.",
      en: "For the digit 3: all zeros but a 1 at index 3.",
    },
    {
      fr: "`new Array(classes).fill(0)` donne un tableau de zéros.",
      en: "`new Array(classes).fill(0)` gives an array of zeros.",
    },
    {
      fr: "Il ne reste qu’à mettre un 1 à l’indice `label`, puis à renvoyer le tableau.",
      en: "What remains is to put a 1 at index `label`, then to return the array.",
    },
  ],
  read: { fr: "section 2, « Préparer les données ».", en: 'section 2, "Preparing the data".' },
});
