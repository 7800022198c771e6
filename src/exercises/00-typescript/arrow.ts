import { functionExercise } from "../kinds.js";

type Input = [x: number];

export const arrow = functionExercise<Input>({
  id: "00-fonction",
  title: { fr: "Une fonction", en: "A function" },
  reference: (x) => x ** 2 + 1,
  inputs: [[3], [0], [-2], [1.5]],
  draw: (draw) => [[draw.number(-4, -2.1)], [draw.number(1.1, 4)], [draw.number(-1, 1)]],
  mistakes: [
    {
      like: () => undefined,
      why: {
        fr: "La fonction calcule, mais ne renvoie rien : entre accolades, il faut `return` devant le résultat. (En R, la dernière ligne suffit.)",
        en: "The function computes but returns nothing: in braces, `return` must stand before the result. (In R the last line is enough.)",
      },
    },
    ...[(x: number) => x ^ (2 + 1), (x: number) => (x ^ 2) + 1].map((like) => ({
      like,
      why: {
        fr: "`^` n’est pas la puissance ici, mais une opération sur les bits. Le carré s’écrit avec deux étoiles.",
        en: "`^` is not the power here but an operation on bits. The square is written with two stars.",
      },
    })),
    {
      like: (x) => x * 2 + 1,
      why: { fr: "C’est le double de x, et non son carré.", en: "That is twice x, not its square." },
    },
    {
      like: (x) => x ** 2,
      why: {
        fr: "C’est le carré ; il manque le terme constant.",
        en: "That is the square; the constant term is missing.",
      },
    },
    {
      like: (x) => (x + 1) ** 2,
      why: {
        fr: "Le carré porte sur x seulement, avant l’addition.",
        en: "The square applies to x only, before the addition.",
      },
    },
    {
      like: (x) => x ** 3,
      why: {
        fr: "`x ** (2 + 1)` serait un cube : la somme vient après le carré.",
        en: "`x ** (2 + 1)` would be a cube: the sum comes after the square.",
      },
    },
    {
      like: (x) => `${x ** 2 + 1}px`,
      why: {
        fr: "La fonction renvoie un texte, et non un nombre.",
        en: "The function returns a text, not a number.",
      },
    },
  ],
  because: {
    fr: "`return` dit ce qui sort de la fonction ; sans lui, des accolades ne rendent rien.",
    en: "`return` says what leaves the function; without it, braces give nothing.",
  },
  hints: [
    {
      fr: "Remplacez `NaN` par le calcul, et gardez `return` devant lui.",
      en: "Replace `NaN` by the computation, and keep `return` before it.",
    },
    { fr: "Le carré de x s’écrit `x ** 2`.", en: "The square of x is written `x ** 2`." },
    { fr: "`return`, puis le carré de x, puis `+ 1`.", en: "`return`, then the square of x, then `+ 1`." },
  ],
  read: { fr: "section 4, « Les fonctions ».", en: 'section 4, "Functions".' },
});
