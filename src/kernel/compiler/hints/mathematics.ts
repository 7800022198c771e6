/**
 * Mathematical functions and constants by their names in other languages, each with the TypeScript to write
 * instead.
 */
import type { Sentence } from "../../../language/language.js";

/** Names that are the same in `Math`. */
const SAME = [
  "abs",
  "acos",
  "asin",
  "atan",
  "ceil",
  "cos",
  "exp",
  "floor",
  "pow",
  "sign",
  "sin",
  "sqrt",
  "tan",
  "tanh",
  "trunc",
  "log10",
  "log2",
  "log1p",
  "cosh",
  "sinh",
  "atan2",
  "hypot",
  "cbrt",
  "expm1",
] as const;

const reduced = (of: string): string => `${of}.reduce((s, x) => s + x, 0)`;

export const MATHEMATICS: ReadonlyMap<string, Sentence> = new Map<string, Sentence>([
  ...SAME.map((name): [string, Sentence] => [
    name,
    {
      fr: `pour un nombre, écrivez Math.${name}(x) ; pour un tableau : v.map((x) => Math.${name}(x)).`,
      en: `for a number write Math.${name}(x); for an array: v.map((x) => Math.${name}(x)).`,
    },
  ]),
  [
    "log",
    {
      fr: "le logarithme népérien d’un nombre s’écrit Math.log(x) ; pour un tableau : v.map((x) => Math.log(x)).",
      en: "the natural logarithm of a number is Math.log(x); for an array: v.map((x) => Math.log(x)).",
    },
  ],
  ["ln", { fr: "le logarithme népérien s’écrit Math.log(x).", en: "the natural logarithm is Math.log(x)." }],
  [
    "lg",
    { fr: "le logarithme décimal s’écrit Math.log10(x).", en: "the decimal logarithm is Math.log10(x)." },
  ],
  [
    "round",
    {
      fr: "écrivez Math.round(x) pour l’entier le plus proche ; x.toFixed(2) écrit deux décimales.",
      en: "write Math.round(x) for the nearest integer; x.toFixed(2) gives two decimals.",
    },
  ],
  ["ceiling", { fr: "écrivez Math.ceil(x).", en: "write Math.ceil(x)." }],
  [
    "max",
    {
      fr: "écrivez Math.max(a, b), ou Math.max(...v) pour un tableau v.",
      en: "write Math.max(a, b), or Math.max(...v) for an array v.",
    },
  ],
  [
    "min",
    {
      fr: "écrivez Math.min(a, b), ou Math.min(...v) pour un tableau v.",
      en: "write Math.min(a, b), or Math.min(...v) for an array v.",
    },
  ],
  [
    "sum",
    {
      fr: `la somme d’un tableau v : ${reduced("v")}, ou une boucle qui additionne.`,
      en: `the sum of an array v: ${reduced("v")}, or a loop that adds.`,
    },
  ],
  [
    "mean",
    {
      fr: `la moyenne d’un tableau v : ${reduced("v")} / v.length.`,
      en: `the mean of an array v: ${reduced("v")} / v.length.`,
    },
  ],
  [
    "moyenne",
    {
      fr: `la moyenne d’un tableau v : ${reduced("v")} / v.length, si aucune cellule ne définit \`moyenne\`.`,
      en: `the mean of an array v: ${reduced("v")} / v.length, if no cell defines \`moyenne\`.`,
    },
  ],
  [
    "somme",
    {
      fr: `la somme d’un tableau v : ${reduced("v")}, si aucune cellule ne définit \`somme\`.`,
      en: `the sum of an array v: ${reduced("v")}, if no cell defines \`somme\`.`,
    },
  ],
  [
    "prod",
    {
      fr: "le produit d’un tableau v : v.reduce((p, x) => p * x, 1).",
      en: "the product of an array v: v.reduce((p, x) => p * x, 1).",
    },
  ],
  [
    "cumsum",
    {
      fr: "les sommes cumulées : let s = 0; const cumul = v.map((x) => (s += x));",
      en: "cumulative sums: let s = 0; const sums = v.map((x) => (s += x));",
    },
  ],
  ["square", { fr: "le carré d’un nombre s’écrit x ** 2.", en: "the square of a number is x ** 2." }],
  [
    "var",
    {
      fr: "la variance : avec m la moyenne de v, v.reduce((s, x) => s + (x - m) ** 2, 0) / (v.length - 1).",
      en: "the variance: with m the mean of v, v.reduce((s, x) => s + (x - m) ** 2, 0) / (v.length - 1).",
    },
  ],
  [
    "sd",
    {
      fr: "l’écart type : avec m la moyenne de v, Math.sqrt(v.reduce((s, x) => s + (x - m) ** 2, 0) / (v.length - 1)).",
      en: "the standard deviation: with m the mean of v, Math.sqrt(v.reduce((s, x) => s + (x - m) ** 2, 0) / (v.length - 1)).",
    },
  ],
  [
    "median",
    {
      fr: "la médiane : rangez une copie, [...v].sort((a, b) => a - b), et prenez l’élément du milieu.",
      en: "the median: sort a copy, [...v].sort((a, b) => a - b), and take the element in the middle.",
    },
  ],
  ["pi", { fr: "π s’écrit Math.PI.", en: "π is Math.PI." }],
  ["PI", { fr: "π s’écrit Math.PI.", en: "π is Math.PI." }],
  [
    "e",
    {
      fr: "si c’est le nombre e : Math.E, et son exponentielle Math.exp(x).",
      en: "if it is the number e: Math.E, and its exponential Math.exp(x).",
    },
  ],
  ["E", { fr: "le nombre e s’écrit Math.E.", en: "the number e is Math.E." }],
  [
    "sigmoid",
    {
      fr: "la logistique d’un nombre s’écrit 1 / (1 + Math.exp(-z)).",
      en: "the logistic function of a number is 1 / (1 + Math.exp(-z)).",
    },
  ],
  [
    "plogis",
    {
      fr: "la logistique d’un nombre s’écrit 1 / (1 + Math.exp(-z)).",
      en: "the logistic function of a number is 1 / (1 + Math.exp(-z)).",
    },
  ],
]);
