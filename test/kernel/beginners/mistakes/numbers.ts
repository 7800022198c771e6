/** Numbers: the decimal comma, powers, products, values that are not numbers. */
import type { MistakeGroup } from "../mistake.js";

export const NUMBERS: MistakeGroup = {
  title: "Nombres et calcul",
  mistakes: [
    {
      cell: "const p = 0,86",
      advice: [
        "la virgule sépare deux valeurs : 0,86 est lu comme deux nombres. Les décimales s’écrivent avec un point : 0.86.",
      ],
    },
    {
      cell: "const h = [0,73, 0,88, 0,75];",
      advice: [
        "la virgule sépare deux valeurs : 0,73 est lu comme deux nombres. Les décimales s’écrivent avec un point : 0.73.",
      ],
    },
    {
      cell: "let taux = 1;\ntaux = 0,05;",
      advice: [
        "la virgule sépare deux valeurs : 0,05 est lu comme deux nombres. Les décimales s’écrivent avec un point : 0.05.",
      ],
    },
    {
      cell: "Math.sqrt(0,25)",
      advice: [
        "la virgule sépare deux valeurs : 0,25 est lu comme deux nombres. Les décimales s’écrivent avec un point : 0.25.",
      ],
    },
    {
      cell: "const moitie2 = (z: number) => z * 0,5;",
      advice: [
        "la virgule sépare deux valeurs : 0,5 est lu comme deux nombres. Les décimales s’écrivent avec un point : 0.5.",
      ],
    },
    {
      cell: "const tiers = n + 0,33;",
      advice: [
        "la virgule sépare deux valeurs : 0,33 est lu comme deux nombres. Les décimales s’écrivent avec un point : 0.33.",
      ],
    },
    { cell: "const grand = 1 000 000", advice: ["un nombre s’écrit sans espaces : 1000000, ou 1_000_000."] },
    { cell: "const k = 2n + 2x", advice: ["le produit s’écrit avec * : 2 * n."] },
    {
      cell: "const q2 = 2(n + 1)",
      advice: ["`2` est un nombre, pas une fonction : un produit s’écrit avec * (2 * …)."],
    },
    {
      cell: "const q3 = n(2)",
      advice: ["`n` est un nombre, pas une fonction : un produit s’écrit avec * (n * …)."],
    },
    { cell: "const pourcent = 50%", advice: ["un pourcentage s’écrit comme nombre : 0.5."] },
    { cell: "const produit = 2 × n", advice: ["le produit s’écrit avec * : 2 * x."] },
    { cell: "const moins = n − 1", advice: ["le signe moins est le trait d’union du clavier : -."] },
    { cell: "const carre2 = n²", advice: ["une puissance s’écrit avec ** : x ** 2."] },
    { cell: "if (n ≤ 3) n", advice: ["les comparaisons s’écrivent <=, >=, ===, !==."] },
    { cell: "0 < n < 5", advice: ["deux comparaisons se joignent par && : 0 < n && n < 5."] },
    { cell: "n =< 3", advice: ["« inférieur ou égal » s’écrit <=."] },
    { cell: "n <> 3", advice: ["« différent » s’écrit !==."] },
    { cell: "n := 3", advice: ["une valeur se donne par = : const x = 3;"] },
    {
      cell: "-2 ** 2",
      advice: ["le signe et la puissance demandent des parenthèses : -(2 ** 2) ou (-2) ** 2."],
    },
    { cell: "5 mod 2", advice: ["le reste de la division s’écrit a % b."] },
    { cell: "const z1 = √2", advice: ["la racine carrée s’écrit Math.sqrt(x)."] },
    { cell: "Math.ln(2)", advice: ["écrivez Math.log(x)."] },
    { cell: "Math.mean(v)", advice: ["écrivez v.reduce((s, x) => s + x, 0) / v.length."] },
    { cell: "Math.PI()", advice: ["Math.PI est une valeur, pas une fonction : ôtez les parenthèses."] },
    { cell: "Math.max(v)", advice: ["étalez le tableau avec trois points : Math.max(...v)."] },
    {
      cell: "Math.sqrt(v)",
      advice: ["Math.sqrt prend un nombre ; pour un tableau : v.map((x) => Math.sqrt(x))."],
    },
    {
      cell: "v * 2",
      advice: [
        "on ne calcule pas avec un tableau entier : prenez ses nombres un par un, par exemple [0], ou dans une boucle, ou tous par v.map((x) => 2 * x).",
      ],
    },
    {
      cell: "v + 1",
      advice: [
        "on ne calcule pas avec un tableau entier : prenez ses nombres un par un, par exemple [0], ou dans une boucle, ou tous par v.map((x) => 2 * x).",
      ],
    },
    {
      cell: "v + v",
      advice: [
        "on ne calcule pas avec un tableau entier : prenez ses nombres un par un, par exemple [0], ou dans une boucle, ou tous par v.map((x) => 2 * x).",
      ],
    },
    {
      cell: "m * v",
      advice: [
        "on ne calcule pas avec un tableau entier : prenez ses nombres un par un, par exemple [0], ou dans une boucle, ou tous par v.map((x) => 2 * x).",
      ],
    },
    {
      cell: '"3" * 2',
      advice: ["un texte n’est pas un nombre : ôtez les guillemets, ou convertissez par Number(…)."],
    },
    {
      cell: 'const texte: number = "3"',
      advice: ["un texte n’est pas un nombre : ôtez les guillemets, ou convertissez par Number(…)."],
    },
    {
      cell: "(n > 2) + 1",
      advice: ["une comparaison n’est pas un nombre : écrivez (x > 0 ? 1 : 0), ou Number(x > 0)."],
    },
    { cell: "if (n = 3) n", advice: ["un seul = donne une valeur ; pour comparer : n === 3."] },
    { cell: "n == NaN", advice: ["NaN n’est égal à rien, pas même à lui-même : écrivez Number.isNaN(x)."] },
    {
      cell: "v == [1, 2, 3]",
      advice: [
        "deux tableaux distincts ne sont jamais égaux : comparez leurs éléments, a.every((x, i) => x === b[i]).",
      ],
    },
    {
      cell: "f(x) = x + 1",
      advice: ["une fonction se définit par une flèche : const f = (x: number) => …;"],
    },
    {
      cell: "log",
      advice: [
        "le logarithme népérien d’un nombre s’écrit Math.log(x) ; pour un tableau : v.map((x) => Math.log(x)).",
      ],
    },
    {
      cell: "v.map(log)",
      advice: [
        "le logarithme népérien d’un nombre s’écrit Math.log(x) ; pour un tableau : v.map((x) => Math.log(x)).",
      ],
    },
    {
      cell: "v.map(sqrt)",
      advice: ["pour un nombre, écrivez Math.sqrt(x) ; pour un tableau : v.map((x) => Math.sqrt(x))."],
    },
    { cell: "compte += 5", advice: ["donnez d’abord une valeur à `compte` : let compte = 0;"] },
    { cell: "compteur++", advice: ["déclarez d’abord le compteur : let compteur = 0;"] },
    {
      cell: "moyenne(v)",
      advice: [
        "la moyenne d’un tableau v : v.reduce((s, x) => s + x, 0) / v.length, si aucune cellule ne définit `moyenne`.",
      ],
    },
    {
      cell: "somme(v)",
      advice: [
        "la somme d’un tableau v : v.reduce((s, x) => s + x, 0), si aucune cellule ne définit `somme`.",
      ],
    },
    { cell: "sigmoid(0)", advice: ["la logistique d’un nombre s’écrit 1 / (1 + Math.exp(-z))."] },
    {
      cell: "0 / 0",
      advice: [
        "NaN veut dire « pas un nombre » : souvent une position hors d’un tableau (on compte depuis 0, jusqu’à length - 1), une valeur qui manque, 0 / 0, ou le logarithme d’un nombre négatif.",
      ],
    },
  ],
};
