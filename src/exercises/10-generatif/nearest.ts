import { functionExercise } from "../kinds.js";

type Inputs = [picture: number[], collection: number[][]];

const squared = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
const indexOfLeast = (values: readonly number[]) => values.indexOf(Math.min(...values));
const distances = (picture: number[], collection: number[][]) =>
  collection.map((other) => squared(picture, other));

const atLeast =
  (rule: (apart: number[], other: number[], picture: number[]) => number) =>
  (...[picture, collection]: Inputs) =>
    indexOfLeast(
      collection.map((other) =>
        rule(
          other.map((value, i) => value - picture[i]),
          other,
          picture,
        ),
      ),
    );
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Mistaken rules for the nearest picture; for each, pictures are drawn that tell it from the right one. */
const MISTAKEN: readonly ((...inputs: Inputs) => number)[] = [
  atLeast((apart) => sum(apart.map(Math.abs))),
  atLeast((apart) => Math.max(...apart.map(Math.abs))),
  atLeast((apart) => Math.abs(sum(apart))),
  atLeast(([first]) => Math.abs(first)),
  atLeast((_, other, picture) => -sum(other.map((value, i) => value * picture[i]))),
];

/** One picture is clearly the nearest; it is not the first, and none is very near. */
const hasOneNearest = (inputs: Inputs): boolean => {
  const all = distances(...inputs);
  const [least, next] = [...all].sort((a, b) => a - b);
  return next - least > 1e-3 && least > 1.1 && least < all[0];
};

export const nearest = functionExercise<Inputs>({
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
  ],
  draw: (draw) =>
    MISTAKEN.map((rule, i) =>
      draw.suchThat(
        (inputs) => hasOneNearest(inputs) && rule(...inputs) !== indexOfLeast(distances(...inputs)),
        (): Inputs => [
          draw.numbers(3 + (i % 3), 0, 3),
          draw.several(6, () => draw.numbers(3 + (i % 3), 0, 3)),
        ],
      ),
    ),
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
