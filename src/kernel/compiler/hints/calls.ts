/** Hints for calls: wrong arguments, calls of values that are not functions, and a forgotten `await`. */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import { decimalComma } from "./decimal-comma.js";
import { callOfData } from "./tensorflow-words.js";
import type { Finding, Hint } from "./finding.js";

export const forgottenAwait: Hint = ({ type }) =>
  type().startsWith("Promise<")
    ? {
        fr: "cette valeur arrive plus tard : écrivez await devant.",
        en: "this value comes later: write await before it.",
      }
    : undefined;

/** The hint for `layers.dense(3)` or `plots.scatter(x, y)`: these functions take options in braces. */
export function optionsInBraces({ node, context }: Finding, from?: string): Sentence | undefined {
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
    return (
      callOfData(access.name.text, access.expression.getText(), finding.type()) ?? {
        fr: `${access.getText()} est une valeur, pas une fonction : ôtez les parenthèses.`,
        en: `${access.getText()} is a value, not a function: remove the parentheses.`,
      }
    );
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
