/** Arrays: positions counted from 0, loops, empty arrays. */
import type { MistakeGroup } from "../mistake.js";

export const ARRAYS: MistakeGroup = {
  title: "Tableaux et positions",
  mistakes: [
    {
      cell: "v[3].toFixed(2)",
      advice: [
        "`v[3]` n’existe pas (undefined) : `v` a 3 éléments, et le dernier est v[2], car on compte depuis 0.",
        "TypeError: impossible de lire « toFixed » de undefined (aucune valeur)",
        "`v[3]` n’existe pas dans `v` : ses 3 éléments vont de v[0] à v[2], car on compte depuis 0.",
      ],
    },
    {
      cell: "v[3]",
      advice: [
        "`v[3]` n’existe pas (undefined) : les 3 éléments de `v` vont de v[0] à v[2], car on compte depuis 0.",
      ],
    },
    {
      cell: "v[n]",
      advice: [
        "`v[n]` n’existe pas (undefined) : les 3 éléments de `v` vont de v[0] à v[2], car on compte depuis 0.",
      ],
    },
    {
      cell: "m[2][0]",
      advice: [
        "`m[2]` n’existe pas (undefined) : `m` a 2 éléments, et le dernier est m[1], car on compte depuis 0.",
        "TypeError: impossible de lire « 0 » de undefined (aucune valeur)",
        "`m[2]` n’existe pas dans `m` : ses 2 éléments vont de m[0] à m[1], car on compte depuis 0.",
      ],
    },
    {
      cell: "v(1)",
      advice: ["un élément d’un tableau s’obtient entre crochets, sa position comptée depuis 0 : v[0]."],
    },
    { cell: "v.length()", advice: ["v.length est une valeur, pas une fonction : ôtez les parenthèses."] },
    { cell: "n.length", advice: ["`n` est un seul nombre : il n’a pas de longueur."] },
    {
      cell: "let s2 = 0;\nfor (let i = 1; i <= v.length; i++) s2 += v[i];",
      advice: [
        "les positions vont de 0 à v.length - 1 : v[v.length] n’existe pas (undefined, et le calcul donne NaN). Écrivez for (let i = 0; i < v.length; i++).",
      ],
    },
    {
      cell: "for (let i = 0, i < 3, i++) n",
      advice: [
        "les trois parties d’un for se séparent par des points-virgules : for (let i = 0; i < n; i++).",
      ],
    },
    {
      cell: "for (i = 0; i < 3; i++) n",
      advice: ["déclarez le compteur dans la boucle : for (let i = 0; …)."],
    },
    {
      cell: "let s3 = 0;\nfor (const i in v) s3 += i;",
      advice: [
        "for … in donne les positions, sous forme de textes ; pour les valeurs, écrivez for (const i of v).",
      ],
    },
    {
      cell: "const zeros = new Array(3).map(() => 0);",
      advice: [
        "les cases de ce tableau sont vides, et map les saute. Écrivez Array.from({ length: 3 }, (_, i) => …).",
      ],
    },
    {
      cell: "const tri = [10, 9, 1].sort();",
      advice: [
        "sans comparaison, sort() range les nombres comme des textes (10 avant 9). Écrivez .sort((a, b) => a - b).",
      ],
    },
    {
      cell: "const lignes = [1, 2; 3, 4]",
      advice: ["les lignes d’une matrice sont des tableaux : [[1, 2], [3, 4]]."],
    },
    {
      cell: "const r = [];\nfor (let i = 0; i < 2; i++) {\n  r[i] = [];\n  r[i][0] = i;\n}",
      advice: [
        "un tableau qui commence vide ne dit pas ce qu’il contiendra : déclarez-le, par exemple const r: number[] = []; (ou const r: number[][] = []; pour des lignes).",
      ],
    },
    {
      cell: "const unseul: number[] = 3;",
      advice: ["un tableau est attendu : mettez la valeur entre crochets."],
    },
    {
      cell: "const seul: number = [3];",
      advice: ["une seule valeur est attendue, pas un tableau : choisissez-en une, par exemple [0]."],
    },
    {
      cell: "[].reduce((a, b) => a + b)",
      advice: [
        "un tableau qui commence vide ne dit pas ce qu’il contiendra : déclarez-le, par exemple const r: number[] = []; (ou const r: number[][] = []; pour des lignes).",
      ],
    },
    {
      cell: "for (const x of n) x",
      advice: ["ce n’est pas un tableau : une boucle for … of, ou trois points, en demandent un."],
    },
    {
      cell: "const [premier] = n;",
      advice: ["ce n’est pas un tableau : une boucle for … of, ou trois points, en demandent un."],
    },
    {
      cell: "const grille: number[][] = [];\ngrille[0][0] = 1;",
      advice: [
        "TypeError: impossible de donner une valeur à « 0 » de undefined (aucune valeur)",
        "la ligne `grille[0]` n’existe pas encore : grille[0] = []; d’abord.",
      ],
    },
    {
      cell: "const [a9, b9] = v.find((x) => x > 1);",
      advice: ["ce n’est pas un tableau : une boucle for … of, ou trois points, en demandent un."],
    },
  ],
};
