import { functionExercise } from "../kinds.js";
import { distances, drawNearest, indexOfLeast, type NearestInputs } from "./nearest-drawn.js";

export const nearest = functionExercise<NearestInputs>({
  id: "10-voisin",
  title: { fr: "Le plus proche voisin", en: "The nearest neighbour" },
  reference: (picture, collection) => indexOfLeast(distances(picture, collection)),
  inputs: [
    [
      [0, 0],
      [
        [3, 4],
        [1, 1],
        [0, 5],
      ],
    ],
    [
      [1, 0, 1, 0],
      [
        [0, 0, 0, 0],
        [1, 1, 1, 1],
        [0, 1, 0, 1],
        [1, 0, 0.9, 0],
      ],
    ],
    // By absolute differences the first would be nearest, by squares the second is.
    [
      [0, 0, 0],
      [
        [1.6, 0, 0],
        [0.7, 0.7, 0.7],
        [2, 2, 2],
      ],
    ],
    // By the largest difference the second would be nearest, by the sum of the squares the first is.
    [
      [0, 0, 0],
      [
        [1, 0, 0],
        [0.8, 0.8, 0.8],
        [2, 2, 2],
      ],
    ],
    [
      [5, 5],
      [
        [5, 5],
        [0, 0],
      ],
    ],
    // All distances are above 100, and the last one is less than the one before it.
    [
      [0, 0, 0],
      [
        [0, 0, 30],
        [20, 1, 1],
        [12, 12, 12],
        [1, 20, 15],
        [1, 1, 21],
      ],
    ],
    // The first two distances, 1.44 and 1.09, would be rounded to the same number.
    [
      [0, 0],
      [
        [1.2, 0],
        [1, 0.3],
        [3, 0],
      ],
    ],
  ],
  draw: drawNearest,
  mistakes: [
    {
      like: (picture, collection) => Math.min(...distances(picture, collection)),
      why: {
        fr: "Vous renvoyez une distance ; on demande la position de l’image dans la collection.",
        en: "You return a distance; the position of the picture in the collection is asked for.",
      },
    },
    {
      like: (picture, collection) => indexOfLeast(distances(picture, collection).map((value) => -value)),
      why: { fr: "C’est l’image la plus lointaine.", en: "That is the farthest picture." },
    },
    {
      like: (picture, collection) => indexOfLeast(distances(picture, collection)) + 1,
      why: {
        fr: "Les positions se comptent à partir de 0.",
        en: "Positions are counted from 0.",
      },
    },
    {
      like: (picture, collection) =>
        indexOfLeast(
          collection.map((other) => picture.reduce((sum, value, i) => sum + Math.abs(value - other[i]), 0)),
        ),
      why: {
        fr: "Vous additionnez des valeurs absolues ; on demande la somme des carrés.",
        en: "You add absolute values; the sum of the squares is asked for.",
      },
    },
    {
      like: (picture, collection) =>
        indexOfLeast(
          collection.map((other) => Math.abs(picture.reduce((sum, value, i) => sum + value - other[i], 0))),
        ),
      why: {
        fr: "Des écarts de signes contraires se compensent : il faut les élever au carré.",
        en: "Differences of opposite signs cancel out: they must be squared.",
      },
    },
    {
      like: (picture, collection) => collection[indexOfLeast(distances(picture, collection))],
      why: {
        fr: "Vous renvoyez l’image elle-même ; on demande sa position dans la collection.",
        en: "You return the picture itself; its position in the collection is asked for.",
      },
    },
  ],
  because: {
    fr: "Si la plus proche des vraies images est presque la même, le générateur récite ; si elle est différente, il invente.",
    en: "If the nearest real picture is almost the same, the generator recites; if it is different, the generator invents.",
  },
  hints: [
    {
      fr: "Calculez la distance de `image` à chaque image de la collection, et gardez la position de la plus petite.",
      en: "Compute the distance from `image` to each picture of the collection, and keep the position of the least.",
    },
    {
      fr: "La distance de deux images est la somme, sur tous les pixels, de `(image[i] - autre[i]) ** 2`.",
      en: "The distance of two pictures is the sum over all pixels of `(image[i] - other[i]) ** 2`.",
    },
    {
      fr: "Mettez les distances dans un tableau `distances` ; `distances.indexOf(Math.min(...distances))` donne la position.",
      en: "Put the distances into an array `distances`; `distances.indexOf(Math.min(...distances))` gives the position.",
    },
  ],
  read: {
    fr: "section 7, « Juger des images qui n’ont jamais existé ».",
    en: 'section 7, "Judging pictures that never existed".',
  },
});
