/**
 * A cell that is an object literal alone: `{ a: 1, b: 2 }`. As a program it is a block; here it is the object, as in
 * the prompts of Node and Deno.
 */
import ts, { type BoundFile } from "./typescript.js";

/** A node with the comments that the parser found before it. */
interface Documented extends ts.Node {
  readonly jsDoc?: readonly ts.JSDoc[];
}

/** The file of a cell that is an object literal; undefined for any other cell. */
export function parseObject(
  fileName: string,
  code: string,
  options: ts.CreateSourceFileOptions | ts.ScriptTarget,
): BoundFile | undefined {
  if (!/^\s*\{[^]*\}\s*$/.test(code)) return undefined;
  // In parentheses it is an expression; then all places are moved back by that one character.
  const file = ts.createSourceFile(fileName, `(${code})`, options, true, ts.ScriptKind.TS) as BoundFile;
  const [statement, ...others] = file.statements;
  if (file.parseDiagnostics.length > 0 || others.length > 0 || statement === undefined) return undefined;
  if (!ts.isExpressionStatement(statement) || !ts.isParenthesizedExpression(statement.expression))
    return undefined;
  const object = statement.expression.expression;
  // `{ x = 1 }` is a block that assigns a value.
  const isBlock = (property: ts.Node): boolean =>
    ts.isShorthandPropertyAssignment(property) && property.objectAssignmentInitializer !== undefined;
  if (!ts.isObjectLiteralExpression(object) || object.properties.some(isBlock)) return undefined;
  Object.assign(statement, { expression: object });
  Object.assign(object, { parent: statement });
  move(object);
  for (const whole of [statement, file.statements, file]) place(whole, 0, code.length);
  place(file.endOfFileToken, code.length, code.length);
  return Object.assign(file, { text: code });
}

/** Moves a node, and all that it consists of, back by one character. */
function move(node: Documented): void {
  place(node, node.pos - 1, node.end - 1);
  for (const comment of node.jsDoc ?? []) move(comment);
  ts.forEachChild(node, move, (nodes) => {
    place(nodes, nodes.pos - 1, nodes.end - 1);
    nodes.forEach(move);
  });
}

function place(range: ts.ReadonlyTextRange, pos: number, end: number): void {
  Object.assign(range, { pos, end });
}
