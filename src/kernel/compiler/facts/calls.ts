/**
 * Reads a call: which function it calls, what it passes to it, and what it changes.
 */
import { RANDOM_DRAWS } from "../../cells/facts.js";
import { innerExpression } from "../name-syntax.js";
import ts from "../typescript.js";
import { changeBy, changesFirstArgument, iterates, seedPlaceOf, type Extent } from "./changing-methods.js";
import type { Collector } from "./collector.js";
import type { NamesInCell } from "./names-in-cell.js";
import { parameterRoot, THIS, type Roots } from "./roots.js";

export type FunctionNode = ts.FunctionLikeDeclaration;

/** What reading a call needs of the reader of the code around it. */
export interface CallReader {
  readonly names: NamesInCell;
  readonly roots: Roots;
  readonly collector: Collector;
  visit(node: ts.Node): void;
  readFunction(
    node: FunctionNode,
    rootsOf: (index: number) => readonly string[],
    self: readonly string[],
  ): void;
  notebookName(node: ts.Expression): string | undefined;
  beginDraws(seed: ts.Expression | undefined, at: number): void;
}

type Call = ts.CallExpression | ts.NewExpression;

export function readCall(node: Call, reader: CallReader): void {
  new CallInCode(node, reader).read();
}

class CallInCode {
  private readonly given: readonly ts.Expression[];
  private readonly callee: ts.Expression;
  /** The call's place: after what it is given, and before an assignment of its result. */
  private readonly at: number;

  constructor(
    private readonly node: Call,
    private readonly reader: CallReader,
  ) {
    this.given = node.arguments ?? [];
    this.callee = innerExpression(node.expression);
    this.at = node.end - 0.5;
  }

  read(): void {
    const { callee } = this;
    if (ts.isFunctionExpression(callee) || ts.isArrowFunction(callee)) this.readImmediate(callee);
    else if (ts.isPropertyAccessExpression(callee)) this.readMethod(callee);
    else if (ts.isIdentifier(callee)) this.readFunction(callee);
    else {
      this.reader.visit(callee);
      this.visitArguments();
    }
    this.changeStreams();
  }

  /** `(() => …)()` */
  private readImmediate(callee: ts.FunctionExpression | ts.ArrowFunction): void {
    const { reader } = this;
    this.visitArguments();
    const read = (): void => reader.readFunction(callee, (index) => this.rootsOfArgument(index), []);
    const runsToEnd = callee.asteriskToken === undefined && !isAsync(callee);
    if (runsToEnd) reader.collector.scope(read);
    else reader.collector.perhaps(read);
  }

  /** `f(…)` or `new C(…)` */
  private readFunction(callee: ts.Identifier): void {
    const { collector, names } = this.reader;
    this.visitArguments();
    const referent = names.referent(callee);
    if (referent.kind === "local") return;
    const { name, symbol } = referent;
    const isOptional = (this.node as ts.CallExpression).questionDotToken !== undefined;
    collector.use(name, this.at, !isOptional);
    const key = ts.isNewExpression(this.node) ? `${name}.constructor` : name;
    if (key !== name) collector.use(key, this.at, true);
    this.passArguments(key);
    const isOurs = symbol?.declarations?.some((one) => names.isCell(one.getSourceFile()) && !isImport(one));
    if (isOurs === true) return;
    if (name === "setSeed") this.reader.beginDraws(this.given[0], this.at);
    const seedPlace = seedPlaceOf(name);
    if (seedPlace !== undefined && this.given.length <= seedPlace) {
      collector.use(RANDOM_DRAWS, this.at);
      collector.change([RANDOM_DRAWS], this.at, false);
    }
  }

  /** `object.method(…)` */
  private readMethod(callee: ts.PropertyAccessExpression): void {
    const { reader, at } = this;
    const { names, collector, roots } = reader;
    const { name, expression: object } = callee;
    reader.visit(object);
    const member = names.member(name);
    const key = member === undefined ? undefined : names.methodKey(member);
    const method = name.text;
    const elements = (): string[] => roots.of(object, true);
    this.visitArguments(iterates(method) ? elements : undefined, method.startsWith("reduce") ? 1 : 0);
    if (key !== undefined) {
      collector.use(key, at, true);
      collector.pass(key, THIS, roots.of(object), at);
      this.passArguments(key);
      return;
    }
    const called = `${object.getText()}.${method}`;
    const first = this.given[0];
    if (changesFirstArgument(called) && first !== undefined) collector.change(roots.of(first), at, false);
    const extent = extentOf(member, method);
    if (extent === "itself") collector.change(roots.of(object), at, isMember(object));
    if (extent === "deep") collector.change(this.sourcesOf(object), at, true);
    if (iterates(method) && first !== undefined) {
      const passed = reader.notebookName(first);
      if (passed !== undefined) collector.pass(passed, parameterRoot(0), elements(), at);
    }
  }

  /** All that a chain of calls is made of: `a.mul(b).backward()` changes `a` and `b`. */
  private sourcesOf(object: ts.Expression): string[] {
    const { roots } = this.reader;
    const inner = innerExpression(object);
    if (!ts.isCallExpression(inner)) return roots.of(inner);
    const callee = innerExpression(inner.expression);
    return [
      ...(ts.isPropertyAccessExpression(callee) ? this.sourcesOf(callee.expression) : []),
      ...inner.arguments.flatMap((argument) => roots.of(argument, true)),
    ];
  }

  /** @param elements what a function among the arguments gets as its parameter `place`, if it is called at once */
  private visitArguments(elements?: () => readonly string[], place = 0): void {
    const { reader } = this;
    for (const argument of this.given) {
      const inner = innerExpression(argument);
      const isFunction = ts.isArrowFunction(inner) || ts.isFunctionExpression(inner);
      if (!isFunction || elements === undefined) reader.visit(argument);
      else
        reader.collector.perhaps(() =>
          reader.readFunction(inner, (index) => (index === place ? elements() : []), []),
        );
    }
  }

  private passArguments(callee: string): void {
    this.given.forEach((_, index) =>
      this.reader.collector.pass(callee, parameterRoot(index), this.rootsOfArgument(index), this.at),
    );
  }

  private rootsOfArgument(index: number): string[] {
    const argument = this.given[index];
    if (argument === undefined || ts.isSpreadElement(argument)) return [];
    return this.reader.roots.of(argument);
  }

  /** `datasets.moons({ random: r })` draws from the stream `r`. */
  private changeStreams(): void {
    for (const argument of this.given) {
      if (!ts.isObjectLiteralExpression(argument)) continue;
      for (const property of argument.properties) {
        if (property.name === undefined || property.name.getText() !== "random") continue;
        if (ts.isPropertyAssignment(property))
          this.reader.collector.change(this.reader.roots.of(property.initializer), this.at, false);
        else if (ts.isShorthandPropertyAssignment(property))
          this.reader.collector.change(this.reader.roots.of(property.name), this.at, false);
      }
    }
  }
}

/** How a method that no cell declares changes its object. */
function extentOf(member: ts.Symbol | undefined, method: string): Extent | undefined {
  const declarations = member?.declarations ?? [];
  if (declarations.length === 0) return changeBy(undefined, method);
  const extents = declarations.map(({ parent }) =>
    ts.isInterfaceDeclaration(parent) || ts.isClassDeclaration(parent)
      ? changeBy(parent.name?.text ?? "", method)
      : undefined,
  );
  return extents.includes("deep") ? "deep" : extents.find((extent) => extent !== undefined);
}

function isMember(node: ts.Expression): boolean {
  const inner = innerExpression(node);
  return ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner);
}

function isImport(node: ts.Declaration): boolean {
  return ts.isImportSpecifier(node) || ts.isImportClause(node) || ts.isNamespaceImport(node);
}

export function isAsync(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true
  );
}
