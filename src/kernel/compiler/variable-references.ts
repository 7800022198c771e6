/**
 * Decides for each use of a name in a cell whether it refers to a variable of the session, and whether the
 * compiled code reads that variable through its box or as a local constant. `session-variables.ts` explains
 * the rules.
 */
import { at, type CellContext } from "./cell-context.js";
import { isDeclaredAtTop } from "./cell-file.js";
import { mayComeEarly } from "./early-use.js";
import { isLiveImport } from "./module-syntax.js";
import { isAmbient, isAssignmentTarget, isDeclarationName, isStable } from "./name-syntax.js";
import ts from "./typescript.js";

/**
 * Names that cannot be local constants of a cell, because the compiled function has parameters or variables
 * of these names.
 */
const PARAMETERS = new Set(["exports", "require", "__run", "arguments", "eval"]);

const { factory } = ts;

export class VariableReferences {
  /** The number of functions around the current node. */
  private closures = 0;
  /** The functions and classes around the current node, and the constants to which they are assigned. */
  private readonly selves: ts.Symbol[] = [];
  /**
   * Variables that are local where the current node stands: those of the declaration around it, or copies for
   * a loop.
   */
  private readonly locals: ts.Symbol[] = [];

  constructor(private readonly cell: CellContext) {}

  /** Visits the body of a function or of a member, which may run later than the code around it. */
  insideClosure<T>(work: () => T): T {
    this.closures += 1;
    try {
      return work();
    } finally {
      this.closures -= 1;
    }
  }

  /** Visits the computed name of a member, which is evaluated with the code around the member. */
  outsideClosure<T>(work: () => T): T {
    this.closures -= 1;
    try {
      return work();
    } finally {
      this.closures += 1;
    }
  }

  /** Visits a function or class in which these names refer to itself. */
  withSelves<T>(symbols: readonly ts.Symbol[], work: () => T): T {
    this.selves.push(...symbols);
    try {
      return work();
    } finally {
      this.selves.length -= symbols.length;
    }
  }

  /** Visits code in which these variables are local. */
  withLocals<T>(symbols: readonly ts.Symbol[], work: () => T): T {
    this.locals.push(...symbols);
    try {
      return work();
    } finally {
      this.locals.length -= symbols.length;
    }
  }

  /** The session variable that a declaration declares by its name; undefined if it declares none. */
  symbolOf(declaration: ts.Node): ts.Symbol | undefined {
    const { name } = declaration as ts.NamedDeclaration;
    return name !== undefined && ts.isIdentifier(name) ? this.symbolAt(name) : undefined;
  }

  /** The session variable that a name refers to; undefined if it refers to none. */
  symbolAt(node: ts.Identifier): ts.Symbol | undefined {
    const isKnown = this.cell.file.locals.has(node.escapedText) || this.cell.isSessionName(node.text);
    const symbol = isKnown ? this.resolve(node) : undefined;
    return symbol !== undefined && isDeclaredAtTop(symbol, this.cell.isCell) && !isAmbient(symbol)
      ? symbol
      : undefined;
  }

  /** The expression that replaces a name that is used as a value; undefined if the name stays as it is. */
  reference(node: ts.Identifier): ts.Expression | undefined {
    if (node.parent === undefined || isDeclarationName(node)) return undefined;
    if (node.text === "_" && this.isPreludeName(node)) {
      return at(node, factory.createPropertyAccessExpression(this.cell.names.own("exports"), "_"));
    }
    const symbol = this.symbolAt(node);
    if (symbol === undefined || this.isLocal(symbol)) return undefined;
    if (!this.isBoxed(node, symbol)) {
      const isOwn = symbol.declarations![0]!.getSourceFile() === this.cell.file;
      return isOwn ? undefined : at(node, this.cell.names.snapshot(node.text));
    }
    const isEarly =
      this.closures > 0 && !isAssignmentTarget(node) && mayComeEarly(node, symbol, this.cell.file);
    const box = isEarly ? this.cell.names.guarded(node.text) : this.cell.names.variable(node.text);
    return at(node, factory.createPropertyAccessExpression(box, "value"));
  }

  /** True if the session variable that a name refers to is accessed through its box. */
  isBoxed(node: ts.Identifier, symbol: ts.Symbol): boolean {
    if (this.isLocal(symbol)) return false;
    return (
      this.closures > 0 ||
      !isStable(symbol) ||
      isLiveImport(symbol, this.cell.checker) ||
      PARAMETERS.has(node.text)
    );
  }

  private isLocal(symbol: ts.Symbol): boolean {
    return this.locals.includes(symbol) || this.selves.includes(symbol);
  }

  private resolve(node: ts.Identifier): ts.Symbol | undefined {
    const { checker } = this.cell;
    return ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
  }

  private isPreludeName(node: ts.Identifier): boolean {
    const declaration = this.resolve(node)?.declarations?.[0];
    return declaration !== undefined && this.cell.isPrelude(declaration.getSourceFile());
  }
}
