/** Habits of R. */
import type { MistakeGroup } from "../mistake.js";

export const R_HABITS: MistakeGroup = {
  title: "Habitudes de R",
  mistakes: [
    {
      cell: "x <- 5",
      advice: [
        "`<-` vient de R ; ici, il compare `x` avec un nombre négatif. Une valeur se donne par = : const x = 5; (let au lieu de const, si elle doit changer)",
      ],
    },
    {
      cell: "notes <- c(12, 15, 9)",
      advice: [
        "`<-` vient de R ; ici, il compare `notes` avec un nombre négatif. Une valeur se donne par = : const notes = …; (let au lieu de const, si elle doit changer)",
        "`c` vient de R ; ici : [1, 2, 3], entre crochets. (Si une cellule au-dessus définit `c`, exécutez-la d’abord.)",
      ],
    },
    { cell: "5 -> y", advice: ["`->` vient de R ; ici : const y = 5;"] },
    {
      cell: "total <<- 3",
      advice: [
        "`<-` vient de R ; ici, il compare `total` avec un nombre négatif. Une valeur se donne par = : const total = 3; (let au lieu de const, si elle doit changer)",
      ],
    },
    {
      cell: "const trois = (4, 0.5, 12);",
      advice: [
        "entre parenthèses, la virgule ne garde que la dernière valeur. Un tableau s’écrit entre crochets : [4, 0.5, 12].",
      ],
    },
    {
      cell: "const pair = (k: number): boolean => k % 2;",
      advice: ["un nombre n’est ni vrai ni faux : comparez-le, par exemple à 0 (x === 0)."],
    },
    {
      cell: "c(1, 2, 3)",
      advice: [
        "`c` vient de R ; ici : [1, 2, 3], entre crochets. (Si une cellule au-dessus définit `c`, exécutez-la d’abord.)",
      ],
    },
    {
      cell: "length(v)",
      advice: [
        "`length` vient de R ; ici : v.length, sans parenthèses ; le dernier élément est v[v.length - 1].",
      ],
    },
    {
      cell: "v[length(v)]",
      advice: [
        "`length` vient de R ; ici : v.length, sans parenthèses ; le dernier élément est v[v.length - 1].",
      ],
    },
    { cell: "v[length]", advice: ["le dernier élément s’écrit v[v.length - 1], ou v.at(-1)."] },
    {
      cell: "const taille = (d: number, couches: number[]): number => {\n  nombres <- c(d, couches)\n  return sum(nombres)\n};",
      advice: [
        "`<-` vient de R ; ici, il compare `nombres` avec un nombre négatif. Une valeur se donne par = : const nombres = …; (let au lieu de const, si elle doit changer)",
        "`c` vient de R ; ici : [1, 2, 3], entre crochets. (Si une cellule au-dessus définit `c`, exécutez-la d’abord.)",
        "la somme d’un tableau v : v.reduce((s, x) => s + x, 0), ou une boucle qui additionne. (Si une cellule au-dessus définit `sum`, exécutez-la d’abord.)",
      ],
    },
    {
      cell: "const pas = (w: number[], g: number[]): number[] => {\n  return w - 2 * g\n};",
      advice: [
        "on ne calcule pas avec un tableau entier : prenez ses nombres un par un, par exemple [0], ou dans une boucle, ou tous par v.map((x) => 2 * x).",
      ],
    },
    {
      cell: "2 ^ 3",
      advice: [
        "^ n’est pas la puissance, mais le « ou exclusif » des bits. Une puissance s’écrit ** : 2 ** 3.",
      ],
    },
    {
      cell: "Math.sqrt(n^2 + v[0]^2)",
      advice: [
        "^ n’est pas la puissance, mais le « ou exclusif » des bits. Une puissance s’écrit ** : n ** 2 + v[0] ** 2.",
      ],
    },
    {
      cell: "const estPair = (k: number): boolean => { return k % 2 = 0; };",
      advice: ["un seul = donne une valeur ; pour comparer : k % 2 === 0."],
    },
    {
      cell: "v.map(w - n)",
      advice: ["map demande une fonction, que la flèche => écrit : v.map((w) => w - n)."],
    },
    {
      cell: "sum(v >= 2)",
      advice: ["pour compter les éléments qui vérifient une condition : v.filter((x) => x >= 2).length."],
    },
    {
      cell: "?mean",
      advice: [
        "`?` demande de l’aide dans R ; ici, placez le curseur sur un nom comme mean et tapez Maj+Tab.",
      ],
    },
    {
      cell: "let cumul = 0;\nfor (const x in v) {\n  cumul = cumul + x;\n}",
      advice: [
        "for … in donne les positions, sous forme de textes ; pour les valeurs, écrivez for (const x of v).",
      ],
    },
    {
      cell: "const carre = (z: number) => z ^ 2;",
      advice: [
        "^ n’est pas la puissance, mais le « ou exclusif » des bits. Une puissance s’écrit ** : z ** 2.",
      ],
    },
    {
      cell: "m %*% m",
      advice: [
        "%*% vient de R ; le produit de deux vecteurs s’écrit u.reduce((s, x, i) => s + x * v[i], 0), celui de deux tenseurs a.matMul(b).",
      ],
    },
    { cell: "7 %% 2", advice: ["%% vient de R ; le reste de la division s’écrit a % b."] },
    { cell: "3 %in% v", advice: ["%in% vient de R ; ici : v.includes(x)."] },
    { cell: "7 %/% 2", advice: ["%/% vient de R ; le quotient entier s’écrit Math.floor(a / b)."] },
    {
      cell: "v %>% sum",
      advice: [
        "l’enchaînement (%>%, |>) vient de R ; ici, par des méthodes : v.filter(…).map(…), ou f(g(x)).",
      ],
    },
    {
      cell: "1:3",
      advice: ["1:3 vient de R ; les entiers de 1 à 3 : Array.from({ length: 3 }, (_, i) => i + 1)."],
    },
    {
      cell: "v[1:2]",
      advice: [
        "une partie d’un tableau : v.slice(début, fin), positions comptées depuis 0, la fin exclue ; v.slice(0, 3) donne les trois premiers, que R nomme 1:3.",
      ],
    },
    {
      cell: "v[-1]",
      advice: [
        "`v[-1]` n’existe pas ici. L’élément compté depuis la fin (Python) : v.at(-1) ; tout sauf le premier (R) : v.slice(1).",
      ],
    },
    {
      cell: "m[1, 2]",
      advice: [
        "`m[1, 2]` ne lit que le dernier indice. Ligne puis colonne, comptées depuis 0 : m[1][2] (celui que R nomme m[1, 2] : m[0][1]).",
        "`m[1, 2]` n’existe pas (undefined) : les 2 éléments de `m` vont de m[0] à m[1], car on compte depuis 0.",
      ],
    },
    {
      cell: "m[, 1]",
      advice: ["une colonne d’un tableau de lignes : m.map((ligne) => ligne[0]), car on compte depuis 0."],
    },
    { cell: "m[1, ]", advice: ["une ligne d’un tableau de lignes : m[0], car on compte depuis 0."] },
    {
      cell: "v[[1]]",
      advice: [
        "une seule paire de crochets ici, et les positions se comptent depuis 0 : v[0] pour l’élément 1 de R.",
      ],
    },
    {
      cell: "seq(1, 10, by = 2)",
      advice: [
        "`seq` vient de R ; ici : Array.from({ length: 10 }, (_, i) => i + 1) (les entiers de 1 à 10).",
      ],
    },
    {
      cell: "seq_along(v)",
      advice: [
        "`seq_along` vient de R ; ici : v.keys() ; dans une boucle : for (let i = 0; i < v.length; i++).",
      ],
    },
    { cell: "rep(0, 5)", advice: ["`rep` vient de R ; ici : new Array<number>(3).fill(0) (trois zéros)."] },
    {
      cell: "f <- function(x) x^2",
      advice: [
        "une fonction s’écrit const f = (x: number) => …; (ou, sur plusieurs lignes, … => { …; return …; };).",
      ],
    },
    {
      cell: "f <- function(x, y) {\n  x + y\n}",
      advice: [
        "`<-` vient de R ; ici, il compare `f` avec un nombre négatif. Une valeur se donne par = : const f = (x: number, y: number) => { … }; (let au lieu de const, si elle doit changer)",
        "dites de quel type est `x`, par exemple x: number.",
        "dites de quel type est `y`, par exemple y: number.",
        "entre accolades, la fonction ne renvoie rien sans return : return x + y;",
      ],
    },
    {
      cell: "const g = function(x) x + 1",
      advice: [
        "une fonction s’écrit const g = (x: number) => …; (ou, sur plusieurs lignes, … => { …; return …; };).",
      ],
    },
    {
      cell: "sapply(v, function(x) x^2)",
      advice: ["une fonction sans nom s’écrit (x) => x ** 2, ou function (x) { return x ** 2; }."],
    },
    {
      cell: "lapply(v, carre)",
      advice: [
        "`lapply` vient de R ; ici : v.map((x) => x ** 2) (map calcule le résultat pour chaque élément).",
      ],
    },
    { cell: "\\(x) x + 1", advice: ["\\(x) vient de R ; ici : (x) => …"] },
    { cell: "# ma réponse", advice: ["# ne commence pas un commentaire ici : écrivez // devant."] },
    { cell: "const a1 = 3 # trois", advice: ["# ne commence pas un commentaire ici : écrivez // devant."] },
    { cell: "const vrai = TRUE", advice: ["`TRUE` vient de R ; ici : true."] },
    {
      cell: "if (n == 3 & TRUE) n",
      advice: [
        "une comparaison n’est pas un nombre : écrivez (x > 0 ? 1 : 0), ou Number(x > 0).",
        "`TRUE` vient de R ; ici : true.",
      ],
    },
    { cell: "const rien = NULL", advice: ["`NULL` vient de R ; ici : null (ou undefined)."] },
    {
      cell: "const manque = NA",
      advice: ["`NA` vient de R ; ici : NaN pour un nombre, null pour une valeur absente."],
    },
    { cell: "is.na(n)", advice: ["`is.na` vient de R ; ici : Number.isNaN(x)."] },
    {
      cell: "ifelse(v > 1, 1, 0)",
      advice: [
        "`ifelse` vient de R ; ici : v.map((x) => (x > 0 ? 1 : 0)) pour un tableau ; pour une seule valeur : x > 0 ? 1 : 0.",
      ],
    },
    {
      cell: "which(v == 2)",
      advice: [
        "`which` vient de R ; ici : v.flatMap((x, i) => (x > 0 ? [i] : [])) pour toutes les positions, comptées depuis 0 ; v.findIndex((x) => x > 0) donne la première.",
      ],
    },
    {
      cell: "which.max(v)",
      advice: ["`which.max` vient de R ; ici : v.indexOf(Math.max(...v)), une position comptée depuis 0."],
    },
    {
      cell: "round(3.14159, 2)",
      advice: ["écrivez Math.round(x) pour l’entier le plus proche ; x.toFixed(2) écrit deux décimales."],
    },
    { cell: "ln(2)", advice: ["le logarithme népérien s’écrit Math.log(x)."] },
    {
      cell: "log(2)",
      advice: [
        "le logarithme népérien d’un nombre s’écrit Math.log(x) ; pour un tableau : v.map((x) => Math.log(x)).",
      ],
    },
    {
      cell: "exp(1)",
      advice: ["pour un nombre, écrivez Math.exp(x) ; pour un tableau : v.map((x) => Math.exp(x))."],
    },
    {
      cell: "sqrt(2)",
      advice: ["pour un nombre, écrivez Math.sqrt(x) ; pour un tableau : v.map((x) => Math.sqrt(x))."],
    },
    {
      cell: "abs(-3)",
      advice: ["pour un nombre, écrivez Math.abs(x) ; pour un tableau : v.map((x) => Math.abs(x))."],
    },
    {
      cell: "max(v)",
      advice: [
        "écrivez Math.max(a, b), ou Math.max(...v) pour un tableau v. (Si une cellule au-dessus définit `max`, exécutez-la d’abord.)",
      ],
    },
    {
      cell: "min(v)",
      advice: [
        "écrivez Math.min(a, b), ou Math.min(...v) pour un tableau v. (Si une cellule au-dessus définit `min`, exécutez-la d’abord.)",
      ],
    },
    {
      cell: "sum(v)",
      advice: [
        "la somme d’un tableau v : v.reduce((s, x) => s + x, 0), ou une boucle qui additionne. (Si une cellule au-dessus définit `sum`, exécutez-la d’abord.)",
      ],
    },
    {
      cell: "mean(v)",
      advice: [
        "la moyenne d’un tableau v : v.reduce((s, x) => s + x, 0) / v.length. (Si une cellule au-dessus définit `mean`, exécutez-la d’abord.)",
      ],
    },
    {
      cell: "sd(v)",
      advice: [
        "l’écart type : avec m la moyenne de v, Math.sqrt(v.reduce((s, x) => s + (x - m) ** 2, 0) / (v.length - 1)).",
      ],
    },
    {
      cell: "var(v)",
      advice: [
        "la variance : avec m la moyenne de v, v.reduce((s, x) => s + (x - m) ** 2, 0) / (v.length - 1).",
      ],
    },
    {
      cell: "median(v)",
      advice: ["la médiane : rangez une copie, [...v].sort((a, b) => a - b), et prenez l’élément du milieu."],
    },
    { cell: "pi * 2", advice: ["π s’écrit Math.PI."] },
    {
      cell: "floor(2.5)",
      advice: ["pour un nombre, écrivez Math.floor(x) ; pour un tableau : v.map((x) => Math.floor(x))."],
    },
    { cell: "ceiling(2.5)", advice: ["écrivez Math.ceil(x)."] },
    {
      cell: "for (i in 1:10) {\n  print(i)\n}",
      advice: ["une boucle sur des entiers s’écrit for (let i = 0; i < n; i++) { … }, en comptant depuis 0."],
    },
    {
      cell: "for (i in v) print(i)",
      advice: [
        "la boucle déclare son nom : for (const i of v) pour les valeurs.",
        "pour afficher : console.log(…).",
      ],
    },
    {
      cell: "repeat {\n  break\n}",
      advice: ["`repeat` vient de R ; ici : while (true) { … }, dont on sort par break."],
    },
    {
      cell: "let tour = 0; repeat { tour = tour + 1; if (tour > 2) break; }",
      advice: ["`repeat` vient de R ; ici : while (true) { … }, dont on sort par break."],
    },
    { cell: "while (TRUE) break", advice: ["`TRUE` vient de R ; ici : true."] },
    {
      cell: "const s1 = if (n > 2) 1 else 0",
      advice: ["un choix entre deux valeurs s’écrit condition ? a : b."],
    },
    {
      cell: "const choix = (p: number) => {\n  if (n == 1) return p else return 1 - p\n};",
      advice: [
        "devant else, l’instruction se termine par un point-virgule, ou se met entre accolades : if (x > 0) { return a; } else { return b; }. (L’égalité s’écrit ===.)",
      ],
    },
    { cell: "if (n > 2) 1 else 0", advice: ["un choix entre deux valeurs s’écrit condition ? a : b."] },
    { cell: "next", advice: ["`next` vient de R ; ici : continue."] },
    { cell: "print(n)", advice: ["pour afficher : console.log(…)."] },
    { cell: 'cat("n vaut", n)', advice: ["`cat` vient de R ; ici : console.log(…)."] },
    { cell: 'paste("n =", n)', advice: ["`paste` vient de R ; ici : `${a} ${b}`, entre accents graves."] },
    { cell: 'paste0("a", "b")', advice: ["`paste0` vient de R ; ici : `${a}${b}`, entre accents graves."] },
    {
      cell: 'sprintf("%.2f", n)',
      advice: [
        "`sprintf` vient de R ; ici : x.toFixed(2) pour deux décimales ; pour un texte : `perte : ${x}`, entre accents graves.",
      ],
    },
    {
      cell: "library(neuralnet)",
      advice: [
        '`library` vient de R ; ici : import { neuralnet } from "neurones";.',
        '`neuralnet` existe dans "neurones" : ajoutez import { neuralnet } from "neurones", ou exécutez la cellule au-dessus qui l’importe (menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée »).',
      ],
    },
    {
      cell: 'install.packages("neuralnet")',
      advice: [
        '`install.packages` vient de R ; ici : import { neuralnet } from "neurones"; ; rien n’est à installer.',
      ],
    },
    {
      cell: "data.frame(x = v, y = v)",
      advice: [
        '`data.frame` vient de R ; ici : [{ x: 1, y: 0 }, { x: 2, y: 1 }], un tableau d’objets, que table(…), de "neurones", affiche.',
      ],
    },
    { cell: "donnees$age", advice: ["`$` vient de R ; ici, un point : donnees.age."] },
    { cell: "nrow(m)", advice: ["`nrow` vient de R ; ici : m.length (m est un tableau de lignes)."] },
    { cell: "ncol(m)", advice: ["`ncol` vient de R ; ici : m[0].length (m est un tableau de lignes)."] },
    {
      cell: "dim(m)",
      advice: ["`dim` vient de R ; ici : [m.length, m[0].length] (m est un tableau de lignes)."],
    },
    {
      cell: "matrix(0, nrow = 2, ncol = 2)",
      advice: [
        "`matrix` vient de R ; ici : Array.from({ length: lignes }, () => new Array<number>(colonnes).fill(0)), un tableau de lignes.",
      ],
    },
    {
      cell: "t(m)",
      advice: [
        "`t` vient de R ; ici : m[0].map((_, j) => m.map((ligne) => ligne[j])) pour transposer un tableau de lignes. (Si une cellule au-dessus définit `t`, exécutez-la d’abord.)",
      ],
    },
    {
      cell: "apply(m, 1, mean)",
      advice: [
        "`apply` vient de R ; ici : m.map((ligne) => …), pour chaque ligne.",
        "la moyenne d’un tableau v : v.reduce((s, x) => s + x, 0) / v.length. (Si une cellule au-dessus définit `mean`, exécutez-la d’abord.)",
      ],
    },
    {
      cell: "rbind(v, v)",
      advice: ["`rbind` vient de R ; ici : [...a, b] ajoute la ligne b au tableau de lignes a."],
    },
    {
      cell: "list(a = 1, b = 2)",
      advice: [
        "`list` vient de R ; ici : { a: 1, b: [2, 3] }, un objet, ou [ … ], un tableau. (Si une cellule au-dessus définit `list`, exécutez-la d’abord.)",
      ],
    },
    {
      cell: "names(v)",
      advice: [
        "`names` vient de R ; ici : Object.keys(o). (Si une cellule au-dessus définit `names`, exécutez-la d’abord.)",
      ],
    },
    { cell: "head(v)", advice: ["`head` vient de R ; ici : v.slice(0, 6)."] },
    { cell: "sort(v)", advice: ["`sort` vient de R ; ici : [...v].sort((a, b) => a - b)."] },
    {
      cell: "order(v)",
      advice: [
        "`order` vient de R ; ici : [...v.keys()].sort((i, j) => v[i] - v[j]), positions comptées depuis 0. (Si une cellule au-dessus définit `order`, exécutez-la d’abord.)",
      ],
    },
    { cell: "rev(v)", advice: ["`rev` vient de R ; ici : v.toReversed() (v.reverse() change v lui-même)."] },
    { cell: "unique(v)", advice: ["`unique` vient de R ; ici : [...new Set(v)]."] },
    { cell: 'as.numeric("3")', advice: ["`as.numeric` vient de R ; ici : Number(x)."] },
    { cell: "as.integer(3.7)", advice: ["`as.integer` vient de R ; ici : Math.trunc(Number(x))."] },
    {
      cell: "set.seed(1)",
      advice: ['`set.seed` vient de R ; ici : setSeed(1), avec import { setSeed } from "neurones".'],
    },
    {
      cell: "rnorm(5)",
      advice: [
        '`rnorm` vient de R ; ici : setSeed(1).rnorm(3, 0, 1), avec import { setSeed } from "neurones".',
      ],
    },
    {
      cell: "runif(5)",
      advice: [
        '`runif` vient de R ; ici : setSeed(1).runif(3, 0, 1), avec import { setSeed } from "neurones".',
      ],
    },
    {
      cell: "sample(1:10)",
      advice: ["1:10 vient de R ; les entiers de 1 à 10 : Array.from({ length: 10 }, (_, i) => i + 1)."],
    },
    {
      cell: "plot(v, v)",
      advice: [
        '`plot` vient de R ; ici : plots.scatter({ title: "…", x, y }), avec import { plots } from "neurones". (Si une cellule au-dessus définit `plot`, exécutez-la d’abord.)',
      ],
    },
    { cell: 'stop("erreur")', advice: ['`stop` vient de R ; ici : throw new Error("…").'] },
    { cell: 'nchar("abc")', advice: ["`nchar` vient de R ; ici : t.length."] },
    { cell: 'toupper("abc")', advice: ["`toupper` vient de R ; ici : t.toUpperCase()."] },
    {
      cell: "y ~ x1 + x2",
      advice: [
        "une formule (y ~ x) vient de R ; ici, les données se donnent en options : neuralnet({ x, y, hidden: [2] }).",
      ],
    },
    { cell: "numeric(5)", advice: ["`numeric` vient de R ; ici : new Array<number>(n).fill(0)."] },
    {
      cell: "Reduce(produit, v)",
      advice: [
        "`Reduce` vient de R ; ici : v.reduce((total, x) => total + x, 0).",
        "aucune cellule exécutée ne définit `produit` : exécutez d’abord celle qui le fait (menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée »), ou vérifiez l’orthographe (majuscules comprises).",
      ],
    },
    {
      cell: "v[v > 1]",
      advice: ["pour garder les éléments qui vérifient une condition : v.filter((x) => x > 1)."],
    },
    { cell: "n = = 3", advice: ["pas d’espace dans un signe : === compare, = donne une valeur."] },
  ],
};
