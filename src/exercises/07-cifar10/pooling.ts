import { functionExercise } from "../kinds.js";

type Grid = readonly (readonly number[])[];

/** The result of `choose` for each square of 2 × 2 pixels; an odd last row or column is dropped. */
const squares = (image: Grid, choose: (values: readonly number[]) => number): number[][] =>
  Array.from({ length: Math.floor(image.length / 2) }, (_, i) =>
    Array.from({ length: Math.floor(image[0].length / 2) }, (__, j) =>
      choose([
        image[2 * i][2 * j],
        image[2 * i][2 * j + 1],
        image[2 * i + 1][2 * j],
        image[2 * i + 1][2 * j + 1],
      ]),
    ),
  );

const largest = (values: readonly number[]) => Math.max(...values);

export const pooling = functionExercise<[image: number[][]]>({
  id: "07-pooling",
  title: { fr: "Le max-pooling de 2 × 2", en: "Max pooling of 2 × 2" },
  reference: (image) => squares(image, largest),
  inputs: [
    [
      [
        [1, 3, 0, 2],
        [4, 2, 1, 5],
        [0, 1, 7, 2],
        [3, 2, 6, 8],
      ],
    ],
    [
      [
        [-1, -5, 2, 0],
        [-3, -2, 1, 4],
      ],
    ],
    [
      [
        [0.5, 0.1],
        [0.2, 0.3],
        [-1, -4],
        [-2, -0.5],
        [9, 8],
        [7, 6],
      ],
    ],
    [
      [
        [-1500, -2000],
        [-1200, -4000],
      ],
    ],
  ],
  // Two images are negative: whoever starts from 0, -1 or -1000 gives that.
  draw: (draw) => [
    [draw.matrix(4, 6, -3, 3)],
    [draw.matrix(2, 4, -3, -1.1)],
    [draw.matrix(2, 2, -9000, -2000)],
    [draw.matrix(6, 4, -3, 3)],
  ],
  mistakes: [
    {
      like: (image) => squares(image, (values) => values.reduce((a, b) => a + b) / 4),
      why: {
        fr: "Vous gardez la moyenne de chaque carré (cela existe aussi) ; on demande ici le plus grand nombre.",
        en: "You keep each square's mean (that exists too); here the largest number is asked for.",
      },
    },
    {
      like: (image) => squares(image, (values) => values.reduce((a, b) => a + b)),
      why: {
        fr: "Vous ajoutez les quatre nombres ; on en garde le plus grand.",
        en: "You add the four numbers up; the largest is kept.",
      },
    },
    {
      like: (image) => squares(image, (values) => Math.min(...values)),
      why: {
        fr: "Vous gardez le plus petit de chaque carré ; c’est le plus grand qu’on garde.",
        en: "You keep each square's smallest; the largest is kept.",
      },
    },
    {
      like: (image) => squares(image, ([first]) => first),
      why: {
        fr: "Vous ne regardez que le coin de chaque carré ; il faut le plus grand des quatre.",
        en: "You look at each square's corner only; it takes the largest of the four.",
      },
    },
    {
      like: (image) => squares(image, (values) => Math.max(0, ...values)),
      why: {
        fr: "Quand les quatre nombres sont négatifs, le plus grand est négatif aussi : ne partez pas de 0.",
        en: "Where all four numbers are negative the largest is negative too: do not start from 0.",
      },
    },
    {
      like: (image) =>
        Array.from({ length: image.length - 1 }, (_, i) =>
          Array.from({ length: image[0].length - 1 }, (__, j) =>
            largest([image[i][j], image[i][j + 1], image[i + 1][j], image[i + 1][j + 1]]),
          ),
        ),
      why: {
        fr: "Vos carrés se chevauchent : on avance de 2, pas de 1, et chaque pixel ne sert qu’une fois.",
        en: "Your squares overlap: move by 2, not by 1; each pixel is used once.",
      },
    },
    {
      like: (image) => squares(image, (values) => largest(values.map(Math.abs))),
      why: {
        fr: "Le plus grand nombre, pas le plus grand en valeur absolue.",
        en: "The largest number, not the largest in absolute value.",
      },
    },
  ],
  because: {
    fr: "Garder le maximum dit si le motif est là, sans dire où exactement : le résultat change peu si l’image bouge d’un pixel.",
    en: "Keeping the maximum says whether the pattern is there, not where exactly: the result changes little if the image moves by a pixel.",
  },
  hints: [
    {
      fr: "Le résultat a deux fois moins de lignes et deux fois moins de colonnes.",
      en: "The result has half as many rows and half as many columns.",
    },
    {
      fr: "Le carré de la position (i, j) commence au pixel (2i, 2j).",
      en: "The square of the place (i, j) begins at the pixel (2i, 2j).",
    },
    {
      fr: "`Math.max(a, b, c, d)` donne le plus grand de quatre nombres.",
      en: "`Math.max(a, b, c, d)` gives the largest of four numbers.",
    },
  ],
  read: { fr: "section 3, « Le pooling ».", en: 'section 3, "Pooling".' },
});
