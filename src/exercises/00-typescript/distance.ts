import { functionExercise } from "../kinds.js";

type Input = [p: { x: number; y: number }];

export const distance = functionExercise<Input>({
  id: "00-distance",
  title: { fr: "La distance à l’origine", en: "The distance from the origin" },
  reference: ({ x, y }) => Math.sqrt(x ** 2 + y ** 2),
  inputs: [[{ x: 3, y: 4 }], [{ x: -1.5, y: 2 }], [{ x: 0.25, y: -7 }], [{ x: -2, y: 0 }]],
  draw: (draw) => draw.several(3, () => [{ x: draw.number(-9, 9), y: draw.number(1, 9) }]),
  mistakes: [
    {
      like: () => undefined,
      why: {
        fr: "La fonction ne renvoie rien : entre accolades, il faut `return` devant le résultat.",
        en: "The function returns nothing: in braces, `return` must stand before the result.",
      },
    },
    {
      like: ({ x, y }) => x ** 2 + y ** 2,
      why: {
        fr: "C’est le carré de la distance : il manque la racine.",
        en: "That is the squared distance: the root is missing.",
      },
    },
    ...[
      ({ x, y }: Input[0]) => Math.sqrt((x ^ 2) + (y ^ 2)),
      ({ x, y }: Input[0]) => Math.sqrt(x ^ (2 + y) ^ 2),
    ].map((like) => ({
      like,
      why: {
        fr: "`^` n’est pas la puissance ici, mais une opération sur les bits. Le carré s’écrit avec deux étoiles.",
        en: "`^` is not the power here but an operation on bits. The square is written with two stars.",
      },
    })),
    {
      like: ({ x, y }) => Math.abs(x) + Math.abs(y),
      why: {
        fr: "C’est une autre distance, celle des rues à angle droit.",
        en: "That is another distance, the one along right-angled streets.",
      },
    },
    {
      like: ({ x, y }) => Math.sqrt(x + y),
      why: { fr: "Les carrés manquent sous la racine.", en: "The squares are missing under the root." },
    },
    {
      like: ({ x, y }) => Math.sqrt(x * 2 + y * 2),
      why: {
        fr: "Une seule étoile est le produit : `x * 2` est le double.",
        en: "One star is the product: `x * 2` is twice x.",
      },
    },
    {
      like: ({ x, y }) => Math.sqrt(x ** 2) + y ** 2,
      why: {
        fr: "La racine ne porte que sur le premier carré.",
        en: "The root applies to the first square only.",
      },
    },
    {
      like: ({ x }) => Math.sqrt(x ** 2 + x ** 2),
      why: { fr: "Vous avez pris `x` deux fois.", en: "You took `x` twice." },
    },
    {
      like: ({ x, y }) => Math.max(Math.abs(x), Math.abs(y)),
      why: { fr: "C’est la plus grande coordonnée.", en: "That is the largest coordinate." },
    },
  ],
  because: {
    fr: "`p.x`, ou `const { x, y } = p;`, lit les valeurs d’un objet par leur nom, comme `$` en R.",
    en: "`p.x`, or `const { x, y } = p;`, reads an object's values by their name, as `$` does in R.",
  },
  hints: [
    {
      fr: "`p$x` de R s’écrit `p.x`.",
      en: "R's `p$x` is written `p.x`.",
    },
    {
      fr: "La racine carrée est `Math.sqrt(…)`, et le carré de x est `p.x ** 2`.",
      en: "The square root is `Math.sqrt(…)`, and the square of x is `p.x ** 2`.",
    },
    {
      fr: "Une racine, et dedans la somme de `p.x ** 2` et de `p.y ** 2`.",
      en: "One root, and in it the sum of `p.x ** 2` and `p.y ** 2`.",
    },
  ],
  read: { fr: "section 7, « Les objets ».", en: 'section 7, "Objects".' },
});
