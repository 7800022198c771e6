/**
 * Inserts stop checks into compiled code, wherever it might run without end.
 *
 * A check reads one shared number and compares it with the number of the run that the code belongs to; this
 * takes about 0.8 ns. A check is inserted
 *
 * - at the start of a loop's body, except in an innermost loop of plain arithmetic that provably ends soon.
 *   If this depends on a bound that is known only when the loop starts, the loop is compiled twice
 *   (`counted-loops.ts`);
 * - after each `await`, and after each `yield` of an async generator, because time has passed;
 * - at the start of each catch clause, which also throws the error of a stop again;
 * - at the start of each function that calls other functions, because recursion can run without end, or
 *   nearly so.
 *
 * A cell's own statements belong to the cell's run. An async function or async generator belongs to the run
 * in which it was called, however late it continues: it stores that run's number in a variable. All other
 * functions belong to the current run, since they run as part of their caller.
 */
import type { Names } from "./names.js";
import { checkRateOf, isRound } from "./counted-loops.js";
import { contains, isForeignCall, isLoop } from "./syntax.js";
import ts from "./typescript.js";

const { factory } = ts;

/**
 * The transformer. `run` is the number of the cell's run; a module's own statements belong to the current
 * run.
 */
export function stopChecks(names: Names, run?: number): ts.TransformerFactory<ts.SourceFile> {
  const current = (): ts.Expression => factory.createPropertyAccessExpression(names.own("run"), "current");
  const own = run === undefined ? current : () => factory.createNumericLiteral(run);
  return (context) => (file) => new Inserter(names, context, current).insert(file, own);
}

type Serial = () => ts.Expression;

class Inserter {
  /** Makes the expression with which checks compare, at the current place. */
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

  /** Visits a function or property declaration; its computed name, if any, belongs to the code around it. */
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

  /**
   * `if (interrupted[0] >= serial) run.stop();`, with `also` as a further condition. Code that belongs to the
   * current run calls `stopCurrent`, which looks again: a library may have called it for a newer message.
   */
  private check(also?: ts.Expression): ts.Statement {
    const newest = factory.createElementAccessExpression(this.names.own("interrupted"), 0);
    const isStopped = factory.createGreaterThanEquals(newest, this.serial());
    const stop = factory.createPropertyAccessExpression(
      this.names.own("run"),
      this.serial === this.current ? "stopCurrent" : "stop",
    );
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
    const remembersRun =
      isAsync === true &&
      contains(
        body,
        (inner) =>
          ts.isAwaitExpression(inner) ||
          isLoop(inner) ||
          ts.isCatchClause(inner) ||
          ts.isYieldExpression(inner),
      );
    const isGenerator = (node as ts.FunctionLikeDeclaration).asteriskToken !== undefined;
    const serial: Serial = remembersRun ? () => this.names.own("serial") : this.current;
    const entry: ts.Statement[] = this.belongingTo(serial, false, () => [
      ...(remembersRun ? [this.rememberRun()] : []),
      ...(contains(body, isForeignCall) ? [this.check()] : []),
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
    const rate = checkRateOf(node);
    const visited = this.children(node);
    if (rate === "never") return visited;
    if (rate === "always") return withBody(visited, withFirst(visited.statement, this.check()));
    const checked = withBody(visited, withFirst(visited.statement, this.check(isRound(rate.counter))));
    if (rate.endsSoonIf === undefined) return checked;
    return factory.createIfStatement(rate.endsSoonIf, visited, checked);
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

/** The directives of a body, such as `"use strict"`, which must remain its first statements. */
function directives(body: ts.Block): ts.Statement[] {
  const end = body.statements.findIndex(
    (node) => !(ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)),
  );
  return body.statements.slice(0, end < 0 ? body.statements.length : end);
}
