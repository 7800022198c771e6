/**
 * Rewrites a cell's imports and exports as statements that the body of a function can contain.
 *
 * Imports become calls of `require`, before all other statements, as the language executes them first; their
 * names become variables of the session. Imports of types are removed; which imports these are, only the
 * checker knows. `export` has no effect in a notebook, where every cell sees every name; it is removed.
 */
import { at, storeOf, type CellContext } from "./cell-context.js";
import ts from "./typescript.js";

const { factory } = ts;

export interface RewrittenModule {
  /** The statements for the imports, which are executed first. */
  readonly imports: readonly ts.Statement[];
  readonly statements: readonly ts.Statement[];
}

export function rewriteModuleSyntax(file: ts.SourceFile, cell: CellContext): RewrittenModule {
  const imports: ts.Statement[] = [];
  const statements: ts.Statement[] = [];
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) imports.push(...importStatements(statement, cell, imports.length));
    else if (ts.isImportEqualsDeclaration(statement)) imports.push(...importEquals(statement, cell));
    else if (ts.isExportDeclaration(statement)) imports.push(...reExport(statement, cell));
    else if (ts.isExportAssignment(statement))
      statements.push(at(statement, factory.createExpressionStatement(statement.expression)));
    else statements.push(withoutExport(statement));
  }
  return { imports, statements };
}

function importStatements(node: ts.ImportDeclaration, cell: CellContext, serial: number): ts.Statement[] {
  const { importClause } = node;
  const required = requireCall(node.moduleSpecifier, cell);
  if (importClause === undefined) return [at(node, factory.createExpressionStatement(required))];
  const bindings =
    importClause.phaseModifier === ts.SyntaxKind.TypeKeyword ? [] : bindingsOf(importClause, cell);
  if (bindings.length === 0) return [];
  const module = cell.names.own(`module${serial}_`);
  return [
    constant(node, module, required),
    ...bindings.flatMap(({ name, value, isLive }) =>
      isLive === true
        ? liveBinding(name.text, value(module), cell)
        : [
            constant(name, factory.createIdentifier(name.text), value(module)),
            factory.createExpressionStatement(storeOf(name.text, cell.names)),
          ],
    ),
  ];
}

/** True for the import of a variable that its module may change: a `let` or `var` of a local module. */
export function isLiveImport(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  if (!(symbol.flags & ts.SymbolFlags.Alias)) return false;
  const declaration = checker.getAliasedSymbol(symbol).valueDeclaration;
  if (
    declaration === undefined ||
    !ts.isVariableDeclaration(declaration) ||
    declaration.getSourceFile().isDeclarationFile
  )
    return false;
  return (ts.getCombinedNodeFlags(declaration) & (ts.NodeFlags.Const | ts.NodeFlags.Using)) === 0;
}

/** Makes the variable's box read the value from the module at each access. */
function liveBinding(name: string, value: ts.Expression, { names }: CellContext): ts.Statement[] {
  const read = factory.createArrowFunction(undefined, undefined, [], undefined, undefined, value);
  const live = factory.createCallExpression(names.helper("live"), undefined, [names.variable(name), read]);
  const made = factory.createCallExpression(names.helper("made"), undefined, [
    factory.createStringLiteral(name),
    names.variable(name),
  ]);
  return [live, made].map((call) => factory.createExpressionStatement(call));
}

interface Binding {
  readonly name: ts.Identifier;
  readonly isLive?: boolean;
  value(module: ts.Identifier): ts.Expression;
}

function bindingsOf(clause: ts.ImportClause, cell: CellContext): Binding[] {
  const ofHelper = (helper: "defaultOf" | "namespaceOf") => (module: ts.Identifier) =>
    factory.createCallExpression(cell.names.helper(helper), undefined, [module]);
  const bindings: Binding[] = [];
  if (clause.name && isValue(clause.name, cell))
    bindings.push({ name: clause.name, value: ofHelper("defaultOf") });
  const named = clause.namedBindings;
  if (named && ts.isNamespaceImport(named))
    bindings.push({ name: named.name, value: ofHelper("namespaceOf") });
  if (named && ts.isNamedImports(named)) {
    for (const element of named.elements) {
      if (element.isTypeOnly || !isValue(element.name, cell)) continue;
      const imported = (element.propertyName ?? element.name).text;
      const member = factory.createStringLiteral(imported);
      const isChecked = isUnknown(element.name, cell);
      const value =
        imported === "default"
          ? ofHelper("defaultOf")
          : (module: ts.Identifier) =>
              isChecked
                ? factory.createCallExpression(cell.names.helper("exportOf"), undefined, [module, member])
                : factory.createElementAccessExpression(module, member);
      const symbol = cell.checker.getSymbolAtLocation(element.name);
      bindings.push({
        name: element.name,
        value,
        isLive: symbol !== undefined && isLiveImport(symbol, cell.checker),
      });
    }
  }
  return bindings;
}

/** False for the import of a type; true also if the checker could not find the module. */
function isValue(name: ts.Identifier, { checker }: CellContext): boolean {
  const alias = checker.getSymbolAtLocation(name);
  if (alias === undefined || !(alias.flags & ts.SymbolFlags.Alias)) return true;
  const target = checker.getAliasedSymbol(alias);
  return (target.flags & ts.SymbolFlags.Value) !== 0 || target.declarations === undefined;
}

/** True for an import from a module without types, of which only the run shows whether it exists. */
function isUnknown(name: ts.Identifier, { checker }: CellContext): boolean {
  const alias = checker.getSymbolAtLocation(name);
  if (alias === undefined || !(alias.flags & ts.SymbolFlags.Alias)) return false;
  return checker.getAliasedSymbol(alias).declarations === undefined;
}

function importEquals(node: ts.ImportEqualsDeclaration, cell: CellContext): ts.Statement[] {
  if (node.isTypeOnly || !isValue(node.name, cell)) return [];
  const { moduleReference } = node;
  const value = ts.isExternalModuleReference(moduleReference)
    ? requireCall(moduleReference.expression, cell)
    : entityExpression(moduleReference);
  return [
    constant(node, factory.createIdentifier(node.name.text), value),
    factory.createExpressionStatement(storeOf(node.name.text, cell.names)),
  ];
}

function entityExpression(name: ts.EntityName): ts.Expression {
  return ts.isIdentifier(name)
    ? name
    : factory.createPropertyAccessExpression(entityExpression(name.left), name.right.text);
}

/** `export … from "m"` executes the module, as in a file. */
function reExport(node: ts.ExportDeclaration, cell: CellContext): ts.Statement[] {
  if (node.isTypeOnly || node.moduleSpecifier === undefined) return [];
  return [at(node, factory.createExpressionStatement(requireCall(node.moduleSpecifier, cell)))];
}

function requireCall(specifier: ts.Expression, cell: CellContext): ts.Expression {
  const name = (specifier as ts.StringLiteralLike).text;
  const local = cell.localSource(name);
  const ofRequire = (member: string): ts.Expression =>
    factory.createCallExpression(
      factory.createPropertyAccessExpression(cell.names.own("require"), member),
      undefined,
      [factory.createStringLiteral(local?.path ?? name)],
    );
  if (local?.isAsync !== true) return at(specifier, ofRequire("imported"));
  return at(specifier, factory.createAwaitExpression(ofRequire("settled")));
}

function constant(original: ts.Node, name: ts.Identifier, value: ts.Expression): ts.Statement {
  const declaration = factory.createVariableDeclaration(name, undefined, undefined, at(original, value));
  const list = factory.createVariableDeclarationList([declaration], ts.NodeFlags.Const);
  return at(original, factory.createVariableStatement(undefined, list));
}

/** The statement without `export` and `default`. */
function withoutExport(node: ts.Statement): ts.Statement {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  if (!modifiers?.some(isExport)) return node;
  const others = [
    ...((ts.canHaveDecorators(node) && ts.getDecorators(node)) || []),
    ...modifiers.filter((one) => !isExport(one)),
  ];
  if (ts.isVariableStatement(node))
    return factory.updateVariableStatement(node, others as ts.Modifier[], node.declarationList);
  if (ts.isFunctionDeclaration(node)) {
    if (node.name === undefined) return at(node, factory.createEmptyStatement());
    const { asteriskToken, name, typeParameters, parameters, type, body } = node;
    return factory.updateFunctionDeclaration(
      node,
      others,
      asteriskToken,
      name,
      typeParameters,
      parameters,
      type,
      body,
    );
  }
  if (ts.isClassDeclaration(node)) {
    const { name, typeParameters, heritageClauses, members } = node;
    if (name !== undefined)
      return factory.updateClassDeclaration(node, others, name, typeParameters, heritageClauses, members);
    const value = factory.createClassExpression(others, name, typeParameters, heritageClauses, members);
    return at(node, factory.createExpressionStatement(factory.createParenthesizedExpression(value)));
  }
  if (ts.isEnumDeclaration(node))
    return factory.updateEnumDeclaration(node, others as ts.Modifier[], node.name, node.members);
  if (ts.isModuleDeclaration(node))
    return factory.updateModuleDeclaration(node, others as ts.Modifier[], node.name, node.body);
  return node;
}

function isExport({ kind }: ts.ModifierLike): boolean {
  return kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword;
}
