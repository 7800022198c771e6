import { functionExercise } from "../kinds.js";

type Input = [n: number];

const isEven = (n: number): boolean => n % 2 === 0;

export const even = functionExercise<Input>({
  id: "00-pair",
  title: { fr: "Pair ou impair", en: "Even or odd" },
  reference: isEven,
  inputs: [[4], [7], [0], [-3], [10]],
  // Odd and even on both sides of 0; even numbers that are multiples of 4, and that are not.
  draw: (draw) => {
    const below = () => 4 * draw.integer(-12, -4);
    const above = () => 4 * draw.integer(4, 12);
    return draw.shuffled([below() - 1, above() + 1, below() + 2, above() + 2, above()]).map((n) => [n]);
  },
  mistakes: [
    {
      like: () => undefined,
      why: {
        fr: "La fonction ne renvoie rien : entre accolades, il faut `return` devant le résultat.",
        en: "The function returns nothing: in braces, `return` must stand before the result.",
      },
    },
    {
      like: (n) => n % 2,
      why: {
        fr: "Vous renvoyez le reste, qui est un nombre : il faut encore le comparer à zéro.",
        en: "You return the remainder, which is a number: it remains to compare it with zero.",
      },
    },
    ...[
      (n: number) => (isEven(n) ? "TRUE" : "FALSE"),
      (n: number) => (isEven(n) ? "true" : "false"),
      (n: number) => (isEven(n) ? "T" : "F"),
      (n: number) => (isEven(n) ? "vrai" : "faux"),
    ].map((like) => ({
      like,
      why: {
        fr: "Vous renvoyez un texte. Les deux valeurs de vérité s’écrivent en minuscules et sans guillemets ; et une comparaison en est déjà une.",
        en: "You return a text. The two truth values are written in lower case and without quotes; and a comparison is one already.",
      },
    })),
    {
      like: (n) => (isEven(n) ? 1 : 0),
      why: {
        fr: "Un et zéro sont des nombres, pas des valeurs de vérité : renvoyez la comparaison elle-même.",
        en: "One and zero are numbers, not truth values: return the comparison itself.",
      },
    },
    {
      like: (n) => !isEven(n),
      why: {
        fr: "C’est l’inverse : vous répondez pour les impairs.",
        en: "It is the reverse: you answer for the odd ones.",
      },
    },
    {
      like: (n) => n % 2 !== 1,
      why: {
        fr: "Le reste d’un impair négatif vaut −1 : comparez plutôt à zéro.",
        en: "The remainder of a negative odd number is −1: compare with zero instead.",
      },
    },
    {
      like: (n) => n % 2 === 1,
      why: {
        fr: "Un reste de 1 est celui des impairs.",
        en: "A remainder of 1 is that of the odd numbers.",
      },
    },
    {
      like: (n) => n / 2 === 0,
      why: {
        fr: "`/` est le quotient ; le reste s’écrit avec le signe pour cent.",
        en: "`/` is the quotient; the remainder is written with the percent sign.",
      },
    },
  ],
  because: {
    fr: "`%` donne le reste, `===` compare : la comparaison est déjà vraie ou fausse, sans `if`.",
    en: "`%` gives the remainder, `===` compares: the comparison is a truth value already, without `if`.",
  },
  hints: [
    {
      fr: "`%%` de R s’écrit ici avec un seul signe.",
      en: "R's `%%` is written here with one sign.",
    },
    {
      fr: "L’égalité s’écrit avec trois signes : `===`.",
      en: "Equality is written with three signs: `===`.",
    },
    {
      fr: "Renvoyez la comparaison de `n % 2` avec zéro.",
      en: "Return the comparison of `n % 2` with zero.",
    },
  ],
  read: { fr: "section 5, « Choisir, répéter ».", en: 'section 5, "Choosing, repeating".' },
});
