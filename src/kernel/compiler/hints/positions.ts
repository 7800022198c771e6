/** Finds positions outside an array: they are counted from 0, but learners who know R count from 1. */
import ts, { type BoundFile } from "../typescript.js";
import type { Advice } from "./finding.js";
import { everyNode, wholeNumber } from "./nodes.js";

const { SyntaxKind } = ts;

/** `for (let i = 1; i <= v.length; i++) … v[i]` misses the first element and reads past the last. */
export function countsPastTheEnd(node: ts.Node): Advice | undefined {
  if (
    !ts.isForStatement(node) ||
    node.condition === undefined ||
    node.initializer === undefined ||
    !ts.isVariableDeclarationList(node.initializer)
  )
    return undefined;
  const { condition } = node;
  if (
    !ts.isBinaryExpression(condition) ||
    condition.operatorToken.kind !== SyntaxKind.LessThanEqualsToken ||
    !ts.isIdentifier(condition.left)
  )
    return undefined;
  const counter = condition.left.text;
  const [, array] = /^(.+)\.length$/s.exec(condition.right.getText()) ?? [];
  const begin = node.initializer.declarations.find(({ name }) => name.getText() === counter)?.initializer;
  if (array === undefined || begin === undefined) return undefined;
  let reads = false;
  const visit = (inner: ts.Node): void => {
    if (
      ts.isElementAccessExpression(inner) &&
      inner.expression.getText() === array &&
      inner.argumentExpression.getText() === counter &&
      !isGuarded(inner) &&
      !isWritten(inner)
    )
      reads = true;
    ts.forEachChild(inner, visit);
  };
  visit(node.statement);
  if (!reads) return undefined;
  const good = `for (let ${counter} = ${wholeNumber(begin) === 1 ? "0" : begin.getText()}; ${counter} < ${array}.length; ${counter}++)`;
  return {
    start: condition.getStart(),
    end: condition.end,
    sentence: {
      fr: `les positions vont de 0 à ${array}.length - 1 : ${array}[${array}.length] n’existe pas (undefined, et le calcul donne NaN). Écrivez ${good}.`,
      en: `positions go from 0 to ${array}.length - 1: ${array}[${array}.length] does not exist (undefined, and the computation gives NaN). Write ${good}.`,
    },
  };
}

/** True for `v[i] ?? 0`, `v[i]?.x` and the like: the learner expects that the element may not exist. */
function isGuarded({ parent }: ts.ElementAccessExpression): boolean {
  return (
    (ts.isBinaryExpression(parent) &&
      [
        SyntaxKind.QuestionQuestionToken,
        SyntaxKind.EqualsEqualsEqualsToken,
        SyntaxKind.ExclamationEqualsEqualsToken,
      ].includes(parent.operatorToken.kind)) ||
    (ts.isPropertyAccessExpression(parent) && parent.questionDotToken !== undefined)
  );
}

function isWritten(node: ts.ElementAccessExpression): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === SyntaxKind.EqualsToken
  );
}

/** The advice for `v[3]` with `const v = [1, 2, 3]`, if no code could have made `v` longer. */
export function literalIndex(node: ts.Node, file: BoundFile, checker: ts.TypeChecker): Advice | undefined {
  if (
    !ts.isElementAccessExpression(node) ||
    !ts.isIdentifier(node.expression) ||
    isGuarded(node) ||
    isWritten(node)
  )
    return undefined;
  const index = wholeNumber(node.argumentExpression);
  const symbol = index === undefined ? undefined : checker.getSymbolAtLocation(node.expression);
  const declaration = symbol?.valueDeclaration;
  if (
    index === undefined ||
    declaration === undefined ||
    !ts.isVariableDeclaration(declaration) ||
    (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0
  )
    return undefined;
  const array = declaration.initializer;
  if (
    array === undefined ||
    !ts.isArrayLiteralExpression(array) ||
    array.elements.some(ts.isSpreadElement) ||
    array.elements.length === 0 ||
    index < array.elements.length
  )
    return undefined;
  // The runner explains the value of the last expression (`note-on-value.ts`): it knows the values.
  if (ts.isExpressionStatement(node.parent) && node.parent === file.statements.at(-1)) return undefined;
  const home = declaration.getSourceFile();
  const name = node.expression.text;
  if (![home, file].every((source) => staysAsLong(source as BoundFile, name))) return undefined;
  const { length } = array.elements;
  return {
    start: node.getStart(),
    end: node.end,
    sentence: {
      fr: `\`${node.getText()}\` n’existe pas (undefined) : \`${name}\` a ${length} élément(s), et le dernier est ${name}[${length - 1}], car on compte depuis 0.`,
      en: `\`${node.getText()}\` does not exist (undefined): \`${name}\` has ${length} element(s), and the last is ${name}[${length - 1}], since positions are counted from 0.`,
    },
  };
}

const READERS = new Set([
  "length",
  "map",
  "forEach",
  "filter",
  "reduce",
  "slice",
  "join",
  "indexOf",
  "includes",
  "some",
  "every",
  "find",
  "findIndex",
  "at",
  "entries",
  "keys",
  "values",
  "concat",
]);

/**
 * True if a file only reads the array of this name: its elements, its length, methods that do not change it.
 */
function staysAsLong(file: BoundFile, name: string): boolean {
  let stays = true;
  everyNode(file, (node) => {
    if (!ts.isIdentifier(node) || node.text !== name) return;
    const { parent } = node;
    if (ts.isVariableDeclaration(parent) && parent.name === node) return;
    if (ts.isPropertyAccessExpression(parent))
      stays &&=
        parent.name === node ||
        (READERS.has(parent.name.text) &&
          !(ts.isBinaryExpression(parent.parent) && parent.parent.left === parent));
    else if (ts.isElementAccessExpression(parent) && parent.expression === node) stays &&= !isWritten(parent);
    else
      stays &&=
        (ts.isCallExpression(parent) && /^(console\.|Math\.)/.test(parent.expression.getText())) ||
        ts.isSpreadElement(parent) ||
        (ts.isForOfStatement(parent) && parent.expression === node);
  });
  return stays;
}
