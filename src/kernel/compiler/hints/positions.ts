/** Positions in arrays: they are counted from 0, and R's readers count from 1. */
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

/** `v[i] ?? 0` and `v[i]?.x` expect that nothing is there. */
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

/** `v[3]` of `const v = [1, 2, 3]`, where nothing could have made `v` longer. */
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
  // Of a cell's value the runner says it, which knows more.
  if (ts.isExpressionStatement(node.parent) && node.parent === file.statements.at(-1)) return undefined;
  const home = declaration.getSourceFile();
  const name = node.expression.text;
  if (![home, file].every((source) => staysAsLong(source as BoundFile, name))) return undefined;
  const { length } = array.elements;
  return {
    start: node.getStart(),
    end: node.end,
    sentence: {
      fr: `\`${node.getText()}\` n’existe pas (undefined) : \`${name}\` a ${length} élément${length > 1 ? "s" : ""}, et le dernier est ${name}[${length - 1}], car on compte depuis 0.`,
      en: `\`${node.getText()}\` does not exist (undefined): \`${name}\` has ${length} element${length > 1 ? "s" : ""}, and the last is ${name}[${length - 1}], since one counts from 0.`,
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

/** True where a name is only read in a file: its elements, its length, methods that change nothing. */
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
