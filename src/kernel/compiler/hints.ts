/**
 * What a learner can do about a finding of the type checker: one more sentence, where beginners are known to stumble.
 */
import { say, type Sentence } from "../../language/language.js";
import ts from "./typescript.js";

export interface HintContext {
  readonly checker: ts.TypeChecker;
  /** The names that `"neurones"` exports. */
  readonly exported: ReadonlySet<string>;
}

/** A finding as the hints look at it. */
interface Finding {
  /** The source text it is about. */
  readonly word: string;
  /** The source text around it, the whole cell. */
  readonly source: string;
  /** All that the checker says, on lines of their own. */
  readonly message: string;
  /** The type of what it is about, as TypeScript writes it. */
  type(): string;
  readonly context: HintContext;
}

type Hint = (finding: Finding) => Sentence | undefined;

const unknownName: Hint = ({ word, context }) =>
  context.exported.has(word)
    ? { fr: `\`${word}\` existe dans "neurones" : ajoutez import { ${word} } from "neurones".`, en: `\`${word}\` exists in "neurones": add import { ${word} } from "neurones".` }
    : {
        fr: `aucune cellule exécutée ne définit \`${word}\` : exécutez d’abord celle qui le fait, ou vérifiez l’orthographe (majuscules comprises).`,
        en: `no cell that was run defines \`${word}\`: run the one that does first, or check the spelling (capitals included).`,
      };

const forgottenAwait: Hint = ({ type }) =>
  type().startsWith("Promise<") ? { fr: "cette valeur arrive plus tard : écrivez await devant.", en: "this value comes later: write await before it." } : undefined;

const mismatch: Hint = (finding) => {
  // « le type 'string' au type 'number' », "Type 'string' is not assignable to type 'number'"
  const [from, to] = [...finding.message.matchAll(/\btype '(.+?)'(?=[\s.]|$)/gi)].map(([, type]) => type);
  if (to === "never" || to === "undefined[]") {
    return {
      fr: "un tableau qui commence vide ne dit pas ce qu’il contiendra : déclarez-le, par exemple const r: number[] = []; (ou const r: number[][] = []; pour des lignes).",
      en: "an array that begins empty does not say what it will hold: declare it, such as const r: number[] = []; (or const r: number[][] = []; for rows).",
    };
  }
  if (from?.startsWith("Promise<")) return { fr: "la valeur arrive plus tard : écrivez await devant l’appel.", en: "the value comes later: write await before the call." };
  if (to === "number" && (from === "string" || /^"/.test(from))) {
    return { fr: "un texte n’est pas un nombre : ôtez les guillemets, ou convertissez par Number(…).", en: "a text is no number: remove the quotes, or convert it by Number(…)." };
  }
  if (to === "string" && from === "number") return { fr: "un nombre n’est pas un texte : mettez-le entre guillemets, ou convertissez par String(…).", en: "a number is no text: put it in quotes, or convert it by String(…)." };
  if (to?.endsWith("[]") && from === to.slice(0, -2)) return { fr: "un tableau est attendu : mettez la valeur entre crochets.", en: "an array is expected: put the value in brackets." };
  if (from?.endsWith("[]") && to === from.slice(0, -2)) return { fr: "une seule valeur est attendue, pas un tableau : choisissez-en une, par exemple [0].", en: "a single value is expected, not an array: choose one, such as [0]." };
  return undefined;
};

/** Arithmetic on what is no number. */
const noNumber: Hint = (finding) => {
  const { word, source, message } = finding;
  const loop = /^[\p{L}\w$]+$/u.test(word) ? new RegExp(`\\bfor\\s*\\((?:const|let|var)\\s+${word.replace(/\$/g, "\\$")}\\s+in\\s+([^)]+)\\)`, "u").exec(source) : null;
  if (loop !== null) {
    return {
      fr: `for … in donne les positions, sous forme de textes ; pour les valeurs, écrivez for (const ${word} of ${loop[1]}).`,
      en: `for … in gives the positions, as texts; for the values, write for (const ${word} of ${loop[1]}).`,
    };
  }
  if (/'[^']*\[\]'/.test(message)) return { fr: "on ne calcule pas avec un tableau entier : prenez ses nombres un par un, par exemple [0], ou dans une boucle.", en: "one does not compute with a whole array: take its numbers one by one, such as [0], or in a loop." };
  return forgottenAwait(finding);
};

const maybeMissing: Sentence = {
  fr: "cette valeur peut manquer : vérifiez-la d’abord (if), ou lisez-la par ?. ou donnez une valeur de remplacement par ??.",
  en: "this value may be missing: test it first (if), read it by ?. or give another value by ??.",
};

/** By the number of the finding; several numbers often mean the same stumble. */
const HINTS: ReadonlyMap<number, Hint> = new Map(
  ([
    [[2304, 2552, 18004], unknownName],
    [[2322, 2345], mismatch],
    [[2339, 2551], forgottenAwait],
    [[2349], forgottenAwait],
    [[2362, 2363, 2365], noNumber],
    [[2588], ({ word }) => ({ fr: `\`${word}\` est une constante : déclarez-la par let pour pouvoir la changer.`, en: `\`${word}\` is a constant: declare it by let to be able to change it.` })],
    [[2531, 2532, 2533, 18047, 18048, 18049], () => maybeMissing],
    [[7006, 7031], ({ word }) => ({ fr: `dites de quel type est \`${word}\`, par exemple ${word}: number.`, en: `say what type \`${word}\` is, such as ${word}: number.` })],
    [[2355, 2366], () => ({ fr: "la fonction promet un résultat : il manque un return, ou l’un des chemins n’en a pas.", en: "the function promises a result: a return is missing, or one of the ways lacks it." })],
    [[2554, 2555], () => ({ fr: "comptez les arguments entre les parenthèses, séparés par des virgules.", en: "count the arguments between the parentheses, separated by commas." })],
    [[1005, 1109, 1128, 1003, 1136], () => ({ fr: "une parenthèse, une accolade ou un crochet manque ou est de trop, souvent sur la ligne d’avant.", en: "a parenthesis, brace or bracket is missing or one too many, often on the line before." })],
    [[1002, 1160], () => ({ fr: "un guillemet n’est pas refermé.", en: "a quotation mark is not closed." })],
    [[2367], () => ({ fr: "ces deux valeurs ne sont jamais égales : elles n’ont pas le même type.", en: "these two values are never equal: they are not of the same type." })],
    [[2353], () => ({ fr: "vérifiez le nom de cette option ; Tab entre les accolades montre celles qui existent.", en: "check the name of this option; Tab between the braces shows those that exist." })],
  ] satisfies readonly (readonly [readonly number[], Hint])[]).flatMap(([codes, hint]) => codes.map((code) => [code, hint] as const)),
);

/** A hint, where we know one. */
export function hintFor(diagnostic: ts.DiagnosticWithLocation, context: HintContext): string | undefined {
  const hint = HINTS.get(diagnostic.code);
  if (hint === undefined) return undefined;
  const word = diagnostic.file.text.slice(diagnostic.start, diagnostic.start + diagnostic.length);
  const sentence = hint({ word, source: diagnostic.file.text, message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"), type: () => typeAt(diagnostic, context.checker), context });
  return sentence === undefined ? undefined : say(sentence);
}

/** The type of the expression at a finding; of what stands before the dot where it is about a property. */
function typeAt({ file, start, length }: ts.DiagnosticWithLocation, checker: ts.TypeChecker): string {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getStart(file) <= start && node.end >= start + length) {
      found = node;
      ts.forEachChild(node, visit);
    }
  };
  visit(file);
  if (found === undefined) return "";
  const { parent } = found;
  const expression = parent !== undefined && ts.isPropertyAccessExpression(parent) && parent.name === found ? parent.expression : found;
  return checker.typeToString(checker.getTypeAtLocation(expression));
}
