/**
 * Turns a cell's top-level names into variables of the session.
 *
 * A notebook has one variable per name, as in R or Python: whoever declares `rate` again, in another cell or by running
 * the same one again, gives the one `rate` a new value, and functions of all cells see it. Each such variable is a box,
 * `{ value }`, that cells find once, before their first statement, and then read and write at the price of a field. (A
 * property of `exports` itself would cost as much only up to 128 names; after that V8 keeps an object as a hash table,
 * thirty times slower.) In this cell, `rate$0` is the box of `rate`:
 *
 *     const rate = 0.1;                  const rate = 0.1; rate$0.value = rate, made("rate");
 *     let step = 0;                      let step = 0; step$0.value = step, made("step");
 *     step += rate;                      step$0.value += rate;
 *     const next = () => step * rate;    const next = () => step$0.value * rate$0.value; …
 *
 * What cannot be assigned to (const, function, class, enum, import) is read at the cell's own top level from a local
 * constant: nothing can change it before the cell ends, so loops over such names run as fast as in plain Node. Code
 * inside functions may run later, when another cell has declared the name anew, and reads the box; only a function's
 * or class's word for itself is always its own.
 */
import { declaredName, isDeclaredAtTop } from "./cell-file.js";
import { isClosed } from "./closed-loops.js";
import { mayComeEarly } from "./early-use.js";
import { LAST_EXPRESSION, at, storeOf, type CellContext } from "./cell-context.js";
import { isLiveImport, rewriteModuleSyntax } from "./module-syntax.js";
import { isLoop } from "./syntax.js";
import ts from "./typescript.js";

/** Names that a cell cannot have as a local constant: they are the compiled function's parameters. */
const PARAMETERS = new Set(["exports", "require", "__run", "arguments", "eval"]);

/** The assignments that give a nameless function the name of their target. */
const NAMING = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

const { factory } = ts;

/** The transformer of one cell. */
export function sessionVariables(cell: CellContext): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => new Rewriter(cell, context).rewrite(file);
}

class Rewriter {
  private closures = 0;
  /** The functions and classes, and the constants that hold them, inside which we are. */
  private readonly selves: ts.Symbol[] = [];
  /** The names being declared: their own pattern's defaults must see the locals. */
  private readonly pending: ts.Symbol[] = [];

  constructor(
    private readonly cell: CellContext,
    private readonly context: ts.TransformationContext,
  ) {}

  rewrite(file: ts.SourceFile): ts.SourceFile {
    const { imports, statements } = rewriteModuleSyntax(file, this.cell);
    const functions = statements.filter(
      (statement) => ts.isFunctionDeclaration(statement) && statement.body !== undefined,
    );
    const last = statements.findLast((statement) => !isSilent(statement));
    return factory.updateSourceFile(file, [
      ...imports,
      ...unique(functions.flatMap((node) => this.symbolOf(node) ?? [])).map((symbol) => this.store(symbol)),
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
    if (ts.isIdentifier(node)) return this.reference(node) ?? node;
    if (ts.isShorthandPropertyAssignment(node)) return this.shorthand(node);
    if (ts.isCallExpression(node)) return this.call(node);
    if (ts.isBinaryExpression(node)) return this.assignment(node);
    if (ts.isTaggedTemplateExpression(node)) return this.taggedTemplate(node);
    if (ts.isVariableStatement(node)) return this.variableStatement(node);
    if (isLoop(node) || ts.isLabeledStatement(node)) return this.closedLoop(node) ?? this.loop(node);
    if (ts.isClassDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) {
      return [this.within(node, node), ...this.storesOf(node)] as ts.Node[];
    }
    if (ts.isFunctionLike(node) || ts.isClassExpression(node)) return this.within(node, node);
    if (ts.isComputedPropertyName(node) && isMember(node.parent))
      return this.outside(() => this.children(node));
    if (ts.isPropertyDeclaration(node)) return this.asClosure(() => this.children(node));
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

  /** A computed name is evaluated where the class or object is made, not inside the member that bears it. */
  private outside<T>(work: () => T): T {
    this.closures -= 1;
    try {
      return work();
    } finally {
      this.closures += 1;
    }
  }

  private asClosure<T>(work: () => T): T {
    this.closures += 1;
    try {
      return work();
    } finally {
      this.closures -= 1;
    }
  }

  /** Visits what is inside a function or class, for which `declaration` is the word for itself. */
  private within<T extends ts.Node>(node: T, declaration: ts.Node): T {
    const self = this.symbolOf(declaration);
    if (self !== undefined) this.selves.push(self);
    try {
      return ts.isFunctionLike(node) ? this.asClosure(() => this.children(node)) : this.children(node);
    } finally {
      if (self !== undefined) this.selves.pop();
    }
  }

  private symbolOf(declaration: ts.Node): ts.Symbol | undefined {
    const { name } = declaration as ts.NamedDeclaration;
    return name !== undefined && ts.isIdentifier(name) ? this.topSymbol(name) : undefined;
  }

  /** The symbol of a name where it is a variable of the session, else nothing. */
  private topSymbol(node: ts.Identifier): ts.Symbol | undefined {
    const isKnown = this.cell.file.locals.has(node.escapedText) || this.cell.isSessionName(node.text);
    const symbol = isKnown ? this.resolve(node) : undefined;
    return symbol !== undefined && isDeclaredAtTop(symbol, this.cell.isCell) && !isAmbient(symbol)
      ? symbol
      : undefined;
  }

  private resolve(node: ts.Identifier): ts.Symbol | undefined {
    const { checker } = this.cell;
    return ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
  }

  /** What stands for a name where it is used as a value; nothing where it stays as it is. */
  private reference(node: ts.Identifier): ts.Expression | undefined {
    if (node.parent === undefined || isDeclarationName(node)) return undefined;
    if (node.text === "_" && this.isPreludeName(node)) {
      return at(node, factory.createPropertyAccessExpression(this.cell.names.own("exports"), "_"));
    }
    const symbol = this.topSymbol(node);
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

  private isLocal(symbol: ts.Symbol): boolean {
    return this.pending.includes(symbol) || this.selves.includes(symbol);
  }

  /** True where a variable of the session is reached through its box. */
  private isBoxed(node: ts.Identifier, symbol: ts.Symbol): boolean {
    if (this.isLocal(symbol)) return false;
    return (
      this.closures > 0 ||
      !isStable(symbol) ||
      isLiveImport(symbol, this.cell.checker) ||
      PARAMETERS.has(node.text)
    );
  }

  private isPreludeName(node: ts.Identifier): boolean {
    const declaration = this.resolve(node)?.declarations?.[0];
    return declaration !== undefined && this.cell.isPrelude(declaration.getSourceFile());
  }

  private shorthand(node: ts.ShorthandPropertyAssignment): ts.Node {
    const value = this.reference(node.name);
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

  /** A call through a box must not give the function the box as its `this`. */
  private callee(node: ts.Expression): ts.Expression {
    const visited = this.expression(node);
    if (!ts.isIdentifier(bare(node)) || ts.isIdentifier(bare(visited))) return visited;
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

  /** The path of the local source that a `require("…")` asks for. */
  private requiredSource({ expression, arguments: [name] }: ts.CallExpression): string | undefined {
    if (
      !ts.isIdentifier(expression) ||
      expression.text !== "require" ||
      name === undefined ||
      !ts.isStringLiteralLike(name)
    )
      return undefined;
    return this.topSymbol(expression) === undefined ? this.cell.localSource(name.text)?.path : undefined;
  }

  private taggedTemplate(node: ts.TaggedTemplateExpression): ts.Node {
    const template = this.visit(node.template) as ts.TemplateLiteral;
    return factory.updateTaggedTemplateExpression(node, this.callee(node.tag), undefined, template);
  }

  /** What `vm` runs cannot import by itself: `import(…)` is left to `require.import`, which knows local TypeScript sources by their path. */
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

  /** A cell is not a file; its `import.meta` is that of one in the notebook's folder. */
  private importMeta(): ts.Expression {
    return factory.createPropertyAccessExpression(this.cell.names.own("require"), "meta");
  }

  /** `f = () => …` names the function; where `f` is a box, the language would not. */
  private assignment(node: ts.BinaryExpression): ts.Node {
    const { left, operatorToken, right } = node;
    const isNaming = NAMING.has(operatorToken.kind) && isAnonymousFunction(right);
    if (!isNaming || !ts.isIdentifier(left) || this.reference(left) === undefined) return this.children(node);
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
    const declared = this.declaredBy(node);
    const value = node.initializer;
    this.pending.push(...(ts.isIdentifier(node.name) ? [] : declared));
    const isSelf =
      value !== undefined && (ts.isFunctionLike(value) || ts.isClassExpression(value)) && isConst(node);
    if (isSelf) this.selves.push(...declared);
    try {
      return this.children(node);
    } finally {
      if (isSelf) this.selves.length -= declared.length;
      if (!ts.isIdentifier(node.name)) this.pending.length -= declared.length;
    }
  }

  /** The session's variables that a declaration, be it a pattern, declares. */
  private declaredBy(declaration: ts.VariableDeclaration): ts.Symbol[] {
    return boundNames(declaration.name).flatMap((name) => this.topSymbol(name) ?? []);
  }

  /** A loop that no other code can look into works on copies of the variables that it would reach through their boxes. */
  private closedLoop(node: ts.IterationStatement | ts.LabeledStatement): ts.Statement | undefined {
    if (!isClosed(node, this.cell.checker)) return undefined;
    const { used, written, declares } = this.variablesIn(node);
    if (used.size === 0 || declares) return undefined;
    const depth = this.pending.push(...used) - used.size;
    const loop = this.children(node);
    this.pending.length = depth;
    const box = (symbol: ts.Symbol): ts.Expression =>
      factory.createPropertyAccessExpression(this.cell.names.variable(declaredName(symbol)), "value");
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

  /** The session's variables that a loop would reach through their boxes, and those of them that it writes. */
  private variablesIn(loop: ts.Statement): {
    used: Set<ts.Symbol>;
    written: Set<ts.Symbol>;
    declares: boolean;
  } {
    const used = new Set<ts.Symbol>();
    const written = new Set<ts.Symbol>();
    let declares = false;
    const visit = (node: ts.Node): void => {
      if (ts.isTypeNode(node)) return;
      if (ts.isIdentifier(node)) {
        const symbol = this.topSymbol(node);
        if (symbol !== undefined && isDeclarationName(node)) declares = true;
        else if (symbol !== undefined && this.isBoxed(node, symbol)) {
          used.add(symbol);
          if (isAssignmentTarget(node)) written.add(symbol);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(loop);
    return { used, written, declares };
  }

  /** A loop whose header declares a `var` of the session stores it where the header has given it a value. */
  private loop(node: ts.IterationStatement | ts.LabeledStatement): ts.Node {
    if (!ts.isForStatement(node) && !ts.isForInStatement(node) && !ts.isForOfStatement(node))
      return this.children(node);
    const list = node.initializer;
    const isList = list !== undefined && ts.isVariableDeclarationList(list);
    const declared = isList ? list.declarations.flatMap((declaration) => this.declaredBy(declaration)) : [];
    if (!isList || declared.length === 0) return this.children(node);
    const visited = this.children(node);
    if (ts.isForStatement(visited)) {
      const stores = declared
        .map((symbol) => this.storeExpression(symbol))
        .reduce((all, next) => factory.createComma(all, next));
      const stored = factory.createVariableDeclaration(
        this.cell.names.own("stored"),
        undefined,
        undefined,
        stores,
      );
      const header = visited.initializer as ts.VariableDeclarationList;
      const initializer = factory.updateVariableDeclarationList(header, [...header.declarations, stored]);
      const { condition, incrementor, statement } = visited;
      return factory.updateForStatement(visited, initializer, condition, incrementor, statement);
    }
    const body = factory.createBlock([...declared.map((symbol) => this.store(symbol)), visited.statement]);
    return ts.isForInStatement(visited)
      ? factory.updateForInStatement(visited, visited.initializer, visited.expression, body)
      : factory.updateForOfStatement(
          visited,
          visited.awaitModifier,
          visited.initializer,
          visited.expression,
          body,
        );
  }

  private storesOf(node: ts.ClassDeclaration | ts.EnumDeclaration | ts.ModuleDeclaration): ts.Statement[] {
    const symbol = this.symbolOf(node);
    return symbol !== undefined && symbol.flags & ts.SymbolFlags.Value ? [this.store(symbol)] : [];
  }

  private store(symbol: ts.Symbol): ts.Statement {
    return factory.createExpressionStatement(this.storeExpression(symbol));
  }

  /** `name$0.value = name, made("name", name$0)` */
  private storeExpression(symbol: ts.Symbol): ts.Expression {
    return storeOf(declaredName(symbol), this.cell.names);
  }
}

function toArray<T>(result: T | readonly T[]): readonly T[] {
  return Array.isArray(result) ? (result as readonly T[]) : [result as T];
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** True for what a class or object has that runs later than where it stands. */
function isMember(node: ts.Node): boolean {
  return ts.isFunctionLike(node) || ts.isPropertyDeclaration(node);
}

/** The expression inside parentheses, type assertions and the like. */
function bare(node: ts.Expression): ts.Expression {
  const isWrapper =
    ts.isParenthesizedExpression(node) ||
    ts.isAssertionExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node);
  return isWrapper ? bare(node.expression) : node;
}

function boundNames(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}

function isDeclarationName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return (
    (parent as ts.NamedDeclaration).name === node &&
    !ts.isPropertyAccessExpression(parent) &&
    !ts.isMetaProperty(parent)
  );
}

function isConst(declaration: ts.Declaration): boolean {
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.BlockScoped) > ts.NodeFlags.Let;
}

/** True where a name gets a value; a name in a pattern or in a loop's header is taken to. */
function isAssignmentTarget(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment)
      return parent.left === node;
    return false;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return (
      parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken
    );
  }
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
  const isPart =
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAssertionExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isArrayLiteralExpression(parent);
  return isPart && isAssignmentTarget(parent);
}

/** True for what cannot be assigned to: all but `let` and `var`. */
function isStable(symbol: ts.Symbol): boolean {
  return !(symbol.flags & ts.SymbolFlags.Variable) || isConst(symbol.valueDeclaration!);
}

/** True for a function or class whose name an assignment gives. */
function isAnonymousFunction(node: ts.Expression): boolean {
  const inner = ts.isParenthesizedExpression(node) ? bare(node) : node;
  return (
    ts.isArrowFunction(inner) ||
    ((ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined)
  );
}

/** `({ f: () => … }).f`: the property's name is the function's. */
function named(name: string, value: ts.Expression): ts.Expression {
  if (name === "__proto__") return value;
  const object = factory.createObjectLiteralExpression([factory.createPropertyAssignment(name, value)]);
  return factory.createPropertyAccessExpression(factory.createParenthesizedExpression(object), name);
}

function isAmbient(symbol: ts.Symbol): boolean {
  const { valueDeclaration } = symbol;
  return (
    valueDeclaration !== undefined &&
    (ts.getCombinedModifierFlags(valueDeclaration) & ts.ModifierFlags.Ambient) !== 0
  );
}

/** `var x;` after another declaration of `x` does nothing. */
function isFirstOrAssigned(declaration: ts.VariableDeclaration): (symbol: ts.Symbol) => boolean {
  return (symbol) => declaration.initializer !== undefined || symbol.declarations!.length === 1;
}

/** True for a statement that does nothing when its turn comes: what stands before it is the cell's last word. */
function isSilent(node: ts.Statement): boolean {
  return (
    ts.isEmptyStatement(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isFunctionDeclaration(node)
  );
}

/** True for a cell whose last word is an expression. */
export function endsInExpression(file: ts.SourceFile): boolean {
  const last = file.statements.findLast(
    (node) =>
      !isSilent(node) &&
      !ts.isImportDeclaration(node) &&
      !ts.isImportEqualsDeclaration(node) &&
      !ts.isExportDeclaration(node),
  );
  return last !== undefined && (ts.isExpressionStatement(last) || ts.isExportAssignment(last));
}
