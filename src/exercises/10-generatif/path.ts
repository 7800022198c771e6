import { functionExercise } from "../kinds.js";

type Inputs = [from: number[], to: number[], t: number];

export const path = functionExercise<Inputs>({
  id: "10-chemin",
  title: { fr: "Un point sur le chemin", en: "A point on the way" },
  reference: (from, to, t) => from.map((value, i) => (1 - t) * value + t * to[i]),
  inputs: [
    [[0, 0], [4, 2], 0.5],
    [[1, -2], [3, 6], 0.25],
    [[5, 1, -1], [0, 1, 4], 0.8],
    [[2, 3], [7, -1], 0],
    [[2, 3], [7, -1], 1],
  ],
  draw: (draw) =>
    [0.1, 0.4, 0.6].map((least, i): Inputs => {
      const [from, to] = [draw.numbers(i + 2, -4, 4), draw.numbers(i + 2, -4, 4)];
      return [from, to, least + draw.integer(0, 9) / 100];
    }),
  mistakes: [
    {
      like: (from, to, t) => from.map((value, i) => t * value + (1 - t) * to[i]),
      why: {
        fr: "Le chemin est parcouru à l’envers : pour t = 0, on doit être au départ.",
        en: "The way is walked backwards: for t = 0 one must be at the start.",
      },
    },
    {
      like: (from, to, t) => from.map((value, i) => value + t * to[i]),
      why: {
        fr: "Pour t = 1, vous arrivez à la somme des deux points ; il faut arriver au second.",
        en: "For t = 1 you arrive at the sum of both points; you must arrive at the second.",
      },
    },
    {
      like: (from, to, t) => from.map((value, i) => t * (to[i] - value)),
      why: {
        fr: "C’est le déplacement ; il reste à l’ajouter au point de départ.",
        en: "That is the displacement; it is still to be added to the starting point.",
      },
    },
    {
      like: (from, to) => from.map((value, i) => (value + to[i]) / 2),
      why: {
        fr: "Vous renvoyez toujours le milieu : `t` doit compter.",
        en: "You always return the middle: `t` must count.",
      },
    },
    {
      like: (_, to, t) => to.map((value) => t * value),
      why: { fr: "Le point de départ ne compte pas.", en: "The starting point does not count." },
    },
    {
      like: (from, to, t) => from.slice(0, 2).map((value, i) => (1 - t) * value + t * to[i]),
      why: {
        fr: "Un code peut avoir plus de deux nombres : parcourez tout le tableau.",
        en: "A code may have more than two numbers: go through the whole array.",
      },
    },
  ],
  because: {
    fr: "Chaque coordonnée va du départ à l’arrivée en proportion de t ; le décodeur fait d’une droite de codes une suite d’images qui se transforment.",
    en: "Each coordinate goes from start to end in proportion to t; the decoder turns a line of codes into a series of pictures that change into each other.",
  },
  hints: [
    {
      fr: "Pour t = 0 on est au départ, pour t = 1 à l’arrivée, pour t = 0,5 au milieu.",
      en: "For t = 0 one is at the start, for t = 1 at the end, for t = 0.5 in the middle.",
    },
    {
      fr: "Coordonnée par coordonnée : une part 1 − t du départ, et une part t de l’arrivée.",
      en: "Coordinate by coordinate: a share 1 − t of the start, and a share t of the end.",
    },
    {
      fr: "`depart.map((valeur, i) => …)` donne le tableau ; la coordonnée de l’arrivée est `arrivee[i]`.",
      en: "`start.map((value, i) => …)` gives the array; the coordinate of the end is `end[i]`.",
    },
  ],
  read: { fr: "section 2, « La carte des chiffres ».", en: 'section 2, "The map of digits".' },
});
