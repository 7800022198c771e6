/** Habits of Python. */
import type { MistakeGroup } from "../mistake.js";

export const PYTHON_HABITS: MistakeGroup = {
  title: "Habitudes de Python",
  mistakes: [
    {
      cell: "def aire(r):\n    return r * r",
      advice: ["`def` vient de Python ; ici : function aire(r: number) { return …; }, entre accolades."],
    },
    {
      cell: "for i in range(10):\n    print(i)",
      advice: ["une boucle sur des entiers s’écrit for (let i = 0; i < n; i++) { … }, entre accolades."],
    },
    {
      cell: "for mot in v:\n    print(mot)",
      advice: ["une boucle sur les valeurs s’écrit for (const mot of v) { … }, entre accolades."],
    },
    {
      cell: "while n > 0:\n    n = n - 1",
      advice: ["la condition se met entre parenthèses, et le bloc entre accolades : while (…) { … }."],
    },
    {
      cell: "if n == 3:\n    print(n)",
      advice: ["la condition se met entre parenthèses, et le bloc entre accolades : if (…) { … }."],
    },
    {
      cell: "if n == 3 and n > 1: print(n)",
      advice: [
        "ici : && (et), || (ou), ! (non), et la condition entre parenthèses : if (x > 0 && y > 0) { … }.",
      ],
    },
    { cell: "if (n == 3 and n > 1) { n }", advice: ["« et » s’écrit && : x > 0 && y > 0."] },
    { cell: "if n > 2 {\n  n\n}", advice: ["la condition se met entre parenthèses : if (x > 0) { … }."] },
    { cell: "else:\n  n", advice: ["ici : else { … }, entre accolades."] },
    { cell: "if (n > 2) {\n  n\n} elif (n > 1) {\n  n\n}", advice: ["ici : else if (condition) { … }."] },
    { cell: "len(v)", advice: ["`len` vient de Python ; ici : v.length, sans parenthèses."] },
    {
      cell: "range(10)",
      advice: [
        "`range` vient de Python ; ici : for (let i = 0; i < n; i++) dans une boucle ; Array.from({ length: n }, (_, i) => i) pour un tableau.",
      ],
    },
    { cell: "const p1 = True", advice: ["`True` vient de Python ; ici : true."] },
    { cell: "const p2 = None", advice: ["`None` vient de Python ; ici : null (ou undefined)."] },
    { cell: "not p1", advice: ["« non » s’écrit ! : !x."] },
    { cell: "const p3 = not n", advice: ["« non » s’écrit ! : !x."] },
    { cell: "lambda x: x + 1", advice: ["`lambda` vient de Python ; ici : (x: number) => x + 1."] },
    {
      cell: "[x * 2 for x in v]",
      advice: ["une liste par compréhension vient de Python ; ici : v.map((x) => …)."],
    },
    { cell: 'f"n vaut {n}"', advice: ['f"…" vient de Python ; ici, entre accents graves : `x vaut ${x}`.'] },
    {
      cell: "import numpy as np",
      advice: [
        'numpy vient de Python, et n’existe pas ici : les fonctions d’un nombre sont dans Math, les réseaux et les figures dans "neurones".',
      ],
    },
    {
      cell: "np.array([1, 2])",
      advice: [
        'numpy n’existe pas ici ; on calcule avec des tableaux et Math, ou avec les tenseurs de "neurones".',
      ],
    },
    {
      cell: "from numpy import array",
      advice: [
        'numpy vient de Python, et n’existe pas ici : les fonctions d’un nombre sont dans Math, les réseaux et les figures dans "neurones".',
      ],
    },
    {
      cell: "import math",
      advice: [
        'math vient de Python, et n’existe pas ici : les fonctions d’un nombre sont dans Math, les réseaux et les figures dans "neurones".',
      ],
    },
    {
      cell: "math.log(2)",
      advice: ["`math` vient de Python ; ici : Math, avec une majuscule : Math.log(x)."],
    },
    {
      cell: "math.sqrt(2)",
      advice: ["`math` vient de Python ; ici : Math, avec une majuscule : Math.log(x)."],
    },
    {
      cell: "const moitie = n // 2",
      advice: [
        "// commence un commentaire : rien n’est divisé. Le quotient entier s’écrit Math.floor(n / 2).",
      ],
    },
    {
      cell: "(n // 2)",
      advice: ["// commence un commentaire ; le quotient entier s’écrit Math.floor(a / b)."],
    },
    { cell: "v.append(4)", advice: ["écrivez v.push(x)."] },
    { cell: "v.len()", advice: ["écrivez v.length."] },
    {
      cell: "v[1:]",
      advice: [
        "une partie d’un tableau : v.slice(début, fin), positions comptées depuis 0, la fin exclue ; v.slice(0, 3) donne les trois premiers.",
      ],
    },
    {
      cell: "str(n)",
      advice: [
        "`str` vient de Python ; ici : String(x) pour faire un texte ; console.log(x) pour voir une valeur.",
      ],
    },
    {
      cell: 'int("3")',
      advice: [
        "`int` vient de Python ; ici : Math.trunc(x) pour ôter les décimales, Number(texte) pour lire un nombre.",
      ],
    },
    { cell: 'float("3.5")', advice: ["`float` vient de Python ; ici : Number(x)."] },
    { cell: '"abc".upper()', advice: ['écrivez "abc".toUpperCase().'] },
    { cell: '"abc".len()', advice: ['écrivez "abc".length.'] },
    { cell: "n is None", advice: ["ici : x === null, ou x === undefined."] },
    { cell: "2 not in v", advice: ["ici : !v.includes(x)."] },
    { cell: "1 if n > 2 else 0", advice: ["un choix entre deux valeurs s’écrit condition ? a : b."] },
    { cell: "try:\n  n\nexcept:\n  n", advice: ["ici : try { … } catch (erreur) { … }."] },
    { cell: "class Reseau:\n  pass", advice: ["ici : class Reseau { … }, entre accolades."] },
    { cell: '"""un texte"""', advice: ["un texte sur plusieurs lignes se met entre accents graves : `…`."] },
    { cell: 'print "n"', advice: ['pour afficher : console.log("…"), avec des parenthèses.'] },
    {
      cell: "enumerate(v)",
      advice: [
        "`enumerate` vient de Python ; ici : v.forEach((x, i) => …) ou for (const [i, x] of v.entries()).",
      ],
    },
    { cell: "zip(v, v)", advice: ["`zip` vient de Python ; ici : a.map((x, i) => [x, b[i]])."] },
    { cell: "sorted(v)", advice: ["`sorted` vient de Python ; ici : [...v].sort((a, b) => a - b)."] },
    { cell: "v.mean()", advice: ["écrivez v.reduce((s, x) => s + x, 0) / v.length."] },
    { cell: "v.sum()", advice: ["écrivez v.reduce((s, x) => s + x, 0)."] },
    { cell: "m.shape", advice: ["écrivez [m.length, m[0].length]."] },
    {
      cell: "plt.plot(v)",
      advice: ['matplotlib n’existe pas ici ; les figures sont dans plots, de "neurones".'],
    },
    {
      cell: "!pip install numpy",
      advice: [
        "une commande (!, %) vient de Jupyter pour Python ; ici, une cellule ne contient que du TypeScript.",
      ],
    },
    {
      cell: "%matplotlib inline",
      advice: [
        "une commande (!, %) vient de Jupyter pour Python ; ici, une cellule ne contient que du TypeScript.",
      ],
    },
  ],
};
