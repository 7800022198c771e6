/**
 * Turns a cell's top-level names into variables of the session.
 *
 * A notebook has one variable per name, as in R or Python. A cell that declares `rate` again, or the same
 * cell when it runs again, assigns a new value to the one variable `rate`, and functions of all cells see it.
 * Each variable is a box, `{ value }`. A compiled cell looks its boxes up before its first statement; from
 * then on, an access costs as much as that of a field. (A property of `exports` itself would be as fast only
 * up to 128 names; beyond that V8 stores an object as a hash table, thirty times slower.) In this cell,
 * `rate$0` is the box of `rate`:
 *
 *     const rate = 0.1;                  const rate = 0.1; rate$0.value = rate, made("rate");
 *     let step = 0;                      let step = 0; step$0.value = step, made("step");
 *     step += rate;                      step$0.value += rate;
 *     const next = () => step * rate;    const next = () => step$0.value * rate$0.value; …
 *
 * A name that cannot be assigned to (const, function, class, enum, import) is read as a local constant at the
 * cell's top level: no other code can change it before the cell ends, so loops over such names are as fast as
 * in plain Node. Code inside functions may run later, when another cell has declared the name again, and
 * reads the box. Only the name by which a function or class refers to itself always means that function or
 * class.
 */
import { LAST_EXPRESSION, at, storeOf, type CellContext } from "./cell-context.js";
import { declaredName } from "./cell-file.js";
import { isSilent } from "./last-expression.js";
import { closedLoop, storingHeader } from "./loop-variables.js";
import { rewriteModuleSyntax } from "./module-syntax.js";
import {
  boundNames,
  innerExpression,
  isAnonymousFunction,
  isConst,
  isFirstOrAssigned,
  named,
} from "./name-syntax.js";
import { isLoop } from "./syntax.js";
import ts from "./typescript.js";
import { VariableReferences } from "./variable-references.js";

/** The assignments that name an anonymous function after their target. */
const NAMING = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

const { factory } = ts;

/** The transformer of a cell. */
export function sessionVariables(cell: CellContext): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => new Rewriter(cell, context).rewrite(file);
}

class Rewriter {
  private readonly references: VariableReferences;

  constructor(
    private readonly cell: CellContext,
    private readonly context: ts.TransformationContext,
  ) {
    this.references = new VariableReferences(cell);
  }

  rewrite(file: ts.SourceFile): ts.SourceFile {
    const { imports, statements } = rewriteModuleSyntax(file, this.cell);
    const functions = statements.filter(
      (statement) => ts.isFunctionDeclaration(statement) && statement.body !== undefined,
    );
    const last = statements.findLast((statement) => !isSilent(statement));
    return factory.updateSourceFile(file, [
      ...imports,
      ...unique(functions.flatMap((node) => this.references.symbolOf(node) ?? [])).map((symbol) =>
        this.store(symbol),
      ),
      ...statements.flatMap((statement) =>
        statement === last && ts.isExpressionStatement(statement)
          ? this.lastExpression(statement)
          : (toArray(this.visit(statement)) as ts.Statement[]),
      ),
    ]);
  }

  private lastExpression(node: ts.ExpressionStatement): ts.Statement {
    const target = factory.createElementAccessExpression(
      this.cell.names.own("exports"),
      factory.createStringLiteral(LAST_EXPRESSION),
    );
    return at(
      node,
      factory.createExpressionStatement(factory.createAssignment(target, this.expression(node.expression))),
    );
  }

  private readonly visit = (node: ts.Node): ts.VisitResult<ts.Node | undefined> => {
    if (ts.isExpressionWithTypeArguments(node)) {
      return factory.updateExpressionWithTypeArguments(node, this.expression(node.expression), undefined);
    }
    if (ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node)) return node;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return node;
    if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) return node;
    if (ts.isIdentifier(node)) return this.references.reference(node) ?? node;
    if (ts.isShorthandPropertyAssignment(node)) return this.shorthand(node);
    if (ts.isCallExpression(node)) return this.call(node);
    if (ts.isBinaryExpression(node)) return this.assignment(node);
    if (ts.isTaggedTemplateExpression(node)) return this.taggedTemplate(node);
    if (ts.isVariableStatement(node)) return this.variableStatement(node);
    if (isLoop(node) || ts.isLabeledStatement(node)) return this.loop(node);
    if (ts.isClassDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) {
      return [this.functionOrClass(node), ...this.storesOf(node)] as ts.Node[];
    }
    if (ts.isFunctionLike(node) || ts.isClassExpression(node)) return this.functionOrClass(node);
    if (ts.isComputedPropertyName(node) && isMember(node.parent))
      return this.references.outsideClosure(() => this.children(node));
    if (ts.isPropertyDeclaration(node)) return this.references.insideClosure(() => this.children(node));
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      return this.importMeta();
    return this.children(node);
  };

  private children<T extends ts.Node>(node: T): T {
    return ts.visitEachChild(node, this.visit, this.context);
  }

  private expression(node: ts.Expression): ts.Expression {
    return this.visit(node) as ts.Expression;
  }

  private functionOrClass<T extends ts.Node>(node: T): T {
    const { references } = this;
    const self = references.symbolOf(node);
    return references.withSelves(self === undefined ? [] : [self], () =>
      ts.isFunctionLike(node) ? references.insideClosure(() => this.children(node)) : this.children(node),
    );
  }

  private shorthand(node: ts.ShorthandPropertyAssignment): ts.Node {
    const value = this.references.reference(node.name);
    const initializer = node.objectAssignmentInitializer && this.expression(node.objectAssignmentInitializer);
    if (value === undefined) return factory.updateShorthandPropertyAssignment(node, node.name, initializer);
    const isNaming =
      node.objectAssignmentInitializer !== undefined && isAnonymousFunction(node.objectAssignmentInitializer);
    const assigned =
      initializer === undefined
        ? value
        : factory.createAssignment(value, isNaming ? named(node.name.text, initializer) : initializer);
    return at(node, factory.createPropertyAssignment(factory.createIdentifier(node.name.text), assigned));
  }

  /**
   * The callee of a call: `(0, f$0.value)` for a boxed function, so that the box does not become its `this`.
   */
  private callee(node: ts.Expression): ts.Expression {
    const visited = this.expression(node);
    if (!ts.isIdentifier(innerExpression(node)) || ts.isIdentifier(innerExpression(visited))) return visited;
    const withoutThis = factory.createComma(factory.createNumericLiteral(0), visited);
    return at(node, factory.createParenthesizedExpression(withoutThis));
  }

  private call(node: ts.CallExpression): ts.Node {
    const local = this.requiredSource(node);
    const given =
      local === undefined
        ? node.arguments.map((argument) => this.expression(argument))
        : [factory.createStringLiteral(local)];
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return this.dynamicImport(node, given);
    const callee = this.callee(node.expression);
    return node.questionDotToken !== undefined
      ? factory.updateCallChain(node as ts.CallChain, callee, node.questionDotToken, undefined, given)
      : factory.updateCallExpression(node, callee, undefined, given);
  }

  /** The path of the local module that `require("…")` asks for; undefined if it asks for another module. */
  private requiredSource({ expression, arguments: [name] }: ts.CallExpression): string | undefined {
    if (
      !ts.isIdentifier(expression) ||
      expression.text !== "require" ||
      name === undefined ||
      !ts.isStringLiteralLike(name)
    )
      return undefined;
    return this.references.symbolAt(expression) === undefined
      ? this.cell.localSource(name.text)?.path
      : undefined;
  }

  private taggedTemplate(node: ts.TaggedTemplateExpression): ts.Node {
    const template = this.visit(node.template) as ts.TemplateLiteral;
    return factory.updateTaggedTemplateExpression(node, this.callee(node.tag), undefined, template);
  }

  /**
   * `import(…)` is not available in a script that `vm` runs; it is compiled to `require.import`, which loads
   * local modules by their path.
   */
  private dynamicImport(node: ts.CallExpression, given: readonly ts.Expression[]): ts.Node {
    const specifier = node.arguments[0];
    const path =
      specifier && ts.isStringLiteralLike(specifier)
        ? this.cell.localSource(specifier.text)?.path
        : undefined;
    const load = factory.createPropertyAccessExpression(this.cell.names.own("require"), "import");
    return at(
      node,
      factory.createCallExpression(
        load,
        undefined,
        path === undefined ? given : [factory.createStringLiteral(path)],
      ),
    );
  }

  /** A cell is not a file: its `import.meta` is that of a file in the notebook's folder. */
  private importMeta(): ts.Expression {
    return factory.createPropertyAccessExpression(this.cell.names.own("require"), "meta");
  }

  /**
   * `f = () => …` names the function `f`; an assignment to a box would not, so the compiled code names it.
   */
  private assignment(node: ts.BinaryExpression): ts.Node {
    const { left, operatorToken, right } = node;
    const isNaming = NAMING.has(operatorToken.kind) && isAnonymousFunction(right);
    if (!isNaming || !ts.isIdentifier(left) || this.references.reference(left) === undefined)
      return this.children(node);
    return factory.updateBinaryExpression(
      node,
      this.expression(left),
      operatorToken,
      named(left.text, this.expression(right)),
    );
  }

  private variableStatement(node: ts.VariableStatement): ts.VisitResult<ts.Node> {
    const { declarations, flags } = node.declarationList;
    if (!declarations.some((declaration) => this.declaredBy(declaration).length > 0))
      return this.children(node);
    return declarations.flatMap((declaration): ts.Statement[] => {
      const list = at(
        node.declarationList,
        factory.createVariableDeclarationList([this.declaration(declaration)], flags),
      );
      const statement = at(node, factory.createVariableStatement(undefined, list));
      return [
        statement,
        ...this.declaredBy(declaration)
          .filter(isFirstOrAssigned(declaration))
          .map((symbol) => this.store(symbol)),
      ];
    });
  }

  private declaration(node: ts.VariableDeclaration): ts.VariableDeclaration {
    const { references } = this;
    const declared = this.declaredBy(node);
    const value = node.initializer;
    // The defaults in a pattern must see the names that the pattern itself declares.
    const locals = ts.isIdentifier(node.name) ? [] : declared;
    const isSelf =
      value !== undefined && (ts.isFunctionLike(value) || ts.isClassExpression(value)) && isConst(node);
    return references.withLocals(locals, () =>
      references.withSelves(isSelf ? declared : [], () => this.children(node)),
    );
  }

  /** The session variables that a declaration declares, by a name or a pattern. */
  private declaredBy(declaration: ts.VariableDeclaration): ts.Symbol[] {
    return boundNames(declaration.name).flatMap((name) => this.references.symbolAt(name) ?? []);
  }

  private loop(node: ts.IterationStatement | ts.LabeledStatement): ts.Node {
    const closed = closedLoop(node, this.cell, this.references, (loop) => this.children(loop));
    if (closed !== undefined) return closed;
    if (!ts.isForStatement(node) && !ts.isForInStatement(node) && !ts.isForOfStatement(node))
      return this.children(node);
    const list = node.initializer;
    const isList = list !== undefined && ts.isVariableDeclarationList(list);
    const declared = isList ? list.declarations.flatMap((declaration) => this.declaredBy(declaration)) : [];
    const visited = this.children(node);
    return declared.length === 0 ? visited : storingHeader(visited, declared, this.cell);
  }

  private storesOf(node: ts.ClassDeclaration | ts.EnumDeclaration | ts.ModuleDeclaration): ts.Statement[] {
    const symbol = this.references.symbolOf(node);
    return symbol !== undefined && symbol.flags & ts.SymbolFlags.Value ? [this.store(symbol)] : [];
  }

  private store(symbol: ts.Symbol): ts.Statement {
    return factory.createExpressionStatement(storeOf(declaredName(symbol), this.cell.names));
  }
}

function toArray<T>(result: T | readonly T[]): readonly T[] {
  return Array.isArray(result) ? (result as readonly T[]) : [result as T];
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** True for a member of a class or object whose code runs later than the code around it. */
function isMember(node: ts.Node): boolean {
  return ts.isFunctionLike(node) || ts.isPropertyDeclaration(node);
}
