/** Hints for type errors: a value has another type than the code expects. */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import type { Finding, Hint } from "./finding.js";
import { MATHEMATICS } from "./mathematics.js";
import { decimalComma } from "./decimal-comma.js";

/**
 * The types that the checker's message names: "Type 'string' is not assignable to type 'number'", or the same
 * in French.
 */
function typesIn(message: string): (string | undefined)[] {
  return [...message.matchAll(/\btype '(.+?)'(?=[\s.]|$)/gi)].map(([, type]) => type);
}

export const forgottenAwait: Hint = ({ type }) =>
  type().startsWith("Promise<")
    ? {
        fr: "cette valeur arrive plus tard : écrivez await devant.",
        en: "this value comes later: write await before it.",
      }
    : undefined;

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

/** The hint for arithmetic with values that are not numbers. */
export const noNumber: Hint = (finding) => {
  const { message, node } = finding;
  const positions = loopOverPositions(finding);
  if (positions !== undefined) return positions;
  const binary = operationAt(node());
  if (binary !== undefined && JOINS.has(binary.operatorToken.kind)) return AND_OR;
  const condition = binary?.parent;
  if (
    condition !== undefined &&
    ts.isElementAccessExpression(condition) &&
    condition.argumentExpression === binary &&
    COMPARISONS.has(binary!.operatorToken.kind)
  ) {
    const [array, operator, right] = [
      condition.expression.getText(),
      binary!.operatorToken.getText(),
      binary!.right.getText(),
    ];
    return {
      fr: `pour garder les éléments qui vérifient une condition : ${array}.filter((x) => x ${operator} ${right}).`,
      en: `to select the elements that meet a condition: ${array}.filter((x) => x ${operator} ${right}).`,
    };
  }
  const tensors =
    binary === undefined
      ? undefined
      : [binary.left, binary.right]
          .map((side) => numbersAsTensors(side, finding))
          .find((sentence) => sentence !== undefined);
  if (tensors !== undefined) return tensors;
  if (binary !== undefined && ts.isBinaryExpression(binary) && isChainedComparison(binary))
    return chained(binary);
  const type = finding.type();
  if (/'[^']*\[\]'/.test(message) || type.endsWith("[]")) {
    return {
      fr: "on ne calcule pas avec un tableau entier : prenez ses nombres un par un, par exemple [0], ou dans une boucle, ou tous par v.map((x) => 2 * x).",
      en: "arithmetic with a whole array is not possible: take its numbers one by one, for example [0], or in a loop, or all with v.map((x) => 2 * x).",
    };
  }
  if (type === "string" || type.startsWith('"'))
    return {
      fr: "un texte n’est pas un nombre : ôtez les guillemets, ou convertissez par Number(…).",
      en: "a text is not a number: remove the quotes, or convert it with Number(…).",
    };
  if (type === "boolean" || /'boolean'/.test(message))
    return {
      fr: "une comparaison n’est pas un nombre : écrivez (x > 0 ? 1 : 0), ou Number(x > 0).",
      en: "a comparison is not a number: write (x > 0 ? 1 : 0), or Number(x > 0).",
    };
  if (/'void'|'undefined'/.test(message) || type === "void")
    return {
      fr: "cette fonction ne renvoie rien : il manque peut-être un return.",
      en: "this function returns nothing: a return may be missing.",
    };
  if (/\bTensor'/.test(message) || /\bTensor\b|\bVariable\b/.test(type))
    return {
      fr: "on calcule sur les tenseurs par leurs méthodes : a.add(b), a.sub(b), a.mul(b), a.div(b).",
      en: "compute with tensors by their methods: a.add(b), a.sub(b), a.mul(b), a.div(b).",
    };
  if (/\bValue\b/.test(message) || /\bValue\b/.test(type))
    return {
      fr: "on calcule sur les valeurs de ce graphe par leurs méthodes : a.add(b), a.mul(b).",
      en: "compute with values of this graph by their methods: a.add(b), a.mul(b).",
    };
  return forgottenAwait(finding);
};

/** The operation at a node: the node itself, or its parent if the node is an operand. */
function operationAt(node: ts.Node | undefined): ts.BinaryExpression | undefined {
  if (node === undefined) return undefined;
  if (ts.isBinaryExpression(node)) return node;
  return node.parent !== undefined && ts.isBinaryExpression(node.parent) ? node.parent : undefined;
}

/** The hint for `for (const x in xs)` if `x` is used as a value. */
function loopOverPositions({ word, node, source }: Finding): Sentence | undefined {
  const operation = operationAt(node());
  const names = [word, operation?.left.getText(), operation?.right.getText()].filter(
    (name) => name !== undefined && /^[\p{L}\w$]+$/u.test(name),
  ) as string[];
  for (const name of names) {
    const loop = new RegExp(
      `\\bfor\\s*\\((?:const|let|var)\\s+${name.replaceAll("$", "\\$")}\\s+in\\s+([^)]+)\\)`,
      "u",
    ).exec(source);
    if (loop === null) continue;
    return {
      fr: `for … in donne les positions, sous forme de textes ; pour les valeurs, écrivez for (const ${name} of ${loop[1]}).`,
      en: `for … in gives the positions, as texts; for the values, write for (const ${name} of ${loop[1]}).`,
    };
  }
  return undefined;
}

/** The hint for `log(2) + 1` with the engine's `log`, which returns a tensor. */
function numbersAsTensors(side: ts.Expression, { context }: Finding): Sentence | undefined {
  if (!ts.isCallExpression(side) || !ts.isIdentifier(side.expression)) return undefined;
  const name = side.expression.text;
  const here = context.exported.has(name) ? MATHEMATICS.get(name) : undefined;
  return here === undefined
    ? undefined
    : {
        fr: `\`${name}\` de "neurones" calcule sur des tenseurs ; ${here.fr}`,
        en: `\`${name}\` of "neurones" computes with tensors; ${here.en}`,
      };
}

const JOINS = new Set([ts.SyntaxKind.AmpersandToken, ts.SyntaxKind.BarToken]);
export const AND_OR: Sentence = {
  fr: "« et » s’écrit &&, « ou » s’écrit || : x > 0 && y > 0.",
  en: '"and" is written &&, "or" is written ||: x > 0 && y > 0.',
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

/** The hint for `layers.dense(3)` or `plots.scatter(x, y)`: these functions take options in braces. */
function optionsInBraces({ node, context }: Finding, from?: string): Sentence | undefined {
  const at = node();
  const call = at !== undefined && ts.isCallExpression(at) ? at : at?.parent;
  if (
    call === undefined ||
    !ts.isCallExpression(call) ||
    call.arguments.length === 0 ||
    ts.isObjectLiteralExpression(call.arguments[0]!)
  )
    return undefined;
  if (from !== undefined && !/^(?:number|string|boolean)?(?:\[\])*$|^["\d-]/.test(from)) return undefined;
  const { checker } = context;
  const parameter = checker.getResolvedSignature(call)?.parameters[0];
  const type =
    parameter === undefined
      ? undefined
      : checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, call));
  if (type === undefined || !/Options$/.test(checker.typeToString(type))) return undefined;
  const needed = type
    .getProperties()
    .filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0)
    .map(({ name }) => name);
  const names = (needed.length > 0 ? needed : type.getProperties().map(({ name }) => name)).slice(0, 3);
  const written = `${call.expression.getText()}({ ${names.map((name) => `${name}: …`).join(", ")} })`;
  return {
    fr: `les options se donnent par leur nom, entre accolades : ${written}.`,
    en: `options are given by their names, in braces: ${written}.`,
  };
}

const COMPARISONS = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);

function isChainedComparison({ left, operatorToken }: ts.BinaryExpression): boolean {
  return (
    COMPARISONS.has(operatorToken.kind) &&
    ts.isBinaryExpression(left) &&
    COMPARISONS.has(left.operatorToken.kind)
  );
}

function chained({ left, operatorToken, right }: ts.BinaryExpression): Sentence {
  const middle = (left as ts.BinaryExpression).right.getText();
  const written = `${left.getText()} && ${middle} ${operatorToken.getText()} ${right.getText()}`;
  return {
    fr: `deux comparaisons se joignent par && : ${written}.`,
    en: `two comparisons are joined by &&: ${written}.`,
  };
}

/** The hint for a call with too many or too few arguments. */
export const argumentCount: Hint = (finding) => {
  const at = finding.node();
  const call = at !== undefined && ts.isCallExpression(at) ? at : at?.parent;
  if (call !== undefined && ts.isCallExpression(call)) {
    const comma = call.arguments.length > 0 ? decimalComma(call.arguments, finding.source, true) : undefined;
    if (comma !== undefined) return comma.sentence;
    const options = optionsInBraces(finding);
    if (options !== undefined) return options;
    const named = call.arguments.find(
      (argument) =>
        ts.isBinaryExpression(argument) && argument.operatorToken.kind === ts.SyntaxKind.EqualsToken,
    );
    if (named !== undefined)
      return {
        fr: "les arguments n’ont pas de nom ici ; une fonction à options les prend entre accolades, { x: …, y: … }.",
        en: "arguments have no names here; options are given in braces, { x: …, y: … }.",
      };
  }
  return {
    fr: "comptez les arguments entre les parenthèses, séparés par des virgules.",
    en: "count the arguments between the parentheses, separated by commas.",
  };
};

/** The hint for a call of a value that is not a function. */
export const notCallable: Hint = (finding) => {
  const { word, node } = finding;
  const waiting = forgottenAwait(finding);
  if (waiting !== undefined) return waiting;
  const at = node();
  const access = at?.parent !== undefined && ts.isPropertyAccessExpression(at.parent) ? at.parent : undefined;
  if (access !== undefined)
    return {
      fr: `${access.getText()} est une valeur, pas une fonction : ôtez les parenthèses.`,
      en: `${access.getText()} is a value, not a function: remove the parentheses.`,
    };
  const type = finding.type();
  if (type.endsWith("[]"))
    return {
      fr: `un élément d’un tableau s’obtient entre crochets, sa position comptée depuis 0 : ${word}[0].`,
      en: `to read an element of an array, write its position in brackets, counted from 0: ${word}[0].`,
    };
  if (type === "number" || /^-?[\d.]+$/.test(type))
    return {
      fr: `\`${word}\` est un nombre, pas une fonction : un produit s’écrit avec * (${word} * …).`,
      en: `\`${word}\` is a number, not a function: a product is written with * (${word} * …).`,
    };
  return undefined;
};

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
