/**
 * Variables of the session in loops: copies of them for closed loops, and those that a loop's header
 * declares.
 */
import { storeOf, type CellContext } from "./cell-context.js";
import { declaredName } from "./cell-file.js";
import { isClosed } from "./closed-loops.js";
import { isAssignmentTarget, isDeclarationName } from "./name-syntax.js";
import ts from "./typescript.js";
import type { VariableReferences } from "./variable-references.js";

const { factory } = ts;

type Loop = ts.IterationStatement | ts.LabeledStatement;

/**
 * Rewrites a closed loop (`closed-loops.ts`) so that it works on local copies of the variables that it would
 * access through their boxes. Undefined if the loop is not closed or has no such variable. `visit` rewrites
 * the loop itself.
 */
export function closedLoop(
  node: Loop,
  cell: CellContext,
  references: VariableReferences,
  visit: (node: Loop) => Loop,
): ts.Statement | undefined {
  if (!isClosed(node, cell.checker)) return undefined;
  const { used, written, declares } = variablesIn(node, references);
  if (used.size === 0 || declares) return undefined;
  const loop = references.withLocals([...used], () => visit(node));
  const box = (symbol: ts.Symbol): ts.Expression =>
    factory.createPropertyAccessExpression(cell.names.variable(declaredName(symbol)), "value");
  const copies = [...used].map((symbol) =>
    factory.createVariableDeclaration(declaredName(symbol), undefined, undefined, box(symbol)),
  );
  const copy = factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList(copies, ts.NodeFlags.Let),
  );
  const back = [...written].map((symbol) =>
    factory.createExpressionStatement(
      factory.createAssignment(box(symbol), factory.createIdentifier(declaredName(symbol))),
    ),
  );
  const guarded =
    back.length === 0
      ? loop
      : factory.createTryStatement(factory.createBlock([loop]), undefined, factory.createBlock(back));
  return factory.createBlock([copy, guarded], true);
}

interface LoopVariables {
  /** The session variables that the loop accesses through their boxes. */
  readonly used: Set<ts.Symbol>;
  /** Those of them to which the loop assigns. */
  readonly written: Set<ts.Symbol>;
  /** True if the loop itself declares a session variable. */
  readonly declares: boolean;
}

function variablesIn(loop: ts.Statement, references: VariableReferences): LoopVariables {
  const used = new Set<ts.Symbol>();
  const written = new Set<ts.Symbol>();
  let declares = false;
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isIdentifier(node)) {
      const symbol = references.symbolAt(node);
      if (symbol !== undefined && isDeclarationName(node)) declares = true;
      else if (symbol !== undefined && references.isBoxed(node, symbol)) {
        used.add(symbol);
        if (isAssignmentTarget(node)) written.add(symbol);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(loop);
  return { used, written, declares };
}

/** Stores session variables that a loop's header declares by `var`, after the header has assigned to them. */
export function storingHeader(
  loop: ts.ForStatement | ts.ForInOrOfStatement,
  declared: readonly ts.Symbol[],
  { names }: CellContext,
): ts.Statement {
  const stores = declared.map((symbol) => storeOf(declaredName(symbol), names));
  if (ts.isForStatement(loop)) {
    const all = stores.reduce((before, next) => factory.createComma(before, next));
    const stored = factory.createVariableDeclaration(names.own("stored"), undefined, undefined, all);
    const header = loop.initializer as ts.VariableDeclarationList;
    const initializer = factory.updateVariableDeclarationList(header, [...header.declarations, stored]);
    return factory.updateForStatement(loop, initializer, loop.condition, loop.incrementor, loop.statement);
  }
  const statements = stores.map((store) => factory.createExpressionStatement(store));
  const body = factory.createBlock([...statements, loop.statement]);
  return ts.isForInStatement(loop)
    ? factory.updateForInStatement(loop, loop.initializer, loop.expression, body)
    : factory.updateForOfStatement(loop, loop.awaitModifier, loop.initializer, loop.expression, body);
}
