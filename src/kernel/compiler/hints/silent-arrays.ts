/** Rules for arrays: indices, empty elements, and sorting. */
import ts from "../typescript.js";
import { commaOperator } from "./decimal-comma.js";
import { advise, type Rule } from "./finding.js";
import { wholeNumber } from "./nodes.js";

const { SyntaxKind } = ts;

/** `m[1, 2]` is `m[2]`. */
export const twoIndices: Rule = (node) => {
  if (
    !ts.isElementAccessExpression(node) ||
    !ts.isBinaryExpression(node.argumentExpression) ||
    node.argumentExpression.operatorToken.kind !== SyntaxKind.CommaToken
  )
    return undefined;
  const { left, right } = node.argumentExpression;
  const name = node.expression.getText();
  const [row, column] = [wholeNumber(left), wholeNumber(right)];
  const isOfR = row !== undefined && column !== undefined && row > 0 && column > 0;
  const written = `${name}[${left.getText()}][${right.getText()}]`;
  const first = isOfR
    ? {
        fr: ` (celui que R nomme ${node.getText()} : ${name}[${row - 1}][${column - 1}])`,
        en: ` (the one that R calls ${node.getText()}: ${name}[${row - 1}][${column - 1}])`,
      }
    : { fr: "", en: "" };
  return {
    ...advise(
      node,
      `\`${node.getText()}\` ne lit que le dernier indice. Ligne puis colonne, comptées depuis 0 : ${written}${first.fr}.`,
      `\`${node.getText()}\` reads only the last index. Write row, then column, counted from 0: ${written}${first.en}.`,
    ),
    covers: [node.argumentExpression.getStart(), node.argumentExpression.end],
  };
};

/** `v[-1]` is undefined; in R it means all elements but the first, in Python the last one. */
export const negativeIndex: Rule = (node, _, checker) => {
  if (!ts.isElementAccessExpression(node)) return undefined;
  const index = node.argumentExpression;
  if (
    !ts.isPrefixUnaryExpression(index) ||
    index.operator !== SyntaxKind.MinusToken ||
    wholeNumber(index.operand) === undefined
  )
    return undefined;
  if (!checker.isArrayLikeType(checker.getTypeAtLocation(node.expression))) return undefined;
  const [name, number] = [node.expression.getText(), index.operand.getText()];
  return advise(
    node,
    `\`${node.getText()}\` n’existe pas ici. L’élément compté depuis la fin (Python) : ${name}.at(-${number}) ; tout sauf le premier (R) : ${name}.slice(1).`,
    `\`${node.getText()}\` does not exist here. The element counted from the end (Python): ${name}.at(-${number}); all elements but the first (R): ${name}.slice(1).`,
  );
};

/** `new Array(3).map(…)` has no elements to map. */
export const emptyArray: Rule = (node) => {
  if (
    !ts.isCallExpression(node) ||
    !ts.isPropertyAccessExpression(node.expression) ||
    node.expression.name.text !== "map"
  )
    return undefined;
  const array = node.expression.expression;
  const isMade =
    (ts.isNewExpression(array) || ts.isCallExpression(array)) &&
    array.expression.getText() === "Array" &&
    array.arguments?.length === 1 &&
    !ts.isSpreadElement(array.arguments[0]!);
  if (!isMade) return undefined;
  const size = (array as ts.NewExpression).arguments![0]!.getText();
  return advise(
    array,
    `les cases de ce tableau sont vides, et map les saute. Écrivez Array.from({ length: ${size} }, (_, i) => …).`,
    `the elements of this array are empty, and map skips them. Write Array.from({ length: ${size} }, (_, i) => …).`,
  );
};

/** `v.sort()` puts 10 before 9. */
export const textSort: Rule = (node, _, checker) => {
  if (
    !ts.isCallExpression(node) ||
    node.arguments.length > 0 ||
    !ts.isPropertyAccessExpression(node.expression) ||
    !/^(sort|toSorted)$/.test(node.expression.name.text)
  )
    return undefined;
  if (checker.typeToString(checker.getTypeAtLocation(node.expression.expression)) !== "number[]")
    return undefined;
  return advise(
    node,
    `sans comparaison, ${node.expression.name.text}() range les nombres comme des textes (10 avant 9). Écrivez .${node.expression.name.text}((a, b) => a - b).`,
    `without a comparison ${node.expression.name.text}() sorts numbers as texts (10 before 9). Write .${node.expression.name.text}((a, b) => a - b).`,
  );
};

/** `const v = (1, 2, 3)` is 3: in parentheses the comma keeps the last value. */
export const parenthesesForArray: Rule = (node, file) => {
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return undefined;
  if (!ts.isParenthesizedExpression(node.initializer)) return undefined;
  const list = node.initializer.expression;
  if (!isListOfLiterals(list) || commaOperator(list, file.text) !== undefined) return undefined;
  const inside = list.getText();
  return {
    ...advise(
      node.initializer,
      `entre parenthèses, la virgule ne garde que la dernière valeur. Un tableau s’écrit entre crochets : [${inside}].`,
      `in parentheses the comma keeps the last value only. An array is written in brackets: [${inside}].`,
    ),
    covers: [list.getStart(), list.end],
  };
};

/** True for `1, 2.5, -3`: numbers and texts with commas between. */
function isListOfLiterals(node: ts.Expression): node is ts.BinaryExpression {
  const isLiteral = (item: ts.Expression): boolean =>
    ts.isLiteralExpression(item) || (ts.isPrefixUnaryExpression(item) && ts.isNumericLiteral(item.operand));
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === SyntaxKind.CommaToken &&
    isLiteral(node.right) &&
    (isLiteral(node.left) || isListOfLiterals(node.left))
  );
}
