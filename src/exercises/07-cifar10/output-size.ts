import { functionExercise } from "../kinds.js";

type Inputs = [side: number, filter: number, stride: number, margin: number];

/**
 * ⌊(n + 2m − k) / p⌋ + 1: the number of positions, p pixels apart, of a filter of side k on n pixels with
 * margins of m pixels.
 */
export const outputSize = functionExercise<Inputs>({
  id: "07-taille",
  title: { fr: "La taille du résultat d’une convolution", en: "The size of the result of a convolution" },
  reference: (n, k, p, m) => Math.floor((n + 2 * m - k) / p) + 1,
  inputs: [
    [32, 3, 1, 0],
    [32, 3, 2, 0],
    [28, 5, 1, 2],
    [31, 4, 3, 1],
    [7, 7, 1, 0],
    [10, 3, 3, 1],
    [11, 4, 2, 0],
  ],
  // The last place just fits; one pixel more than that; one pixel less than the next place; one place alone; a
  // side that is a multiple of the stride, under a filter that is not.
  draw: (draw) => {
    const last = (stride: number, margin: number, more: number): Inputs => {
      const k = draw.oneOf([1, 2, 3, 5, 6, 7]);
      return [stride * draw.integer(4, 14) + more - 2 * margin + k, k, stride, margin];
    };
    const [near, k, side] = [draw.integer(3, 4), draw.integer(2, 7), draw.integer(0, 2)];
    return [
      last(3, draw.integer(1, 2), 0),
      last(2, draw.integer(0, 3), 0),
      last(near, draw.integer(1, 3), 1),
      last(near, draw.integer(1, 3), near - 1),
      [k, k, draw.integer(1, 4), 0],
      [3 * draw.integer(5, 14) - 2 * side, draw.oneOf([2, 5]), 3, side],
    ];
  },
  mistakes: [
    {
      like: (n, k, p, m) => Math.floor((n + 2 * m - k) / p),
      why: {
        fr: "Il manque une position : entre deux poteaux, un intervalle ; pour un intervalle, deux poteaux.",
        en: "A place is missing: a fence with one gap has two posts.",
      },
    },
    ...[
      (...[n, k, p, m]: Inputs) => Math.floor((n + 2 * m - k + 1) / p),
      (...[n, k, p, m]: Inputs) => Math.ceil((n + 2 * m - k) / p),
    ].map((like) => ({
      like,
      why: {
        fr: "Quand le dernier pas tombe juste au bord de l’image, il manque une position : le 1 s’ajoute après l’arrondi.",
        en: "Where the last step ends exactly at the edge of the picture, a place is missing: 1 is added after rounding.",
      },
    })),
    {
      like: (n, k, p, m) => (n + 2 * m - k) / p + 1,
      why: {
        fr: "Un nombre de positions est entier : ce qui ne tient pas tout entier ne compte pas.",
        en: "A number of places is an integer: what does not fit whole does not count.",
      },
    },
    {
      like: (n, k, p, m) => Math.ceil((n + 2 * m - k) / p) + 1,
      why: {
        fr: "Le dernier pas qui ferait sortir le filtre de l’image ne compte pas : arrondissez dans l’autre sens.",
        en: "The last step that would move the filter out of the picture does not count: round the other way.",
      },
    },
    {
      like: (n, k, p, m) => Math.round((n + 2 * m - k) / p) + 1,
      why: {
        fr: "Une position qui ne tient qu’à moitié ne compte pas non plus : on arrondit toujours vers le bas.",
        en: "A place that half fits does not count either: always round down.",
      },
    },
    {
      like: (n, k, p, m) => Math.floor((n + m - k) / p) + 1,
      why: { fr: "La marge est ajoutée des deux côtés.", en: "The margin is added on both sides." },
    },
    {
      like: (n, k, p) => Math.floor((n - k) / p) + 1,
      why: {
        fr: "Vous oubliez la marge, ajoutée des deux côtés.",
        en: "You forget the margin, added on both sides.",
      },
    },
    {
      like: (n, k, _, m) => n + 2 * m - k + 1,
      why: {
        fr: "Vous oubliez le pas : avec un pas de 2, une position sur deux.",
        en: "You forget the stride: with a stride of 2, every other place.",
      },
    },
  ],
  because: {
    fr: "Le filtre peut commencer à n + 2m − k + 1 endroits, dont on ne garde qu’un sur p.",
    en: "The filter can begin at n + 2m − k + 1 places, of which one in p is kept.",
  },
  hints: [
    {
      fr: "Sans marge et avec un pas de 1 : où le bord gauche du filtre peut-il se trouver ? De 0 à n − k : combien cela fait-il de positions ?",
      en: "Without margin and with a stride of 1: where can the filter's left edge be? From 0 to n − k: how many places is that?",
    },
    {
      fr: "La marge change n en n + 2m ; le pas divise le chemin que parcourt le bord gauche.",
      en: "The margin turns n into n + 2m; the stride divides the distance that the left edge travels.",
    },
    {
      fr: "`Math.floor` arrondit vers le bas. Vérifiez : 32 pixels, filtre de 3, pas 1, sans marge : 30 positions.",
      en: "`Math.floor` rounds down. Check: 32 pixels, a filter of 3, stride 1, no margin: 30 places.",
    },
  ],
  read: { fr: "section 2, « La convolution, à la main ».", en: 'section 2, "Convolution by hand".' },
});
