/**
 * Finds mistakes that the checker accepts, because the code has another meaning: `x ^ 2`, `x <- 5`, `0,5` in
 * a list, counting from 1.
 *
 * A correct program must get no advice. Each rule therefore matches only code without a sensible meaning, or
 * lists the signs of a different intention and does not match there.
 */
import { commaOperator, decimalComma } from "./decimal-comma.js";
import type { Advice } from "./finding.js";
import { countsPastTheEnd, literalIndex } from "./positions.js";
import { namedArgument } from "./names.js";
import { everyNode, inParentheses, wholeNumber } from "./nodes.js";
import ts, { type BoundFile } from "../typescript.js";

const { SyntaxKind } = ts;
type Rule = (node: ts.Node, file: BoundFile, checker: ts.TypeChecker) => Advice | undefined;

/** The advice on a cell in addition to the checker's diagnostics, in the order of the places. */
export function silentSlips(file: BoundFile, checker: ts.TypeChecker): Advice[] {
  const found: Advice[] = [];
  everyNode(file, (node) => {
    for (const rule of RULES) {
      const advice = rule(node, file, checker);
      if (advice !== undefined && !found.some(({ start, end }) => start < advice.end && advice.start < end))
        found.push(advice);
    }
  });
  const division = wholeDivision(file);
  if (division !== undefined) found.push(division);
  return found.sort((a, b) => a.start - b.start);
}

const advise = (node: ts.Node, fr: string, en: string): Advice => ({
  start: node.getStart(),
  end: node.end,
  sentence: { fr, en },
});

const BITWISE = new Set([
  SyntaxKind.AmpersandToken,
  SyntaxKind.BarToken,
  SyntaxKind.LessThanLessThanToken,
  SyntaxKind.GreaterThanGreaterThanToken,
  SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);

/**
 * `x ^ 2` is the exclusive or of bits. It is accepted if the cell has other operations on bits, or if both
 * operands have the same name.
 */
const power: Rule = (node, file, checker) => {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.CaretToken) return undefined;
  const [base, exponent] = [node.left.getText(), node.right.getText()];
  const bare = (text: string): string => text.replaceAll(/[\d\s[\]().]/g, "");
  const isFlag = (text: string): boolean => /^[01]$/.test(text) || /^0[xb]/i.test(text);
  if (isFlag(base) || isFlag(exponent) || (bare(base) !== "" && bare(base) === bare(exponent)))
    return undefined;
  if (
    /\bxor\b|ou exclusif|exclusive or/i.test(file.text) ||
    (ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === SyntaxKind.CaretToken)
  )
    return undefined;
  let bits = false;
  everyNode(file, (other) => {
    bits ||=
      (ts.isBinaryExpression(other) && BITWISE.has(other.operatorToken.kind)) ||
      (ts.isPrefixUnaryExpression(other) && other.operator === SyntaxKind.TildeToken) ||
      (ts.isPropertyAccessExpression(other) && other.name.text === "imul");
  });
  if (
    bits ||
    [node.left, node.right].some(
      (side) => (checker.getTypeAtLocation(side).flags & ts.TypeFlags.BooleanLike) !== 0,
    )
  )
    return undefined;
  return advise(
    node,
    `^ n’est pas la puissance, mais le « ou exclusif » des bits. Une puissance s’écrit ** : ${base} ** ${exponent}.`,
    `^ is not the power but the exclusive or of bits. A power is written with **: ${base} ** ${exponent}.`,
  );
};

/** `x <- 5` compares x with −5, and `x <<- 5` shifts its bits. */
const arrow: Rule = (node) => {
  if (!ts.isExpressionStatement(node)) return undefined;
  const text = node.getText();
  const [, name, value] =
    /^([\p{L}_$][\p{L}\w.$]*(?:\[[^\]]*\])*)[ \t]*<?<-(?!-)[ \t]*(.*)/su.exec(text) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const operator = leftmostComparison(node.expression);
  if (operator === undefined) return undefined;
  const parameters = /^function\s*\(([^)]*)\)/.exec(value)?.[1];
  const asFunction =
    parameters === undefined
      ? undefined
      : `(${parameters
          .split(",")
          .map((one) => one.trim().split(/\s*[=:]/)[0]!)
          .filter((one) => one !== "")
          .map((one) => `${one}: number`)
          .join(", ")}) => { … }`;
  const short =
    asFunction ??
    (value.length > 30 || value.includes("\n") || /\bc\(|\bfunction\b|[<^$#]|[A-Z]{2}/.test(value)
      ? "…"
      : value.replace(/;$/, ""));
  const isChange = /\[/.test(name) || name.includes(".");
  const mend = isChange ? `${name} = ${short};` : `const ${name} = ${short};`;
  return {
    start: node.getStart(),
    end: operator.operatorToken.end + 1,
    sentence: {
      fr: `\`<-\` vient de R ; ici, il compare \`${name}\` avec un nombre négatif. Une valeur se donne par = : ${mend}${isChange ? "" : " (let au lieu de const, si elle doit changer)"}`,
      en: `\`<-\` is an operator of R; here it compares \`${name}\` with a negative number. Assign a value with =: ${mend}${isChange ? "" : " (let instead of const if it will change)"}`,
    },
    covers: [node.getStart(), operator.operatorToken.end],
  };
};

function leftmostComparison(node: ts.Expression): ts.BinaryExpression | undefined {
  if (!ts.isBinaryExpression(node)) return undefined;
  const inner = leftmostComparison(node.left);
  const isArrow =
    node.operatorToken.kind === SyntaxKind.LessThanToken ||
    node.operatorToken.kind === SyntaxKind.LessThanLessThanToken;
  return inner ?? (isArrow ? node : undefined);
}

const comma: Rule = (node, file) => {
  if (ts.isArrayLiteralExpression(node)) return decimalComma(node.elements, file.text);
  if (ts.isCallExpression(node)) return decimalComma(node.arguments, file.text);
  return ts.isBinaryExpression(node) ? commaOperator(node, file.text) : undefined;
};

/** `m[1, 2]` is `m[2]`. */
const twoIndices: Rule = (node) => {
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
const negativeIndex: Rule = (node, _, checker) => {
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

/** `if (x = 3)` and `while (n = 0)` assign a value. */
const assignedCondition: Rule = (node) => {
  const condition =
    ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node)
        ? node.condition
        : undefined;
  // A second pair of parentheses shows that the assignment is intended.
  if (
    condition === undefined ||
    !ts.isBinaryExpression(condition) ||
    condition.operatorToken.kind !== SyntaxKind.EqualsToken ||
    ts.isCallExpression(inParentheses(condition.right)) ||
    ts.isAwaitExpression(condition.right)
  )
    return undefined;
  const written = `${condition.left.getText()} === ${condition.right.getText()}`;
  return advise(
    condition,
    `un seul = donne une valeur ; pour comparer : ${written}.`,
    `a single = assigns a value; to compare: ${written}.`,
  );
};

const NAMED = /^[\p{L}_][\p{L}\w]*$/u;

const argumentByName: Rule = (node) => {
  if (!ts.isCallExpression(node)) return undefined;
  const named = node.arguments.find(
    (argument) =>
      ts.isBinaryExpression(argument) &&
      argument.operatorToken.kind === SyntaxKind.EqualsToken &&
      NAMED.test(argument.left.getText()),
  ) as ts.BinaryExpression | undefined;
  if (named === undefined) return undefined;
  return {
    start: named.getStart(),
    end: named.end,
    sentence: namedArgument(named.left.getText(), named.right.getText(), node),
    covers: [node.arguments.pos, node.arguments.end],
  };
};

/** `x == 5` as a statement that is not the cell's last: an assignment is meant. */
const uselessComparison: Rule = (node, file) => {
  if (
    !ts.isExpressionStatement(node) ||
    node === file.statements.at(-1) ||
    !ts.isBinaryExpression(node.expression)
  )
    return undefined;
  const { left, operatorToken, right } = node.expression;
  if (
    operatorToken.kind !== SyntaxKind.EqualsEqualsToken &&
    operatorToken.kind !== SyntaxKind.EqualsEqualsEqualsToken
  )
    return undefined;
  return advise(
    node.expression,
    `${operatorToken.getText()} compare, et le résultat n’est pas utilisé. Pour donner une valeur : ${left.getText()} = ${right.getText()};`,
    `${operatorToken.getText()} compares, and the result is not used. To assign a value: ${left.getText()} = ${right.getText()};`,
  );
};

const ARITHMETIC = new Set([
  SyntaxKind.PlusToken,
  SyntaxKind.MinusToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.SlashToken,
  SyntaxKind.PercentToken,
  SyntaxKind.AsteriskAsteriskToken,
  SyntaxKind.CaretToken,
]);

/** A function in braces whose last line computes a value without returning it, as in R. */
const noReturn: Rule = (node) => {
  if (!ts.isArrowFunction(node) && !ts.isFunctionDeclaration(node) && !ts.isFunctionExpression(node))
    return undefined;
  if (node.type !== undefined || node.body === undefined || !ts.isBlock(node.body)) return undefined;
  const last = node.body.statements.at(-1);
  if (last === undefined || !ts.isExpressionStatement(last)) return undefined;
  const value = inParentheses(last.expression);
  const isValue =
    (ts.isBinaryExpression(value) && ARITHMETIC.has(value.operatorToken.kind)) ||
    ts.isNumericLiteral(value) ||
    ts.isIdentifier(value) ||
    ts.isArrayLiteralExpression(value) ||
    (ts.isCallExpression(value) && value.expression.getText().startsWith("Math."));
  if (!isValue) return undefined;
  const text = last.expression.getText().replaceAll("^", " ** ").replaceAll(/ {2,}/g, " ");
  return advise(
    last.expression,
    `entre accolades, la fonction ne renvoie rien sans return : return ${text};`,
    `in braces a function returns nothing without return: return ${text};`,
  );
};

/** `new Array(3).map(…)` has no elements to map. */
const emptyArray: Rule = (node) => {
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
const textSort: Rule = (node, _, checker) => {
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

/** `const half = n // 2`: a comment here, a division in Python. */
function wholeDivision(file: BoundFile): Advice | undefined {
  const match =
    /(?:=|\breturn)[ \t]*([\p{L}_][\p{L}\w.]*|\d+|\([^()\n]*\))[ \t]+(\/\/)[ \t]*([2-9]|\d{2,})[ \t]*$/mu.exec(
      file.text,
    );
  if (match === null) return undefined;
  const start = match.index + match[0].indexOf(match[1]!);
  const statement = file.statements.find((node) => node.getStart() <= start && start < node.end);
  // The `//` must begin a comment right after an expression, and not stand inside a text or a comment.
  if (
    statement === undefined ||
    !ts
      .getTrailingCommentRanges(file.text, start + match[1]!.length)
      ?.some(({ pos }) => pos === match.index + match[0].indexOf("//"))
  )
    return undefined;
  return {
    start,
    end: match.index + match[0].trimEnd().length,
    sentence: {
      fr: `// commence un commentaire : rien n’est divisé. Le quotient entier s’écrit Math.floor(${match[1]} / ${match[3]}).`,
      en: `// begins a comment: nothing is divided. The integer quotient is Math.floor(${match[1]} / ${match[3]}).`,
    },
  };
}

const RULES: readonly Rule[] = [
  arrow,
  power,
  comma,
  twoIndices,
  negativeIndex,
  assignedCondition,
  argumentByName,
  uselessComparison,
  noReturn,
  emptyArray,
  textSort,
  countsPastTheEnd,
  literalIndex,
];
