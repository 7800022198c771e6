/** Functions, names and cells. */
import type { MistakeGroup } from "../mistake.js";

export const FUNCTIONS: MistakeGroup = {
  title: "Fonctions, noms et cellules",
  mistakes: [
    { cell: "const f1 = (x) => x + 1", advice: ["dites de quel type est `x`, par exemple x: number."] },
    {
      cell: "function f2(x: number): number {\n  x + 1;\n}",
      advice: ["la fonction promet un résultat : il manque un return, ou l’un des chemins n’en a pas."],
    },
    {
      cell: "const f3 = (x: number) => { x * 2 };\nf3(2) + 1",
      advice: [
        "entre accolades, la fonction ne renvoie rien sans return : return x * 2;",
        "cette fonction ne renvoie rien : il manque peut-être un return.",
      ],
    },
    {
      cell: "const f4 = (x: number) -> x + 1",
      advice: ["la flèche d’une fonction s’écrit => : (x: number) => x + 1."],
    },
    {
      cell: "Math.pow(2)",
      advice: ["comptez les arguments entre les parenthèses, séparés par des virgules."],
    },
    {
      cell: "Math.abs(1, 2)",
      advice: ["comptez les arguments entre les parenthèses, séparés par des virgules."],
    },
    {
      cell: "const c2 = 1;\nc2 = 2;",
      advice: ["`c2` est une constante : déclarez-la par let pour pouvoir la changer."],
    },
    {
      cell: "const sansValeur;",
      advice: ["donnez-lui une valeur : const x = 3; (ou let x: number; si elle vient plus tard)."],
    },
    {
      cell: "const 2poids = 3",
      advice: ["un nom commence par une lettre et n’a ni tiret ni espace : poids2, poidsInitial."],
    },
    {
      cell: "const poids-initial = 3",
      advice: ["un nom commence par une lettre et n’a ni tiret ni espace : poids2, poidsInitial."],
    },
    {
      cell: "const class = 3",
      advice: [
        "`class` est un mot du langage : choisissez un autre nom.",
        "une parenthèse, une accolade ou un crochet manque ou est de trop, souvent sur la ligne d’avant.",
      ],
    },
    {
      cell: "poidss + 1",
      advice: [
        "aucune cellule exécutée ne définit `poidss` : exécutez d’abord celle qui le fait (menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée »), ou vérifiez l’orthographe (majuscules comprises).",
      ],
    },
    {
      cell: "const reponse = gauche",
      advice: [
        'si c’est un texte, mettez-le entre guillemets : reponse = "gauche". Sinon, aucune cellule exécutée ne définit `gauche` : exécutez d’abord celle qui le fait (menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée »), ou vérifiez l’orthographe (majuscules comprises).',
      ],
    },
    {
      cell: "const activation = relu",
      advice: [
        'si c’est un texte, mettez-le entre guillemets : activation = "relu". Sinon, `relu` existe dans "neurones" : ajoutez import { relu } from "neurones", ou exécutez la cellule au-dessus qui l’importe (menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée »).',
      ],
    },
    {
      cell: "Poids = 3",
      advice: ["un nom nouveau se déclare : const Poids = …; ou let Poids = …; s’il doit changer ensuite."],
    },
    {
      cell: "const élève = 3;\neleve + 1",
      advice: ["voulez-vous dire `élève` ? Accents et majuscules comptent."],
    },
    {
      cell: "const deux = 1;\nconst deux = 2;",
      advice: [
        "`deux` est déclaré deux fois dans cette cellule : ôtez le second const ou let, ou changez de nom.",
      ],
    },
    {
      cell: "avant + 1;\nlet avant = 3;",
      advice: ["`avant` est lu avant d’avoir une valeur : placez sa déclaration plus haut."],
    },
    {
      cell: "return 3",
      advice: [
        "return n’a de sens que dans une fonction ; dans une cellule, la dernière ligne est ce qui s’affiche.",
      ],
    },
    {
      cell: "await1 + 1",
      advice: [
        "aucune cellule exécutée ne définit `await1` : exécutez d’abord celle qui le fait (menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée »), ou vérifiez l’orthographe (majuscules comprises).",
      ],
    },
    {
      cell: "const trouve = [1, 2].find((x) => x > 1);\ntrouve + 1",
      advice: [
        "cette valeur peut manquer : vérifiez-la d’abord (if), ou lisez-la par ?. ou donnez une valeur de remplacement par ??.",
      ],
    },
    {
      cell: "n == 3;\nn",
      advice: ["== compare, et le résultat n’est pas utilisé. Pour donner une valeur : n = 3;"],
    },
    {
      cell: 'console.log("a"',
      advice: [
        "une parenthèse, une accolade ou un crochet manque ou est de trop, souvent sur la ligne d’avant.",
      ],
    },
    {
      cell: "console.log([1, 2);",
      advice: [
        "une parenthèse, une accolade ou un crochet manque ou est de trop, souvent sur la ligne d’avant.",
      ],
    },
    { cell: 'const t = "abc;', advice: ["un guillemet n’est pas refermé."] },
    {
      cell: "const guillemets = “abc”",
      advice: ['les textes se mettent entre guillemets droits : "bonjour".'],
    },
    { cell: "if (n > 2) then n", advice: ["le bloc se met entre accolades : if (x > 0) { … } else { … }."] },
    {
      cell: "if (n > 2) {\n  n",
      advice: [
        "une parenthèse, une accolade ou un crochet manque ou est de trop, souvent sur la ligne d’avant.",
      ],
    },
    {
      cell: "const o = { a = 1 }",
      advice: ["entre accolades, une option s’écrit avec deux-points : { units: 3 }."],
    },
    { cell: "console.print(n)", advice: ["écrivez console.log(…)."] },
    {
      cell: "reseau; poids; biais",
      advice: [
        "aucune cellule exécutée ne définit `reseau`, `poids`, `biais`. Exécutez d’abord les cellules au-dessus (menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée ») : après un redémarrage du noyau, il faut les exécuter toutes à nouveau.",
      ],
    },
    {
      cell: "const u: any = 3;\nu();",
      advice: [
        "TypeError: u n’est pas une fonction",
        "`u` a une autre valeur : une cellule a-t-elle donné ce nom à autre chose ? Un produit s’écrit avec * .",
      ],
    },
    {
      cell: "const vide: any = undefined;\nvide.longueur",
      advice: [
        "TypeError: impossible de lire « longueur » de undefined (aucune valeur)",
        "`vide` n’a pas de valeur : affichez-le par console.log(vide) juste avant.",
      ],
    },
    {
      cell: "const rec = (k: number): number => rec(k + 1);\nrec(0)",
      advice: [
        "RangeError: trop d’appels imbriqués : une fonction s’appelle elle-même sans fin",
        "il faut un cas où elle ne s’appelle plus ; ou un tableau trop long est étalé par trois points.",
      ],
    },
    {
      cell: 'JSON.parse("{a: 1}")',
      advice: [
        "SyntaxError: ceci n’est pas du JSON, à partir du caractère 1",
        "ce texte n’est pas du JSON complet : vérifiez guillemets doubles, virgules et accolades.",
      ],
    },
    {
      cell: "new Array(-1)",
      advice: [
        "RangeError: longueur de tableau impossible",
        "elle doit être un entier, ni négatif ni immense.",
      ],
    },
    { cell: '"a".repeat(-1)', advice: ["RangeError: un texte ne se répète pas -1 fois"] },
  ],
};
