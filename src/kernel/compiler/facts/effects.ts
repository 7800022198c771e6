/**
 * Reads what a piece of code does with the names of the notebook: which it uses, assigns and changes in place.
 *
 * A function in the code is read where it stands, as code that may run. Functions that the cell declares at its top
 * level are left out: what they do counts where they are named (`cell-facts.ts`).
 */
import { RANDOM_DRAWS, type Effects } from "../../cells/facts.js";
import { innerExpression, isAssignmentTarget } from "../name-syntax.js";
import ts from "../typescript.js";
import { readCall, type CallReader, type FunctionNode } from "./calls.js";
import { Collector } from "./collector.js";
import type { NamesInCell } from "./names-in-cell.js";
import { Roots, symbolOf } from "./roots.js";

export class EffectsReader implements CallReader {
  readonly collector = new Collector();
  readonly roots: Roots;
  /** The text of the last seed that the code certainly begins the free draws at. */
  seed: string | undefined;

  constructor(
    readonly names: NamesInCell,
    /** The functions that are left out. */
    private readonly isLeftOut: (node: ts.Node) => boolean = () => false,
  ) {
    this.roots = new Roots(names);
  }

  get effects(): Effects {
    return this.collector.effects;
  }

  /** Reads a function's parameters and body; its parameters stand for these roots. */
  readFunction(
    node: FunctionNode,
    rootsOf: (index: number) => readonly string[],
    self: readonly string[],
  ): void {
    const outer = this.roots.self;
    this.roots.self = ts.isArrowFunction(node) ? outer : self;
    node.parameters.forEach((parameter, index) => {
      this.roots.parameters.set(symbolOf(parameter), rootsOf(index));
      this.visitPattern(parameter.name);
      if (parameter.initializer !== undefined) this.visit(parameter.initializer);
    });
    if (node.body !== undefined) this.visit(node.body);
    this.roots.self = outer;
  }

  /** Reads what a class does where it is declared: its base, its computed names and its static parts. */
  readStatic(node: ts.ClassLikeDeclaration): void {
    for (const { types } of node.heritageClauses ?? [])
      for (const { expression } of types) this.visit(expression);
    for (const member of node.members) {
      if (member.name !== undefined && ts.isComputedPropertyName(member.name))
        this.visit(member.name.expression);
      if (ts.isClassStaticBlockDeclaration(member)) this.visit(member.body);
      else if (ts.isPropertyDeclaration(member) && isStatic(member) && member.initializer !== undefined)
        this.visit(member.initializer);
    }
  }

  /** A name of the notebook as a value; undefined for a local one. */
  notebookName(node: ts.Expression): string | undefined {
    const inner = innerExpression(node);
    if (!ts.isIdentifier(inner)) return undefined;
    const referent = this.names.referent(inner);
    return referent.kind === "notebook" ? referent.name : undefined;
  }

  readonly visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (isDeclarationOfTypes(node)) return;
    if (ts.isIdentifier(node)) return this.visitName(node);
    if (ts.isPropertyAccessExpression(node)) return this.visit(node.expression);
    if (ts.isShorthandPropertyAssignment(node)) return this.visitName(node.name);
    if (ts.isFunctionLike(node)) return this.visitFunction(node as FunctionNode);
    if (ts.isClassLike(node)) return this.visitClass(node);
    if (ts.isVariableDeclaration(node)) return this.visitDeclaration(node);
    if (ts.isBinaryExpression(node)) return this.visitBinary(node);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return this.visitUnary(node);
    if (ts.isDeleteExpression(node)) return this.changeMember(node.expression, node.end);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) return readCall(node, this);
    if (ts.isBlock(node) || ts.isSourceFile(node)) return this.visitList(node.statements);
    if (ts.isIterationStatement(node, false)) return this.visitLoop(node);
    if (this.visitBranches(node)) return;
    if (isNamed(node)) {
      if (node.initializer !== undefined) this.visit(node.initializer);
      return;
    }
    ts.forEachChild(node, this.visit);
  };

  visitList(statements: readonly ts.Statement[]): void {
    this.collector.scope(() => {
      for (const statement of statements) {
        this.visit(statement);
        if (mayLeave(statement)) this.collector.doubt();
      }
    });
  }

  private visitName(node: ts.Identifier): void {
    const referent = this.names.referent(node);
    if (referent.kind === "notebook") this.collector.use(referent.name, node.getStart());
  }

  private visitFunction(node: FunctionNode): void {
    if (this.isLeftOut(node)) return;
    // A function declaration is called by its name, other functions are passed on or kept.
    const read = (): void => this.readFunction(node, () => [], []);
    if (ts.isFunctionDeclaration(node)) this.collector.perhaps(read);
    else this.collector.later(read);
  }

  private visitClass(node: ts.ClassLikeDeclaration): void {
    this.readStatic(node);
    if (this.isLeftOut(node)) return;
    this.collector.perhaps(() => node.members.forEach(this.visit));
  }

  private visitDeclaration(node: ts.VariableDeclaration): void {
    if (node.initializer !== undefined) this.visit(node.initializer);
    this.visitPattern(node.name);
  }

  /** The defaults and the computed names in a pattern. */
  private visitPattern(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) return;
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) continue;
      const { propertyName, initializer } = element;
      if (propertyName !== undefined && ts.isComputedPropertyName(propertyName))
        this.visit(propertyName.expression);
      if (initializer !== undefined) this.collector.perhaps(() => this.visit(initializer));
      this.visitPattern(element.name);
    }
  }

  private visitBinary(node: ts.BinaryExpression): void {
    const { left, operatorToken, right } = node;
    const { kind } = operatorToken;
    const isLogical =
      kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken;
    if (kind < ts.SyntaxKind.FirstAssignment || kind > ts.SyntaxKind.LastAssignment) {
      this.visit(left);
      if (isLogical) this.collector.perhaps(() => this.visit(right));
      else this.visit(right);
      return;
    }
    if (kind === ts.SyntaxKind.EqualsToken) {
      this.visit(right);
      this.assignTo(left, node.end);
      return;
    }
    this.visit(left);
    const assigns = (): void => {
      this.visit(right);
      this.assignTo(left, node.end);
    };
    if (/^(?:&&|\|\||\?\?)=$/.test(operatorToken.getText())) this.collector.perhaps(assigns);
    else assigns();
  }

  private visitUnary(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): void {
    this.visit(node.operand);
    if (isAssignmentTarget(node.operand)) this.assignTo(node.operand, node.end);
  }

  /** A value is assigned to a name, a member or the parts of a pattern. */
  private assignTo(target: ts.Expression, at: number): void {
    const node = innerExpression(target);
    if (ts.isIdentifier(node)) {
      const referent = this.names.referent(node);
      if (referent.kind === "notebook") this.collector.assign(referent.name, at);
    } else if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
      this.changeMember(node, at);
    else if (ts.isBinaryExpression(node)) {
      this.collector.perhaps(() => this.visit(node.right));
      this.assignTo(node.left, at);
    } else if (ts.isArrayLiteralExpression(node)) {
      for (const element of node.elements)
        this.assignTo(ts.isSpreadElement(element) ? element.expression : element, at);
    } else if (ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties) {
        if (ts.isPropertyAssignment(property)) this.assignTo(property.initializer, at);
        else if (ts.isShorthandPropertyAssignment(property)) this.assignTo(property.name, at);
        else if (ts.isSpreadAssignment(property)) this.assignTo(property.expression, at);
      }
    }
  }

  /** `x.a = …` or `delete x.a`. */
  private changeMember(node: ts.Expression, at: number): void {
    this.visit(node);
    if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return;
    const object = innerExpression(node.expression);
    const isNested = ts.isPropertyAccessExpression(object) || ts.isElementAccessExpression(object);
    this.collector.change(this.roots.of(object), at, isNested);
  }

  private visitLoop(node: ts.IterationStatement): void {
    if (ts.isForStatement(node)) {
      if (node.initializer !== undefined) this.visit(node.initializer);
      if (node.condition !== undefined) this.visit(node.condition);
      this.collector.perhaps(() => {
        this.visit(node.statement);
        if (node.incrementor !== undefined) this.visit(node.incrementor);
      });
    } else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
      this.visit(node.expression);
      this.collector.perhaps(() => {
        if (ts.isVariableDeclarationList(node.initializer)) this.visit(node.initializer);
        else this.assignTo(node.initializer, node.expression.end);
        this.visit(node.statement);
      });
    } else {
      this.visit((node as ts.WhileStatement | ts.DoStatement).expression);
      this.collector.perhaps(() => this.visit(node.statement));
    }
  }

  private visitBranches(node: ts.Node): boolean {
    const { collector, visit } = this;
    if (ts.isIfStatement(node)) {
      visit(node.expression);
      const otherwise = node.elseStatement;
      collector.oneOf([() => visit(node.thenStatement), () => otherwise !== undefined && visit(otherwise)]);
    } else if (ts.isConditionalExpression(node)) {
      visit(node.condition);
      collector.oneOf([() => visit(node.whenTrue), () => visit(node.whenFalse)]);
    } else if (ts.isSwitchStatement(node)) {
      visit(node.expression);
      collector.perhaps(() => visit(node.caseBlock));
    } else if (ts.isTryStatement(node)) {
      const { catchClause, finallyBlock } = node;
      collector.perhaps(() => visit(node.tryBlock));
      if (catchClause !== undefined) collector.perhaps(() => visit(catchClause.block));
      if (finallyBlock !== undefined) visit(finallyBlock);
    } else return false;
    return true;
  }

  /** The engine's stream of free draws begins anew, at a seed if it is written as a number. */
  beginDraws(seed: ts.Expression | undefined, at: number): void {
    this.collector.assign(RANDOM_DRAWS, at);
    this.seed = seed !== undefined && ts.isNumericLiteral(seed) ? seed.text : undefined;
  }
}

/** A member of an object or a class whose name is a word. */
function isNamed(node: ts.Node): node is ts.PropertyAssignment | ts.PropertyDeclaration {
  return (
    (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) && !ts.isComputedPropertyName(node.name)
  );
}

function isDeclarationOfTypes(node: ts.Node): boolean {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isImportEqualsDeclaration(node) ||
    ts.isExportDeclaration(node)
  );
}

export function isStatic(node: ts.ClassElement): boolean {
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true
  );
}

/** Whether a statement may leave the code around it, so that what follows does not run. */
function mayLeave(statement: ts.Statement): boolean {
  const visit = (node: ts.Node): boolean =>
    ts.isReturnStatement(node) ||
    ts.isBreakStatement(node) ||
    ts.isContinueStatement(node) ||
    (!ts.isFunctionLike(node) && !ts.isClassLike(node) && ts.forEachChild(node, visit) === true);
  return visit(statement);
}
