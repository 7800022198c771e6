/**
 * The convolution of neural networks: at every position where the filter fits, the sum of the products of its
 * weights and the pixels below them. The filter is not flipped; mathematicians call this operation a
 * cross-correlation.
 */
import type { Draw } from "../draw.js";
import { functionExercise } from "../kinds.js";

type Grid = readonly (readonly number[])[];

/** The results of `look` at every position where a filter of this size fits. */
const slide = (
  image: Grid,
  rows: number,
  columns: number,
  look: (row: number, column: number) => number,
): number[][] =>
  Array.from({ length: image.length - rows + 1 }, (_, i) =>
    Array.from({ length: image[0].length - columns + 1 }, (__, j) => look(i, j)),
  );

const sumUnder = (image: Grid, filter: Grid, i: number, j: number): number =>
  filter.reduce(
    (sum, row, a) => row.reduce((total, weight, b) => total + weight * (image[i + a]?.[j + b] ?? 0), sum),
    0,
  );

const convolve = (image: Grid, filter: Grid): number[][] =>
  slide(image, filter.length, filter[0].length, (i, j) => sumUnder(image, filter, i, j));

const turned = (filter: Grid): Grid => [...filter].reverse().map((row) => [...row].reverse());
const transposed = (filter: Grid): Grid => filter[0].map((_, j) => filter.map((row) => row[j]));

type Sides = readonly [rows: number, columns: number];
const drawPair = (draw: Draw, image: Sides, filter: Sides): [number[][], number[][]] => [
  draw.matrix(...image, 0, 1),
  draw.matrix(...filter, -2, 2),
];

export const convolution = functionExercise<[image: number[][], filter: number[][]]>({
  id: "07-convolution",
  title: { fr: "La convolution", en: "Convolution" },
  reference: convolve,
  inputs: [
    [
      [
        [1, 2, 0],
        [0, 1, 3],
        [4, 0, 1],
      ],
      [
        [1, -1],
        [2, 0.5],
      ],
    ],
    [
      [
        [0, 1, 0, 2],
        [3, 0, 1, 1],
        [0, 2, 2, 0],
        [1, 0, 1, 3],
        [2, 1, 0, 0],
      ],
      [
        [1, 0, -1],
        [2, 0, -2],
        [1, 0.5, -1],
      ],
    ],
    [
      [
        [5, 1],
        [2, 3],
      ],
      [
        [1, 2],
        [0, -1],
      ],
    ],
    [
      [
        [2, 0, 1, 3],
        [1, 1, 0, 2],
        [0, 3, 1, 1],
      ],
      [
        [1, 0, -1],
        [0.5, 2, 1],
      ],
    ],
    [[[1, 4, 2]], [[3, -1]]],
  ],
  // Filters that are wider than high, higher than wide, of one pixel with a negative weight, and as large as the
  // image.
  draw: (draw) => [
    drawPair(draw, [4, 5], [2, 2]),
    drawPair(draw, [4, 6], [2, 3]),
    drawPair(draw, [6, 4], [3, 1]),
    [draw.matrix(5, 5, 0.1, 1), draw.matrix(1, 1, -2, -0.5)],
    drawPair(draw, [2, 4], [2, 4]),
  ],
  mistakes: [
    ...[(filter: Grid) => filter.length, (filter: Grid) => filter[0].length].map((side) => ({
      like: (image: Grid, filter: Grid) =>
        slide(image, side(filter), side(filter), (i, j) =>
          sumUnder(
            image,
            filter.slice(0, side(filter)).map((row) => row.slice(0, side(filter))),
            i,
            j,
          ),
        ),
      why: {
        fr: "Votre fonction est juste pour un filtre carré ; le nombre de ses lignes, `filtre.length`, et celui de ses colonnes, `filtre[0].length`, peuvent différer.",
        en: "Your function is right for a square filter; the number of its rows, `filter.length`, and that of its columns, `filter[0].length`, may differ.",
      },
    })),
    {
      like: (image, filter) => convolve(image, turned(filter)),
      why: {
        fr: "Vous retournez le filtre : c’est la convolution des mathématiciens. Celle des réseaux le pose tel quel.",
        en: "You turn the filter round: that is the mathematicians' convolution. That of networks lays it on as it is.",
      },
    },
    {
      like: (image, filter) => convolve(image, transposed(filter)),
      why: {
        fr: "Lignes et colonnes du filtre sont échangées : le poids `filtre[a][b]` va avec `image[i + a][j + b]`.",
        en: "The filter's rows and columns are exchanged: the weight `filter[a][b]` goes with `image[i + a][j + b]`.",
      },
    },
    {
      like: (image, filter) => slide(image, 1, 1, (i, j) => sumUnder(image, filter, i, j)),
      why: {
        fr: "Le filtre dépasse de l’image : ne le posez que là où il tient tout entier. Le résultat est plus petit que l’image.",
        en: "The filter sticks out of the picture: lay it only where all of it fits. The result is smaller than the picture.",
      },
    },
    {
      like: (image, filter) =>
        slide(image, filter.length + 1, filter[0].length + 1, (i, j) => sumUnder(image, filter, i, j)),
      why: {
        fr: "Il manque la dernière position : un filtre de côté k se pose à n − k + 1 endroits, pas n − k.",
        en: "The last place is missing: a filter of side k can be laid on n − k + 1 places, not n − k.",
      },
    },
    ...[(filter: Grid) => filter.length * filter[0].length, (filter: Grid) => filter.length ** 2].map(
      (count) => ({
        like: (image: Grid, filter: Grid) =>
          convolve(image, filter).map((row) => row.map((value) => value / count(filter))),
        why: {
          fr: "Vous faites la moyenne des produits ; on en demande la somme.",
          en: "You take the mean of the products; their sum is asked for.",
        },
      }),
    ),
    {
      like: (image, filter) =>
        slide(image, filter.length, filter[0].length, (i, j) =>
          filter.reduce(
            (sum, row, a) => sum + row.reduce((total, weight, b) => total + weight + image[i + a][j + b], 0),
            0,
          ),
        ),
      why: {
        fr: "Chaque pixel est multiplié par le poids posé sur lui, pas ajouté.",
        en: "Each pixel is multiplied by the weight that lies on it, not added to it.",
      },
    },
    {
      like: (image, filter) => convolve(image, filter).map((row) => row.map((value) => Math.max(0, value))),
      why: {
        fr: "Vous appliquez déjà relu ; on demande ici la convolution seule, qui peut être négative.",
        en: "You apply relu already; the convolution alone is asked for, which can be negative.",
      },
    },
  ],
  because: {
    fr: "La même petite grille de poids glisse sur toute l’image : chaque case du résultat dit combien l’endroit ressemble au filtre.",
    en: "The same small grid of weights slides over the whole image: each cell of the result tells how much the place is like the filter.",
  },
  hints: [
    {
      fr: "Posez le filtre en haut à gauche : quels nombres se multiplient ? Puis décalez-le d’une colonne.",
      en: "Lay the filter on the upper left: which numbers are multiplied? Then move it by a column.",
    },
    {
      fr: "Quatre boucles : sur les positions i et j du résultat, puis sur les poids a et b du filtre.",
      en: "Four loops: over the places i and j of the result, then over the weights a and b of the filter.",
    },
    {
      fr: "À la position (i, j), ajoutez tous les `filtre[a][b] * image[i + a][j + b]` ; i va de 0 à `image.length - filtre.length`, compris.",
      en: "At the place (i, j) add up all `filter[a][b] * image[i + a][j + b]`; i goes from 0 to `image.length - filter.length`, included.",
    },
  ],
  read: { fr: "section 2, « La convolution, à la main ».", en: 'section 2, "Convolution by hand".' },
});
