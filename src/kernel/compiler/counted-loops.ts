/**
 * Finds loops that need no stop check in each iteration: loops with a counter that contain only arithmetic.
 *
 * A check takes about as long as a multiplication and an addition: in the innermost loop of a matrix product
 * it would take a third of the time. So an innermost loop `for (let k = 0; k < n; k++)` without calls has
 *
 * - no check if `n` is a literal number and the loop ends within a million iterations, about a millisecond;
 * - if `n` is an expression that does not change: no check when `n` is small at the start of the loop, else a
 *   check in every 4096th iteration. The loop is compiled twice, and `if (n - 0 <= 1e6)` before it decides
 *   which version runs;
 * - a check in every 4096th iteration if the bound may change while the loop runs.
 */
import { contains, isForeignCall, isLoop } from "./syntax.js";
import ts from "./typescript.js";

const { factory } = ts;

/** The number of iterations of plain arithmetic that take about a millisecond. */
const FEW_ITERATIONS = 1_000_000;
/** A power of two. */
const ITERATIONS_BETWEEN_CHECKS = 4096;

/** How often a loop must be checked. */
export type CheckRate =
  /** The loop ends soon by itself. */
  | "never"
  /** In each iteration. */
  | "always"
  /** When the counter is a multiple of 4096; never if `endsSoonIf` is true when the loop starts. */
  | { readonly counter: ts.Identifier; readonly endsSoonIf?: ts.Expression };

export function checkRateOf(node: ts.IterationStatement): CheckRate {
  if (!ts.isForStatement(node) || contains(node, (inner) => inner !== node && takesTime(inner)))
    return "always";
  const counter = counterOf(node);
  if (counter === undefined || assigns(node.statement, counter.text)) return "always";
  const span = spanOf(node, counter);
  if (span === undefined) return { counter };
  if (typeof span === "number") return span <= FEW_ITERATIONS ? "never" : { counter };
  const endsSoonIf = factory.createLessThanEquals(span, factory.createNumericLiteral(FEW_ITERATIONS));
  return { counter, endsSoonIf };
}

/** `(i & 4095) === 0` */
export function isRound(counter: ts.Identifier): ts.Expression {
  const rest = factory.createBitwiseAnd(counter, factory.createNumericLiteral(ITERATIONS_BETWEEN_CHECKS - 1));
  return factory.createStrictEquality(
    factory.createParenthesizedExpression(rest),
    factory.createNumericLiteral(0),
  );
}

/** True for syntax that can make an iteration take long: other code, or another loop. */
function takesTime(node: ts.Node): boolean {
  return (
    isForeignCall(node) ||
    isLoop(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isFunctionLike(node)
  );
}

/** The counter of a loop `for (let i = …; …; i++)`, or with `i--`, `i += 1` or `i -= 1`. */
function counterOf({ initializer, condition, incrementor }: ts.ForStatement): ts.Identifier | undefined {
  if (initializer === undefined || !ts.isVariableDeclarationList(initializer) || incrementor === undefined)
    return undefined;
  if (condition !== undefined && contains(condition, (node) => targetOf(node) !== undefined))
    return undefined;
  const { counter } = counterUpdateOf(incrementor) ?? {};
  const isDeclared = initializer.declarations.some(
    ({ name }) => ts.isIdentifier(name) && name.text === counter?.text,
  );
  return isDeclared ? counter : undefined;
}

/** The update of a counter by one. */
interface CounterUpdate {
  readonly counter: ts.Identifier;
  readonly isUp: boolean;
}

function counterUpdateOf(node: ts.Expression): CounterUpdate | undefined {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    return ts.isIdentifier(node.operand)
      ? { counter: node.operand, isUp: node.operator === ts.SyntaxKind.PlusPlusToken }
      : undefined;
  }
  if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left)) return undefined;
  const { kind } = node.operatorToken;
  const isUpdate = kind === ts.SyntaxKind.PlusEqualsToken || kind === ts.SyntaxKind.MinusEqualsToken;
  if (!isUpdate || !ts.isNumericLiteral(node.right) || node.right.text !== "1") return undefined;
  return { counter: node.left, isUp: kind === ts.SyntaxKind.PlusEqualsToken };
}

/** The number of iterations of a loop: a number, or an expression to be evaluated when the loop starts. */
function spanOf(
  { initializer, condition, incrementor, statement }: ts.ForStatement,
  counter: ts.Identifier,
): number | ts.Expression | undefined {
  const start = (initializer as ts.VariableDeclarationList).declarations.find(
    ({ name }) => ts.isIdentifier(name) && name.text === counter.text,
  )?.initializer;
  const comparison = condition && firstConjunct(condition);
  if (start === undefined || comparison === undefined || !ts.isBinaryExpression(comparison)) return undefined;
  const { left, right, operatorToken } = comparison;
  const ups: ts.SyntaxKind[] = [ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanEqualsToken];
  const downs: ts.SyntaxKind[] = [ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken];
  const { isUp } = counterUpdateOf(incrementor!)!;
  const isBounded =
    ts.isIdentifier(left) && left.text === counter.text && (isUp ? ups : downs).includes(operatorToken.kind);
  if (!isBounded || !isFixed(right, statement) || !isFixed(start, statement)) return undefined;
  const [high, low] = isUp ? [right, start] : [start, right];
  if (ts.isNumericLiteral(high) && ts.isNumericLiteral(low)) return Number(high.text) - Number(low.text);
  return factory.createSubtract(high, factory.createParenthesizedExpression(low));
}

/** The `i < n` of `i < n && …`: the loop ends at the latest when it is false. */
function firstConjunct(condition: ts.Expression): ts.Expression {
  const isBoth =
    ts.isBinaryExpression(condition) &&
    condition.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  return isBoth ? firstConjunct(condition.left) : condition;
}

/** True for arithmetic on values that the loop's body does not change. */
function isFixed(node: ts.Expression, body: ts.Statement): boolean {
  if (ts.isNumericLiteral(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isIdentifier(node)) return !assigns(body, node.text);
  if (ts.isParenthesizedExpression(node)) return isFixed(node.expression, body);
  if (ts.isPropertyAccessExpression(node)) {
    const isWritten =
      assigns(body, node.name.text) ||
      (node.name.text === "length" && writesElementOf(body, node.expression));
    return !isWritten && isFixed(node.expression, body);
  }
  if (!ts.isBinaryExpression(node)) return false;
  const isArithmetic =
    node.operatorToken.kind !== ts.SyntaxKind.CommaToken &&
    node.operatorToken.kind !== ts.SyntaxKind.InKeyword &&
    targetOf(node) === undefined;
  return isArithmetic && isFixed(node.left, body) && isFixed(node.right, body);
}

/** True if the node assigns to a variable or property of this name. */
function assigns(node: ts.Node, name: string): boolean {
  return contains(node, (inner) => {
    const target = targetOf(inner);
    return (
      target !== undefined &&
      contains(target, (part) => ts.isIdentifier(part) && part.text === name && isWritten(part, target))
    );
  });
}

/** `a[i].b = …` writes `b`, but neither `a` nor `i`; a pattern may write each name in it. */
function isWritten(part: ts.Identifier, target: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(target)) return target.name === part;
  return !ts.isElementAccessExpression(target);
}

/** True if the body writes an element of `array`, which may make the array longer. */
function writesElementOf(body: ts.Statement, array: ts.Expression): boolean {
  return contains(body, (inner) => {
    const target = targetOf(inner);
    return target !== undefined && ts.isElementAccessExpression(target) && sameText(target.expression, array);
  });
}

function sameText(a: ts.Expression, b: ts.Expression): boolean {
  if (ts.isIdentifier(a) && ts.isIdentifier(b)) return a.text === b.text;
  return (
    ts.isPropertyAccessExpression(a) &&
    ts.isPropertyAccessExpression(b) &&
    a.name.text === b.name.text &&
    sameText(a.expression, b.expression)
  );
}

/** The target of an assignment or of an update such as `i++`. */
function targetOf(node: ts.Node): ts.Node | undefined {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const isAssignment = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return isAssignment ? node.left : undefined;
  }
  const isUpdate =
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken);
  return isUpdate ? node.operand : undefined;
}
