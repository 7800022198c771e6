/** Rules for operators that mean something else than in R, Python or mathematical notation. */
import ts, { type BoundFile } from "../typescript.js";
import { commaOperator, decimalComma } from "./decimal-comma.js";
import { advise, type Advice, type Rule } from "./finding.js";
import { everyNode, inParentheses } from "./nodes.js";

const { SyntaxKind } = ts;

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
export const power: Rule = (node, file, checker) => {
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
  const written = asPower(node);
  return advise(
    node,
    `^ n’est pas la puissance, mais le « ou exclusif » des bits. Une puissance s’écrit ** : ${written}.`,
    `^ is not the power but the exclusive or of bits. A power is written with **: ${written}.`,
  );
};

/**
 * The text of an expression with ** in place of each ^. The text is what is meant, not the syntax: ^ binds less than +, so
 * in `x^2 + y^2` it takes `2 + y` as one operand.
 */
function asPower(node: ts.Expression): string {
  const carets: number[] = [];
  const visit = (part: ts.Node): void => {
    if (ts.isBinaryExpression(part) && part.operatorToken.kind === SyntaxKind.CaretToken)
      carets.push(part.operatorToken.getStart());
    ts.forEachChild(part, visit);
  };
  visit(node);
  const { text } = node.getSourceFile();
  let written = "";
  let from = node.getStart();
  for (const at of carets.sort((a, b) => a - b)) {
    written += `${text.slice(from, at).trimEnd()} ** `;
    from = at + 1 + /^\s*/.exec(text.slice(at + 1))![0].length;
  }
  return written + text.slice(from, node.end);
}

/** `x <- 5` compares x with −5, and `x <<- 5` shifts its bits. */
export const arrow: Rule = (node) => {
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

export const comma: Rule = (node, file) => {
  if (ts.isArrayLiteralExpression(node)) return decimalComma(node.elements, file.text);
  if (ts.isCallExpression(node)) return decimalComma(node.arguments, file.text);
  return ts.isBinaryExpression(node) ? commaOperator(node, file.text) : undefined;
};

/** `if (x = 3)` and `while (n = 0)` assign a value. */
export const assignedCondition: Rule = (node) => {
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

/** `x == 5` as a statement that is not the cell's last: an assignment is meant. */
export const uselessComparison: Rule = (node, file) => {
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

/** `const half = n // 2`: a comment here, a division in Python. */
export function wholeDivision(file: BoundFile): Advice | undefined {
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
