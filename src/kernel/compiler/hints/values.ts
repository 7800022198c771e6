/** Hints for type errors: a value has another type than the code expects. */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import { loopOverPositions } from "./arithmetic.js";
import { optionsInBraces } from "./calls.js";
import type { Finding, Hint } from "./finding.js";
import { MATHEMATICS } from "./mathematics.js";

/**
 * The types that the checker's message names: "Type 'string' is not assignable to type 'number'", or the same
 * in French.
 */
function typesIn(message: string): (string | undefined)[] {
  return [...message.matchAll(/\btype '(.+?)'(?=[\s.]|$)/gi)].map(([, type]) => type);
}

export const mismatch: Hint = (finding) => {
  const [from, to] = typesIn(finding.message);
  if (to === "never" || to === "undefined[]") {
    return {
      fr: "un tableau qui commence vide ne dit pas ce qu’il contiendra : déclarez-le, par exemple const r: number[] = []; (ou const r: number[][] = []; pour des lignes).",
      en: "the type of the elements of an empty array is not known: declare it, for example const r: number[] = []; (or const r: number[][] = []; for rows).",
    };
  }
  if (from?.startsWith("Promise<"))
    return {
      fr: "la valeur arrive plus tard : écrivez await devant l’appel.",
      en: "the value comes later: write await before the call.",
    };
  const positions = loopOverPositions(finding);
  if (from === "string" && positions !== undefined) return positions;
  const missing = missingOption(finding) ?? optionsInBraces(finding, from);
  if (missing !== undefined) return missing;
  if (to === "Layer")
    return {
      fr: "une couche se crée avec layers : layers.dense({ units: 3 }).",
      en: "create a layer with layers: layers.dense({ units: 3 }).",
    };
  const spread = givenToMath(finding, from);
  if (spread !== undefined) return spread;
  if (/\bTensor\b/.test(to ?? "") || (finding.node() !== undefined && isTensorFunction(finding)))
    return tensorFunction(finding);
  if (to === "number" && (from === "string" || /^"/.test(from ?? ""))) {
    return {
      fr: "un texte n’est pas un nombre : ôtez les guillemets, ou convertissez par Number(…).",
      en: "a text is not a number: remove the quotes, or convert it with Number(…).",
    };
  }
  if (to === "string" && from === "number")
    return {
      fr: "un nombre n’est pas un texte : mettez-le entre guillemets, ou convertissez par String(…).",
      en: "a number is not a text: put it in quotes, or convert it with String(…).",
    };
  if (to === "number" && from === "boolean")
    return {
      fr: "une comparaison n’est pas un nombre : écrivez (x > 0 ? 1 : 0), ou Number(x > 0).",
      en: "a comparison is not a number: write (x > 0 ? 1 : 0), or Number(x > 0).",
    };
  if (to === "boolean" && from === "number")
    return {
      fr: "un nombre n’est ni vrai ni faux : comparez-le, par exemple à 0 (x === 0).",
      en: "a number is neither true nor false: compare it, for example with 0 (x === 0).",
    };
  if (from === "void" || to === "void")
    return {
      fr: "cette fonction ne renvoie rien : il manque peut-être un return.",
      en: "this function returns nothing: a return may be missing.",
    };
  if (to?.endsWith("[]") && from === to.slice(0, -2))
    return {
      fr: "un tableau est attendu : mettez la valeur entre crochets.",
      en: "an array is expected: put the value in brackets.",
    };
  if (from?.endsWith("[]") && to === from.slice(0, -2))
    return {
      fr: "une seule valeur est attendue, pas un tableau : choisissez-en une, par exemple [0].",
      en: "a single value is expected, not an array: choose one, for example [0].",
    };
  return undefined;
};

/** `Math.max(v)`, `Math.sqrt(v)`. */
function givenToMath({ node, word }: Finding, from: string | undefined): Sentence | undefined {
  const call = node()?.parent;
  if (!from?.endsWith("[]") || call === undefined || !ts.isCallExpression(call)) return undefined;
  const callee = call.expression.getText();
  if (/^Math\.(max|min)$/.test(callee))
    return {
      fr: `étalez le tableau avec trois points : ${callee}(...${word}).`,
      en: `spread the array with three dots: ${callee}(...${word}).`,
    };
  if (callee.startsWith("Math."))
    return {
      fr: `${callee} prend un nombre ; pour un tableau : ${word}.map((x) => ${callee}(x)).`,
      en: `${callee} takes a number; for an array: ${word}.map((x) => ${callee}(x)).`,
    };
  return undefined;
}

/** True if the diagnostic is about an argument of one of the engine's functions on tensors. */
function isTensorFunction({ node, context }: Finding): boolean {
  const call = node()?.parent;
  return (
    call !== undefined &&
    ts.isCallExpression(call) &&
    ts.isIdentifier(call.expression) &&
    MATHEMATICS.has(call.expression.text) &&
    context.exported.has(call.expression.text)
  );
}

const tensorFunction: Hint = ({ node }) => {
  const call = node()?.parent;
  const name =
    call !== undefined && ts.isCallExpression(call) && ts.isIdentifier(call.expression)
      ? call.expression.text
      : undefined;
  const here = name === undefined ? undefined : MATHEMATICS.get(name);
  if (here === undefined)
    return {
      fr: 'cette fonction de "neurones" prend un tenseur : tensor1d([1, 2, 3]), tensor2d([[1, 2], [3, 4]]).',
      en: 'this function of "neurones" takes a tensor: tensor1d([1, 2, 3]), tensor2d([[1, 2], [3, 4]]).',
    };
  return {
    fr: `\`${name}\` de "neurones" calcule sur des tenseurs ; ${here.fr}`,
    en: `\`${name}\` of "neurones" computes with tensors; ${here.en}`,
  };
};

/** The hint for a required option that is missing. */
function missingOption({ message }: Finding): Sentence | undefined {
  const name = /(?:propriété|[Pp]roperty) '(.+?)' (?:est absente|is missing)/.exec(message)?.[1];
  return name === undefined || /\bread only\b/.test(name)
    ? undefined
    : {
        fr: `il manque \`${name}\` : ajoutez-le entre les accolades, { ${name}: … }.`,
        en: `\`${name}\` is missing: add it in the braces, { ${name}: … }.`,
      };
}

export const indexType: Hint = ({ word }) => {
  const inner = /^\[\s*(\d+)\s*\]$/.exec(word)?.[1];
  if (inner === undefined) return undefined;
  return {
    fr: `une seule paire de crochets ici, et les positions se comptent depuis 0 : v[${Math.max(0, Number(inner) - 1)}] pour l’élément ${inner} de R.`,
    en: `write one pair of brackets, and count positions from 0: v[${Math.max(0, Number(inner) - 1)}] for the element that R calls ${inner}.`,
  };
};

export const maybeMissing: Sentence = {
  fr: "cette valeur peut manquer : vérifiez-la d’abord (if), ou lisez-la par ?. ou donnez une valeur de remplacement par ??.",
  en: "this value may be missing: test it first (if), or read it with ?., or give a default with ??.",
};
