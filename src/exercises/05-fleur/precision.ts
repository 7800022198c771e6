import { functionExercise } from "../kinds.js";

type Inputs = [p: number, n: number];

export const precision = functionExercise<Inputs>({
  id: "05-precision",
  title: { fr: "La précision d’une exactitude", en: "How sure an accuracy is" },
  reference: (p, n) => Math.sqrt((p * (1 - p)) / n),
  inputs: [
    [0.75, 80],
    [0.5, 100],
    [0.9, 10000],
    [0.2, 7],
  ],
  draw: (draw) => [
    [draw.number(0.1, 0.9), draw.integer(5, 40)],
    [draw.number(0.1, 0.4), draw.integer(50, 5000)],
    [draw.number(0.6, 0.9), draw.integer(50, 5000)],
  ],
  mistakes: [
    {
      like: (p, n) => (p * (1 - p)) / n,
      why: {
        fr: "C’est la variance ; l’écart type en est la racine carrée.",
        en: "That is the variance; the standard deviation is its square root.",
      },
    },
    {
      like: (p, n) => Math.sqrt(n * p * (1 - p)),
      why: {
        fr: "C’est l’écart type du nombre de bonnes réponses ; il reste à le diviser par n.",
        en: "That is the standard deviation of the number of right answers; divide it by n.",
      },
    },
    {
      like: (p, n) => Math.sqrt(p * (1 - p)) / n,
      why: { fr: "n est aussi sous la racine.", en: "n is under the root too." },
    },
    {
      like: (p, n) => Math.sqrt(p / n),
      why: { fr: "Il manque le facteur 1 − p.", en: "The factor 1 − p is missing." },
    },
    {
      like: (_, n) => 1 / Math.sqrt(n),
      why: {
        fr: "L’ordre de grandeur est bon, mais l’exactitude p compte aussi.",
        en: "The order of magnitude is right, but the accuracy p counts too.",
      },
    },
    {
      like: (p, n) => Math.sqrt((p * (1 - p)) / (n - 1)),
      why: {
        fr: "Divisez par n, le nombre d’exemples de test.",
        en: "Divide by n, the number of test examples.",
      },
    },
    {
      like: (p, n) => 2 * Math.sqrt((p * (1 - p)) / n),
      why: {
        fr: "C’est deux écarts types ; on en demande un.",
        en: "Those are two standard deviations; one is asked for.",
      },
    },
  ],
  because: {
    fr: "Une exactitude est une moyenne de n réponses justes ou fausses : son écart type diminue comme 1/√n.",
    en: "An accuracy is a mean of n answers, right or wrong: its standard deviation falls like 1/√n.",
  },
  hints: [
    {
      fr: "La formule est juste au-dessus ; la racine carrée s’écrit `Math.sqrt`.",
      en: "The formula is just above; the square root is written `Math.sqrt`.",
    },
    {
      fr: "Sous la racine : p fois (1 − p), divisé par n.",
      en: "Under the root: p times (1 − p), divided by n.",
    },
    {
      fr: "Attention aux parenthèses : `p * (1 - p) / n`, le tout dans `Math.sqrt(…)`.",
      en: "Mind the parentheses: `p * (1 - p) / n`, all of it in `Math.sqrt(…)`.",
    },
  ],
  read: { fr: "section 3, « Ce que valent 80 points ».", en: 'section 3, "What 80 points are worth".' },
});
