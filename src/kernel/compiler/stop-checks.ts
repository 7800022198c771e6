/**
 * Puts checks into compiled code so that it can be stopped, wherever it might go on for ever.
 *
 * A check reads one shared number and compares it with the serial of the run it belongs to: about 0.8 ns. It stands
 *
 * - at the start of a loop's body, but not in an innermost loop of plain arithmetic that provably ends soon; where that
 *   depends on a bound known only when the loop starts, the loop stands there twice (`counted-loops.ts`);
 * - after each `await`, and after each `yield` of an async generator: time has passed;
 * - at the start of each catch clause, which also lets the error of a stop pass;
 * - at the start of each function that calls others: recursion can go on for ever, or as good as that.
 *
 * Whose run is it? A cell's own statements belong to the cell's run. An async function or async generator belongs to
 * the run in which it began, however late it goes on: it keeps that run's serial. All other functions belong to
 * whoever calls them, so to the run that is current.
 */
import type { Names } from "./names.js";
import { isRound, paceOf } from "./counted-loops.js";
import { isForeignCall, isLoop, mentions } from "./syntax.js";
import ts from "./typescript.js";

const { factory } = ts;

/** The transformer. `run` is the serial of the cell; a module's own statements belong to the run that is current. */
export function stopChecks(names: Names, run?: number): ts.TransformerFactory<ts.SourceFile> {
  const current = (): ts.Expression => factory.createPropertyAccessExpression(names.own("run"), "current");
  const own = run === undefined ? current : () => factory.createNumericLiteral(run);
  return (context) => (file) => new Inserter(names, context, current).insert(file, own);
}

type Serial = () => ts.Expression;

class Inserter {
  /** The serial that checks compare with, here. */
  private serial!: Serial;
  private isAsyncGenerator = false;

  constructor(
    private readonly names: Names,
    private readonly context: ts.TransformationContext,
    private readonly current: Serial,
  ) {}

  insert(file: ts.SourceFile, serial: Serial): ts.SourceFile {
    this.serial = serial;
    return ts.visitEachChild(file, this.visit, this.context);
  }

  private readonly visit = (node: ts.Node): ts.Node => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
    if (ts.isFunctionLike(node)) return this.function(node);
    if (ts.isPropertyDeclaration(node)) return this.member(node, this.current, false);
    if (ts.isAwaitExpression(node)) return this.checked("awaited", this.children(node));
    if (ts.isYieldExpression(node) && this.isAsyncGenerator)
      return this.checked("yielded", this.children(node));
    if (ts.isCatchClause(node)) return this.catchClause(node);
    if (ts.isIterationStatement(node, false)) return this.loop(node);
    return this.children(node);
  };

  private children<T extends ts.Node>(node: T): T {
    return ts.visitEachChild(node, this.visit, this.context);
  }

  private belongingTo<T>(serial: Serial, isAsyncGenerator: boolean, work: () => T): T {
    const outer = { serial: this.serial, isAsyncGenerator: this.isAsyncGenerator };
    Object.assign(this, { serial, isAsyncGenerator });
    try {
      return work();
    } finally {
      Object.assign(this, outer);
    }
  }

  /** Visits what is inside a function or property; a computed name it bears is outside. */
  private member<T extends ts.PropertyDeclaration | ts.SignatureDeclaration>(
    node: T,
    serial: Serial,
    isAsyncGenerator: boolean,
  ): T {
    const name =
      node.name !== undefined && ts.isComputedPropertyName(node.name) ? this.children(node.name) : undefined;
    const visit = (child: ts.Node): ts.Node =>
      child === node.name && name !== undefined ? name : this.visit(child);
    return this.belongingTo(
      serial,
      isAsyncGenerator,
      () => ts.visitEachChild(node, visit, this.context) as T,
    );
  }

  /** `if (interrupted[0] >= serial) run.stop();`, perhaps only where `also` holds. */
  private check(also?: ts.Expression): ts.Statement {
    const newest = factory.createElementAccessExpression(this.names.own("interrupted"), 0);
    const isStopped = factory.createGreaterThanEquals(newest, this.serial());
    const stop = factory.createPropertyAccessExpression(this.names.own("run"), "stop");
    return factory.createIfStatement(
      also === undefined ? isStopped : factory.createLogicalAnd(also, isStopped),
      factory.createExpressionStatement(factory.createCallExpression(stop, undefined, [])),
    );
  }

  private checked(helper: "awaited" | "yielded", node: ts.Expression): ts.Expression {
    const call = factory.createCallExpression(this.names.helper(helper), undefined, [node, this.serial()]);
    return ts.setTextRange(call, node);
  }

  private function(node: ts.SignatureDeclaration): ts.Node {
    const { body } = node as ts.FunctionLikeDeclaration;
    if (body === undefined) return node;
    const isAsync =
      ts.canHaveModifiers(node) &&
      ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    const keepsRun =
      isAsync === true &&
      mentions(
        body,
        (inner) =>
          ts.isAwaitExpression(inner) ||
          isLoop(inner) ||
          ts.isCatchClause(inner) ||
          ts.isYieldExpression(inner),
      );
    const isGenerator = (node as ts.FunctionLikeDeclaration).asteriskToken !== undefined;
    const serial: Serial = keepsRun ? () => this.names.own("serial") : this.current;
    const entry: ts.Statement[] = this.belongingTo(serial, false, () => [
      ...(keepsRun ? [this.rememberRun()] : []),
      ...(mentions(body, isForeignCall) ? [this.check()] : []),
    ]);
    const visited = this.member(node, serial, isAsync === true && isGenerator);
    return entry.length === 0 ? visited : withEntry(visited as ts.FunctionLikeDeclaration, entry);
  }

  private rememberRun(): ts.Statement {
    const now = factory.createPropertyAccessExpression(this.names.own("run"), "now");
    const belongsTo = factory.createCallExpression(now, undefined, []);
    const serial = factory.createVariableDeclaration(
      this.names.own("serial"),
      undefined,
      undefined,
      belongsTo,
    );
    return factory.createVariableStatement(
      undefined,
      factory.createVariableDeclarationList([serial], ts.NodeFlags.Const),
    );
  }

  private catchClause(node: ts.CatchClause): ts.CatchClause {
    const { variableDeclaration, block } = this.children(node);
    const name = variableDeclaration?.name;
    const error = name !== undefined && ts.isIdentifier(name) ? name : this.names.own("error");
    const pass = factory.createExpressionStatement(
      factory.createCallExpression(this.names.helper("caught"), undefined, [error, this.serial()]),
    );
    const isPattern = name !== undefined && !ts.isIdentifier(name);
    const pattern = isPattern
      ? factory.createVariableDeclaration(name, undefined, undefined, error)
      : undefined;
    const declared = pattern && factory.createVariableDeclarationList([pattern], ts.NodeFlags.Let);
    return factory.updateCatchClause(
      node,
      factory.createVariableDeclaration(error),
      declared === undefined
        ? factory.updateBlock(block, [pass, ...block.statements])
        : factory.createBlock([pass, factory.createVariableStatement(undefined, declared), block], true),
    );
  }

  private loop(node: ts.IterationStatement): ts.Statement {
    const pace = paceOf(node);
    const visited = this.children(node);
    if (pace === "ends") return visited;
    if (pace === "always") return withBody(visited, withFirst(visited.statement, this.check()));
    const often = withBody(visited, withFirst(visited.statement, this.check(isRound(pace.counter))));
    if (pace.endsSoonIf === undefined) return often;
    return factory.createIfStatement(pace.endsSoonIf, visited, often);
  }
}

function withBody(node: ts.IterationStatement, body: ts.Statement): ts.Statement {
  if (ts.isForStatement(node))
    return factory.updateForStatement(node, node.initializer, node.condition, node.incrementor, body);
  if (ts.isWhileStatement(node)) return factory.updateWhileStatement(node, node.expression, body);
  if (ts.isDoStatement(node)) return factory.updateDoStatement(node, body, node.expression);
  if (ts.isForInStatement(node))
    return factory.updateForInStatement(node, node.initializer, node.expression, body);
  const { awaitModifier, initializer, expression } = node as ts.ForOfStatement;
  return factory.updateForOfStatement(
    node as ts.ForOfStatement,
    awaitModifier,
    initializer,
    expression,
    body,
  );
}

function withFirst(body: ts.Statement, first: ts.Statement): ts.Block {
  return ts.isBlock(body)
    ? factory.updateBlock(body, [first, ...body.statements])
    : ts.setTextRange(factory.createBlock([first, body]), body);
}

function withEntry(node: ts.FunctionLikeDeclaration, entry: readonly ts.Statement[]): ts.Node {
  const body = node.body!;
  const block = ts.isBlock(body)
    ? factory.updateBlock(body, [
        ...directives(body),
        ...entry,
        ...body.statements.slice(directives(body).length),
      ])
    : factory.createBlock([...entry, ts.setTextRange(factory.createReturnStatement(body), body)]);
  const replace = (child: ts.Node): ts.Node => (child === body ? block : child);
  return ts.isArrowFunction(node)
    ? factory.updateArrowFunction(
        node,
        node.modifiers,
        node.typeParameters,
        node.parameters,
        node.type,
        node.equalsGreaterThanToken,
        block,
      )
    : ts.visitEachChild(node, replace, undefined);
}

/** `"use strict"` and the like must stay first. */
function directives(body: ts.Block): ts.Statement[] {
  const end = body.statements.findIndex(
    (node) => !(ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)),
  );
  return body.statements.slice(0, end < 0 ? body.statements.length : end);
}
