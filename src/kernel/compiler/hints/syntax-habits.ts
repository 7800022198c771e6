/**
 * The table of forms of other languages that do not parse, each with the TypeScript to write instead. The
 * first entry that matches is shown.
 */
import type { Sentence } from "../../../language/language.js";

export interface SyntaxHabit {
  readonly pattern: RegExp;
  readonly say: (match: RegExpMatchArray) => Sentence;
  /** True if the pattern is searched in the whole source, including texts and comments. */
  readonly raw?: boolean;
}

const tell = (pattern: RegExp, fr: string, en: string, raw = false): SyntaxHabit => ({
  pattern,
  say: () => ({ fr, en }),
  raw,
});
const about = (pattern: RegExp, say: (part: string, second: string) => Sentence): SyntaxHabit => ({
  pattern,
  say: ([, part = "", second = ""]) => say(part.trim(), second.trim()),
});
/** Code of another language to quote in an example; "…" if it would mean something else here. */
const shown = (text: string): string => (/[\^<$#{]|%|\bif\b|^$/.test(text) ? "…" : text);

/** The MIME types of what other kernels write after `%%`. */
const CELL_MAGICS: Readonly<Record<string, string>> = {
  html: "text/html",
  markdown: "text/markdown",
  svg: "image/svg+xml",
  latex: "text/latex",
  javascript: "application/javascript",
  js: "application/javascript",
};

export const SYNTAX_HABITS: readonly SyntaxHabit[] = [
  tell(
    /(?:^|\s)#(?=\s|$|\p{L})/u,
    "# ne commence pas un commentaire ici : écrivez // devant.",
    "# does not begin a comment here: write // before it.",
  ),
  about(/^!\s*((?:npm|npx|yarn|pnpm|node|deno|git|ls|cat|cd|mkdir|curl|wget|echo)\b[^\n]*)/m, (command) => ({
    fr: `une commande précédée de ! est d’un autre noyau ; ici, elle se tape dans un terminal, dans le dossier du notebook : ${command}`,
    en: `a command after ! belongs to another kernel; here, type it in a terminal, in the notebook's folder: ${command}`,
  })),
  about(/^%%(html|markdown|svg|latex|javascript|js)\b/m, (kind) => ({
    fr: `%%${kind} est d’un autre noyau ; ici : display({ "${CELL_MAGICS[kind] ?? ""}": \`…\` }).`,
    en: `%%${kind} belongs to another kernel; here: display({ "${CELL_MAGICS[kind] ?? ""}": \`…\` }).`,
  })),
  tell(
    /^%%[a-z]\w*/m,
    "une cellule qui commence par %% est d’un autre noyau ; ici, elle ne contient que du TypeScript.",
    "a cell that begins with %% belongs to another kernel; here it contains only TypeScript.",
  ),
  tell(
    /^[!%]\s*\w+/,
    "une commande (!, %) vient de Jupyter pour Python ; ici, une cellule ne contient que du TypeScript.",
    "commands (!, %) exist in Jupyter for Python; here a cell contains only TypeScript.",
  ),
  tell(
    /[“”„«»]/,
    'les textes se mettent entre guillemets droits : "bonjour".',
    'texts are written in straight quotes: "hello".',
  ),
  tell(
    /[‘’]/,
    'les textes se mettent entre guillemets droits : "bonjour".',
    'texts are written in straight quotes: "hello".',
  ),
  tell(
    /−/,
    "le signe moins est le trait d’union du clavier : -.",
    "the minus sign is the keyboard's hyphen: -.",
  ),
  tell(/[×·]/, "le produit s’écrit avec * : 2 * x.", "a product is written with *: 2 * x."),
  tell(/÷/, "la division s’écrit avec / : a / b.", "a division is written with /: a / b."),
  tell(/[≤≥≠]/, "les comparaisons s’écrivent <=, >=, ===, !==.", "comparisons are written <=, >=, ===, !==."),
  tell(/[²³]/, "une puissance s’écrit avec ** : x ** 2.", "a power is written with **: x ** 2."),
  tell(/√/, "la racine carrée s’écrit Math.sqrt(x).", "the square root is Math.sqrt(x)."),
  // R
  tell(
    /%\*%/,
    "%*% vient de R ; le produit de deux vecteurs s’écrit u.reduce((s, x, i) => s + x * v[i], 0), celui de deux tenseurs a.matMul(b).",
    "%*% is an operator of R; the product of two vectors is u.reduce((s, x, i) => s + x * v[i], 0), that of two tensors a.matMul(b).",
  ),
  tell(/%in%/, "%in% vient de R ; ici : v.includes(x).", "%in% is an operator of R; here: v.includes(x)."),
  tell(
    /%\/%/,
    "%/% vient de R ; le quotient entier s’écrit Math.floor(a / b).",
    "%/% is an operator of R; the integer quotient is Math.floor(a / b).",
  ),
  tell(
    /%o%/,
    "%o% vient de R ; ici : u.map((a) => v.map((b) => a * b)).",
    "%o% is an operator of R; here: u.map((a) => v.map((b) => a * b)).",
  ),
  tell(
    /%>%|\|>/,
    "l’enchaînement (%>%, |>) vient de R ; ici, par des méthodes : v.filter(…).map(…), ou f(g(x)).",
    "the pipe (%>%, |>) is an operator of R; here, use methods: v.filter(…).map(…), or f(g(x)).",
  ),
  tell(
    /%%/,
    "%% vient de R ; le reste de la division s’écrit a % b.",
    "%% is an operator of R; the remainder is a % b.",
  ),
  about(/([\p{L}_][\p{L}\w.]*)\s*(?:<-|=)\s*function\s*\(([^()]*)\)/u, (name, parameters) => {
    const typed = parameters
      .split(",")
      .map((parameter) => `${parameter.trim().split(/\s*[=:]/)[0]}: number`)
      .join(", ");
    const written = `const ${name} = (${parameters === "" ? "" : typed}) => …;`;
    return {
      fr: `une fonction s’écrit ${written} (ou, sur plusieurs lignes, … => { …; return …; };).`,
      en: `a function is written ${written} (or, on several lines, … => { …; return …; };).`,
    };
  }),
  tell(
    /\bfunction\s*\([^)]*\)\s*(?=[^\s{:])/,
    "une fonction sans nom s’écrit (x) => x ** 2, ou function (x) { return x ** 2; }.",
    "a function without a name is written (x) => x ** 2, or function (x) { return x ** 2; }.",
  ),
  tell(/\\\s*\(\s*\w+\s*\)/, "\\(x) vient de R ; ici : (x) => …", "\\(x) is a notation of R; here: (x) => …"),
  about(/\bfor\s*\(\s*([\p{L}_]\w*)\s+in\s+\d+\s*:/u, (i) => ({
    fr: `une boucle sur des entiers s’écrit for (let ${i} = 0; ${i} < n; ${i}++) { … }, en comptant depuis 0.`,
    en: `a loop over integers is written for (let ${i} = 0; ${i} < n; ${i}++) { … }, counting from 0.`,
  })),
  about(/\bfor\s*\(\s*([\p{L}_]\w*)\s+in\s+/u, (i) => ({
    fr: `une boucle sur les valeurs s’écrit for (const ${i} of v) { … }.`,
    en: `a loop over values is written for (const ${i} of v) { … }.`,
  })),
  about(/(\w+)\[\s*,\s*([^\],]*)\]/, (m, column) => {
    const here = /^[1-9]\d*$/.test(column) ? String(Number(column) - 1) : column || "0";
    return {
      fr: `une colonne d’un tableau de lignes : ${m}.map((ligne) => ligne[${here}]), car on compte depuis 0.`,
      en: `a column of an array of rows: ${m}.map((row) => row[${here}]), since positions are counted from 0.`,
    };
  }),
  about(/(\w+)\[([^\],]+),\s*\]/, (m, row) => {
    const here = /^[1-9]\d*$/.test(row) ? `${m}[${Number(row) - 1}]` : `${m}[${row}]`;
    return {
      fr: `une ligne d’un tableau de lignes : ${here}, car on compte depuis 0.`,
      en: `a row of an array of rows: ${here}, since positions are counted from 0.`,
    };
  }),
  about(/(\w+)\[(\d+)\s*:\s*\d+\]/, (v, from) => {
    return {
      fr: `une partie d’un tableau : ${v}.slice(début, fin), positions comptées depuis 0, la fin exclue ; ${v}.slice(0, 3) donne les trois premiers${from === "1" ? ", que R nomme 1:3" : ""}.`,
      en: `a part of an array: ${v}.slice(start, end), positions counted from 0, without the end; ${v}.slice(0, 3) gives the first three${from === "1" ? ", which R calls 1:3" : ""}.`,
    };
  }),
  about(/(\w+)\[[^\][:?]*:[^\][:]*\]/, (v) => ({
    fr: `une partie d’un tableau : ${v}.slice(début, fin), positions comptées depuis 0, la fin exclue ; ${v}.slice(0, 3) donne les trois premiers.`,
    en: `a part of an array: ${v}.slice(start, end), positions counted from 0, without the end; ${v}.slice(0, 3) gives the first three.`,
  })),
  about(/^\s*(\S.*?)\s*->>?\s*([\p{L}_][\p{L}\w.]*)\s*;?\s*$/mu, (value, name) => ({
    fr: `\`->\` vient de R ; ici : const ${name} = ${shown(value)};`,
    en: `\`->\` is an operator of R; here: const ${name} = ${shown(value)};`,
  })),
  tell(
    /(?:\)|\w)\s*->/,
    "la flèche d’une fonction s’écrit => : (x: number) => x + 1.",
    "the arrow of a function is written =>: (x: number) => x + 1.",
  ),
  about(/^\s*([\p{L}_][\p{L}\w.]*)\s*<<?-\s*(?=\S)/mu, (name) => ({
    fr: `\`<-\` vient de R ; une valeur se donne par = : const ${name} = …;`,
    en: `\`<-\` is an operator of R; assign a value with =: const ${name} = …;`,
  })),
  tell(
    /(?:^|[;{}])\s*repeat\s*\{/m,
    "`repeat` vient de R ; ici : while (true) { … }, dont on sort par break.",
    "`repeat` is a word of R; here: while (true) { … }, which break ends.",
  ),
  tell(
    /\bif\s*\([^\n{]*\)\s*(?:return\b|[\p{L}_][\p{L}\w.[\]]*\s*(?:[-+*/]|\*\*)?=(?!=))[^;{\n]*\s+else\b/u,
    "devant else, l’instruction se termine par un point-virgule, ou se met entre accolades : if (x > 0) { return a; } else { return b; }. (L’égalité s’écrit ===.)",
    "before else, end the statement with a semicolon or put it in braces: if (x > 0) { return a; } else { return b; }. (Equality is written ===.)",
  ),
  tell(
    /\)\s*[\w."]+\s+else\b(?!\s*(?:if)?\s*[({])/,
    "un choix entre deux valeurs s’écrit condition ? a : b.",
    "a choice between two values is written condition ? a : b.",
  ),
  tell(
    /=\s*if\b/,
    "if n’a pas de valeur ici ; un choix s’écrit const y = condition ? a : b;",
    "if has no value here; a choice is written const y = condition ? a : b;",
  ),
  about(/([\p{L}_]\w*)\s*~\s*([\p{L}_][\w .+]*)/u, () => ({
    fr: "une formule (y ~ x) vient de R ; ici, les données se donnent en options : neuralnet({ x, y, hidden: [2] }).",
    en: "formulas (y ~ x) exist in R; here the data are given as options: neuralnet({ x, y, hidden: [2] }).",
  })),
  // Python
  about(/^\s*(?:async\s+)?def\s+(\w+)\s*\(([^)]*)\)/m, (name, parameters) => {
    const typed =
      parameters === ""
        ? ""
        : parameters
            .split(",")
            .map((parameter) => `${parameter.trim().split(/\s*[=:]/)[0]}: number`)
            .join(", ");
    return {
      fr: `\`def\` vient de Python ; ici : function ${name}(${typed}) { return …; }, entre accolades.`,
      en: `\`def\` is a word of Python; here: function ${name}(${typed}) { return …; }, in braces.`,
    };
  }),
  about(/\[[^\][]*\bfor\s+([\p{L}_]\w*)\s+in\s+([\p{L}_]\w*)/u, (x, v) => ({
    fr: `une liste par compréhension vient de Python ; ici : ${v}.map((${x}) => …).`,
    en: `list comprehensions exist in Python; here: ${v}.map((${x}) => …).`,
  })),
  about(/\bfor\s+([\p{L}_]\w*)\s+in\s+range\b/u, (i) => ({
    fr: `une boucle sur des entiers s’écrit for (let ${i} = 0; ${i} < n; ${i}++) { … }, entre accolades.`,
    en: `a loop over integers is written for (let ${i} = 0; ${i} < n; ${i}++) { … }, in braces.`,
  })),
  about(/\bfor\s+([\p{L}_]\w*)\s+in\s+([\p{L}_]\w*)?/u, (x, v) => ({
    fr: `une boucle sur les valeurs s’écrit for (const ${x} of ${v || "v"}) { … }, entre accolades.`,
    en: `a loop over values is written for (const ${x} of ${v || "v"}) { … }, in braces.`,
  })),
  tell(
    /\blambda\s+[\w, ]*:/,
    "`lambda` vient de Python ; ici : (x: number) => x + 1.",
    "`lambda` is a word of Python; here: (x: number) => x + 1.",
  ),
  about(
    /^\s*(?:from|import)\s+(numpy|math|pandas|random|matplotlib|torch|tensorflow|keras|sklearn|scipy)\b/m,
    (module) => ({
      fr: `${module} vient de Python, et n’existe pas ici : les fonctions d’un nombre sont dans Math, les réseaux et les figures dans "neurones".`,
      en: `${module} is a module of Python and does not exist here: functions of a number are in Math, networks and figures in "neurones".`,
    }),
  ),
  tell(
    /^\s*import\s+\w+\s+as\s+\w+/m,
    '`import … as …` vient de Python ; ici : import { tensor1d } from "neurones"; (numpy n’existe pas : tableaux et Math).',
    '`import … as …` is a form of Python; here: import { tensor1d } from "neurones"; (instead of numpy, use arrays and Math).',
  ),
  about(/^\s*from\s+([\w.]+)\s+import\s+(\w+)/m, (module, name) => ({
    fr: `l’ordre est inverse ici : import { ${name} } from "${module}";`,
    en: `the order is reversed here: import { ${name} } from "${module}";`,
  })),
  tell(
    /^\s*import\s+\w+\s*;?\s*$/m,
    'un import nomme ce qu’il prend, et d’où : import { plots } from "neurones";',
    'an import lists names and the module that they come from: import { plots } from "neurones";',
  ),
  tell(
    /\bf["']/,
    'f"…" vient de Python ; ici, entre accents graves : `x vaut ${x}`.',
    'f"…" is a form of Python; here, use back quotes: `x is ${x}`.',
  ),
  tell(
    /^\s*(?:el(?:s(?:e)?)?\s*if)\b[^({\n]*:\s*$/m,
    "ici : else if (condition) { … }, entre accolades.",
    "here: else if (condition) { … }, in braces.",
  ),
  tell(
    /\belif\b|\belseif\b|\belsif\b/,
    "ici : else if (condition) { … }.",
    "here: else if (condition) { … }.",
  ),
  tell(/(?:^|\})\s*else\s*:/m, "ici : else { … }, entre accolades.", "here: else { … }, in braces."),
  tell(
    /^\s*try\s*:|^\s*except\b/m,
    "ici : try { … } catch (erreur) { … }.",
    "here: try { … } catch (error) { … }.",
  ),
  tell(
    /\bis\s+(?:not\s+)?None\b/,
    "ici : x === null, ou x === undefined.",
    "here: x === null, or x === undefined.",
  ),
  tell(/\bnot\s+in\b/, "ici : !v.includes(x).", "here: !v.includes(x)."),
  tell(
    /\bif\b[^:\n?]*\belse\b[^:\n]*$/m,
    "un choix entre deux valeurs s’écrit condition ? a : b.",
    "a choice between two values is written condition ? a : b.",
  ),
  tell(
    /\b(?:if|while)\b[^({\n:]*\s(?:and|or|not)\s[^\n]*/,
    "ici : && (et), || (ou), ! (non), et la condition entre parenthèses : if (x > 0 && y > 0) { … }.",
    "here: && (and), || (or), ! (not), and the condition in parentheses: if (x > 0 && y > 0) { … }.",
  ),
  tell(
    /[\w)\]]\s+(?:and|et)\s+[\w("[]/,
    "« et » s’écrit && : x > 0 && y > 0.",
    '"and" is written &&: x > 0 && y > 0.',
  ),
  tell(
    /[\w)\]]\s+(?:or|ou)\s+[\w("[]/,
    "« ou » s’écrit || : x > 0 || y > 0.",
    '"or" is written ||: x > 0 || y > 0.',
  ),
  tell(/(?:^|[=(,\s])not\s+\w/m, "« non » s’écrit ! : !x.", '"not" is written !: !x.'),
  about(/^\s*(if|while|for)\s+(?!\()[^\n]*:\s*$/m, (word) => ({
    fr: `la condition se met entre parenthèses, et le bloc entre accolades : ${word} (…) { … }.`,
    en: `put the condition in parentheses and the block in braces: ${word} (…) { … }.`,
  })),
  about(/\b(if|while)\s*\([^{]*\)\s*:/, (word) => ({
    fr: `le bloc se met entre accolades : ${word} (…) { … }, sans deux-points.`,
    en: `put the block in braces: ${word} (…) { … }, without a colon.`,
  })),
  about(/^\s*class\s+(\w+)[^{\n]*:\s*$/m, (name) => ({
    fr: `ici : class ${name} { … }, entre accolades.`,
    en: `here: class ${name} { … }, in braces.`,
  })),
  tell(
    /^\s*with\s+\w+/m,
    '`with` vient de Python ; pour lire un fichier : readFileSync("nom", "utf8"), de "node:fs".',
    '`with` is a word of Python; to read a file: readFileSync("name", "utf8"), of "node:fs".',
  ),
  tell(
    /^\s*print\s+["\w]/m,
    'pour afficher : console.log("…"), avec des parenthèses.',
    'to print: console.log("…"), with parentheses.',
  ),
  tell(
    /"""|'''/,
    "un texte sur plusieurs lignes se met entre accents graves : `…`.",
    "a text on several lines is written in back quotes: `…`.",
    true,
  ),
  tell(
    /\w\s*\/\/\s*\w/,
    "// commence un commentaire ; le quotient entier s’écrit Math.floor(a / b).",
    "// begins a comment; the integer quotient is Math.floor(a / b).",
    true,
  ),
  // Mathematics and other languages
  about(/\b(if|while)\s+(?!\()[^\n{]*\{/, (word) => ({
    fr: `la condition se met entre parenthèses : ${word} (x > 0) { … }.`,
    en: `put the condition in parentheses: ${word} (x > 0) { … }.`,
  })),
  tell(
    /\bthen\b|\bendif\b|\bend\b/,
    "le bloc se met entre accolades : if (x > 0) { … } else { … }.",
    "put the block in braces: if (x > 0) { … } else { … }.",
  ),
  about(/\bfor\s*\(\s*(?:let|const|var)?\s*(\w+)\s*=[^;)]*,[^;)]*,[^)]*\)/, (i) => ({
    fr: `les trois parties d’un for se séparent par des points-virgules : for (let ${i} = 0; ${i} < n; ${i}++).`,
    en: `the three parts of a for are separated by semicolons: for (let ${i} = 0; ${i} < n; ${i}++).`,
  })),
  tell(
    /\[[^\][\n]*;[^\][\n]*\]/,
    "les lignes d’une matrice sont des tableaux : [[1, 2], [3, 4]].",
    "the rows of a matrix are arrays: [[1, 2], [3, 4]].",
  ),
  tell(/:=/, "une valeur se donne par = : const x = 3;", "assign a value with =: const x = 3;"),
  tell(
    /=\s+=/,
    "pas d’espace dans un signe : === compare, = donne une valeur.",
    "no blank inside an operator: === compares, = assigns a value.",
  ),
  tell(
    /\bvar\s*\(/,
    "la variance : avec m la moyenne de v, v.reduce((s, x) => s + (x - m) ** 2, 0) / (v.length - 1).",
    "the variance: with m the mean of v, v.reduce((s, x) => s + (x - m) ** 2, 0) / (v.length - 1).",
  ),
  tell(/=<(?!=)/, "« inférieur ou égal » s’écrit <=.", '"less than or equal" is written <=.'),
  tell(/<>/, "« différent » s’écrit !==.", '"not equal" is written !==.'),
  about(/^\s*\?+\s*([\p{L}_$][\p{L}\w$.]*)\s*$/mu, (name) => ({
    fr: `\`?\` demande de l’aide dans R ; ici, placez le curseur sur un nom comme ${name} et tapez Maj+Tab.`,
    en: `\`?\` asks for help in R; here, place the cursor on a name such as ${name} and press Shift+Tab.`,
  })),
  tell(
    /\b(?:const|let|var)\s+\d\w*|\b(?:const|let|var)\s+[\p{L}_]\w*-[\p{L}\d]/u,
    "un nom commence par une lettre et n’a ni tiret ni espace : poids2, poidsInitial.",
    "a name begins with a letter and has no hyphen and no blank: weight2, initialWeight.",
  ),
  about(
    /((?:[\p{L}_$][\p{L}\w$.]*|\d[\d.]*|[)\]])\s*(?:[-+/%]|\*\*?)\s*[\p{L}\w$.]+)\s*=(?![=>])\s*([\p{L}\w$.]+)/u,
    (left, right) => ({
      fr: `un seul = donne une valeur ; pour comparer : ${left} === ${right}.`,
      en: `a single = assigns a value; to compare: ${left} === ${right}.`,
    }),
  ),
  tell(/\bmod\b/, "le reste de la division s’écrit a % b.", "the remainder is a % b."),
  tell(
    /(?<![\w.$])\d+\s+\d{3}(?!\w)/,
    "un nombre s’écrit sans espaces : 1000000, ou 1_000_000.",
    "a number is written without blanks: 1000000, or 1_000_000.",
  ),
  about(/(?<![\p{L}\w.$])(\d+(?:\.\d+)?)\s*([\p{L}_]\w*)/u, (number, name) => ({
    fr: `le produit s’écrit avec * : ${number} * ${name}.`,
    en: `a product is written with *: ${number} * ${name}.`,
  })),
  about(/(\d+(?:[.,]\d+)?)\s*%\s*(?=[;,)\]\n]|$)/, (number) => ({
    fr: `un pourcentage s’écrit comme nombre : ${Number(number.replace(",", ".")) / 100}.`,
    en: `a percentage is written as a number: ${Number(number.replace(",", ".")) / 100}.`,
  })),
  about(/(\d+)\s*:\s*(\d+)/, (from, to) => {
    const [first, last] = [Number(from), Number(to)];
    const made = first === 0 ? "i" : `i + ${first}`;
    return {
      fr: `${from}:${to} vient de R ; les entiers de ${from} à ${to} : Array.from({ length: ${Math.max(0, last - first + 1)} }, (_, i) => ${made}).`,
      en: `${from}:${to} is a notation of R; the integers from ${from} to ${to}: Array.from({ length: ${Math.max(0, last - first + 1)} }, (_, i) => ${made}).`,
    };
  }),
  about(/\{\s*([\p{L}_]\w*)\s*=\s*(?!=|>)/u, (name) => ({
    fr: `entre accolades, une option s’écrit avec deux-points : { ${name}: … }.`,
    en: `in braces an option is written with a colon: { ${name}: … }.`,
  })),
];
