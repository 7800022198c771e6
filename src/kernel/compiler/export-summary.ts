/** What the statements of a declaration file say of its exports, by their syntax alone. */
import ts from "./typescript.js";

/** A name that a file exports, of its own or of another module. */
export interface Exported {
  readonly name: string;
  /** The module that it comes from; undefined for this file. */
  readonly from?: string;
  /** Its name there. */
  readonly original: string;
}

/** What is said of exports in a file, or in `declare module "…"`. */
export interface Summary {
  /** The names that are declared or imported at the top level and that may be values. */
  readonly values: Map<string, Exported>;
  readonly exported: Exported[];
  /** The modules all of whose names are exported. */
  readonly wholes: string[];
}

/** What statements export; with `isAll`, as in `declare module "…"`, all that they declare. */
export function summarize(statements: readonly ts.Statement[], isAll: boolean): Summary {
  const values = new Map<string, Exported>();
  const exported: Exported[] = [];
  const wholes: string[] = [];
  for (const node of statements) {
    for (const name of declaredValues(node)) {
      values.set(name, { name, original: name });
      if (isAll || isExported(node)) exported.push({ name, original: name });
    }
    if (ts.isImportDeclaration(node)) for (const one of importedNames(node)) values.set(one.name, one);
    if (!ts.isExportDeclaration(node) || node.isTypeOnly) continue;
    const from = textOf(node.moduleSpecifier);
    const { exportClause } = node;
    if (exportClause === undefined) {
      if (from !== undefined) wholes.push(from);
    } else if (ts.isNamespaceExport(exportClause))
      exported.push({ name: exportClause.name.text, original: "*", ...(from !== undefined && { from }) });
    else
      for (const { name, propertyName, isTypeOnly } of exportClause.elements)
        if (!isTypeOnly)
          exported.push({
            name: name.text,
            original: (propertyName ?? name).text,
            ...(from !== undefined && { from }),
          });
  }
  return { values, exported, wholes };
}

/** The names of values that a statement declares. */
function declaredValues(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node))
    return node.name === undefined ? [] : [node.name.text];
  if (ts.isEnumDeclaration(node) || ts.isImportEqualsDeclaration(node)) return [node.name.text];
  if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name))
    return valuesInBlock(node.body).length > 0 ? [node.name.text] : [];
  return [];
}

/** The names that an import makes. */
function importedNames(node: ts.ImportDeclaration): Exported[] {
  const from = textOf(node.moduleSpecifier);
  const clause = node.importClause;
  if (from === undefined || clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword)
    return [];
  const bindings = clause.namedBindings;
  const own = clause.name === undefined ? [] : [{ name: clause.name.text, from, original: "default" }];
  if (bindings === undefined) return own;
  if (ts.isNamespaceImport(bindings)) return [...own, { name: bindings.name.text, from, original: "*" }];
  const named = bindings.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ name, propertyName }) => ({ name: name.text, from, original: (propertyName ?? name).text }));
  return [...own, ...named];
}

function isExported(node: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

export function valuesInBlock(body: ts.ModuleDeclaration["body"]): string[] {
  return statementsIn(body).flatMap(declaredValues);
}

export function statementsIn(body: ts.ModuleDeclaration["body"]): readonly ts.Statement[] {
  return body !== undefined && ts.isModuleBlock(body) ? body.statements : [];
}

/** The last word of the type of a variable, as `Static` of `const all: all.Static`. */
export function typeOfVariable(name: string, statements: readonly ts.Statement[]): string | undefined {
  for (const node of statements) {
    if (!ts.isVariableStatement(node)) continue;
    for (const { name: own, type } of node.declarationList.declarations) {
      if (!ts.isIdentifier(own) || own.text !== name || type === undefined || !ts.isTypeReferenceNode(type))
        continue;
      return ts.isQualifiedName(type.typeName) ? type.typeName.right.text : type.typeName.text;
    }
  }
  return undefined;
}

/** The members of the interfaces of a name, in statements and in the modules and namespaces among them. */
export function membersOfType(type: string, statements: readonly ts.Statement[]): string[] {
  return statements.flatMap((node) => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === type)
      return node.members.flatMap(({ name }) =>
        name !== undefined && ts.isIdentifier(name) ? [name.text] : [],
      );
    return ts.isModuleDeclaration(node) ? membersOfType(type, statementsIn(node.body)) : [];
  });
}

function textOf(node: ts.Expression | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteral(node) ? node.text : undefined;
}
