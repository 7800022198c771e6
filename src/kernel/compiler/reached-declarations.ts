/**
 * Which declarations of modules are needed although no cell has imported these modules: those that other declarations
 * name, those that these name in turn, and so on.
 */
import ts from "./typescript.js";

/** A declaration that can be left out of a module or a namespace. */
export interface Part {
  readonly block: ts.ModuleBlock;
  readonly statement: ts.Statement;
}

/** True for a module whose declarations can be left out. */
export type IsParted = (module: string) => boolean;

/** The declarations of a file that can be left out, in the order of the text. */
export function partsOf(file: ts.SourceFile, isParted: IsParted): Part[] {
  return file.statements.flatMap((statement) => {
    const block = blockOf(statement);
    return block !== undefined && isModuleOf(statement, isParted) ? partsIn(block) : [];
  });
}

function partsIn(block: ts.ModuleBlock): Part[] {
  return block.statements.flatMap((statement) => {
    if (isLink(statement) || isGlobal(statement)) return [];
    const inner = blockOf(statement);
    return inner === undefined ? [{ block, statement }] : partsIn(inner);
  });
}

/** Places among `partsOf`, for each file. */
export type Places = ReadonlyMap<string, ReadonlySet<number>>;

/** The declarations that can be left out and that no other declaration reaches. */
export interface Unreached {
  readonly places: Places;
  /** For each parted module those of them that a file needs which imports it; `http` and `node:http` are one module. */
  readonly neededBy: ReadonlyMap<string, Places>;
}

/** The name of a module of Node without the beginning that says so. */
export function plainName(module: string): string {
  return module.replace(/^node:/, "");
}

/** Finds the declarations of a whole program that can be left out, and what each module needs of them. */
export function unreachedParts(program: ts.Program, isParted: IsParted): Unreached {
  const namedBy = memoized((statement: ts.Node) => namedIn(statement, program.getTypeChecker()));
  const files = program.getSourceFiles().map((file) => ({ file, parts: partsOf(file, isParted) }));
  const reached = reachedFrom(
    files.flatMap(({ file }) => file.statements.flatMap((statement) => rootsIn(statement, isParted))),
    namedBy,
  );
  const placesWhere = (isWanted: (statement: ts.Statement) => boolean): Places =>
    new Map(
      files.flatMap(({ file: { fileName }, parts }): [string, ReadonlySet<number>][] => {
        const places = parts.flatMap(({ statement }, place) => (isWanted(statement) ? [place] : []));
        return places.length === 0 ? [] : [[fileName, new Set(places)]];
      }),
    );
  const modules = new Map<string, ts.Statement[]>();
  for (const { file } of files)
    for (const [name, statements] of modulesIn(file, isParted))
      modules.set(name, [...(modules.get(name) ?? []), ...statements]);
  const neededBy = [...modules].map(([name, statements]): [string, Places] => {
    const needed = reachedFrom(statements, namedBy, reached);
    return [name, placesWhere((statement) => needed.has(statement) && !reached.has(statement))];
  });
  return { places: placesWhere((statement) => !reached.has(statement)), neededBy: new Map(neededBy) };
}

/** The statements of the parted modules that a file declares, with the plain name of each. */
function modulesIn(file: ts.SourceFile, isParted: IsParted): [string, readonly ts.Statement[]][] {
  return file.statements.flatMap((one): [string, readonly ts.Statement[]][] =>
    ts.isModuleDeclaration(one) && isModuleOf(one, isParted)
      ? [[plainName(one.name.text), blockOf(one)?.statements ?? []]]
      : [],
  );
}

/** What is needed in any case: everything but the declarations of parted modules that are not global. */
function rootsIn(statement: ts.Statement, isParted: IsParted): readonly ts.Statement[] {
  if (!isModuleOf(statement, isParted)) return [statement];
  return blockOf(statement)?.statements.filter(isGlobal) ?? [];
}

/**
 * The statements that are reached from these statements, which are among them.
 * @param known  statements that are reached already: what they name is not looked for
 */
function reachedFrom(
  roots: readonly ts.Statement[],
  namedBy: (statement: ts.Node) => ReadonlySet<ts.Node>,
  known: ReadonlySet<ts.Node> = new Set(),
): ReadonlySet<ts.Node> {
  const found = new Set<ts.Node>(roots);
  // The set grows meanwhile.
  for (const statement of found)
    for (const named of namedBy(statement)) if (!known.has(named)) found.add(named);
  return found;
}

/** The statements that a statement names, or that stand inside of it. */
function namedIn(statement: ts.Node, checker: ts.TypeChecker): ReadonlySet<ts.Node> {
  const found = new Set<ts.Node>();
  const addBlock = (block: ts.ModuleBlock): void => {
    for (const inner of block.statements) found.add(inner);
  };
  const addDeclarations = (node: ts.Node, isWhole: boolean): void => {
    for (const declaration of declarationsOf(checker.getSymbolAtLocation(node), checker)) {
      const outer = ts.findAncestor(
        declaration,
        ({ parent }) => parent !== undefined && ts.isModuleBlock(parent),
      );
      const block = blockOf(declaration);
      if (outer !== undefined && block === undefined) found.add(outer);
      // A namespace, or a module: each of its members can be reached.
      if (block !== undefined && isWhole) addBlock(block);
    }
  };
  const visit = (node: ts.Node): void => {
    // An imported name is followed where it is used.
    if (ts.isImportDeclaration(node) || ts.isImportEqualsDeclaration(node)) return;
    if (ts.isIdentifier(node)) addDeclarations(node, !isQualifier(node));
    else if (ts.isExportDeclaration(node) && node.exportClause === undefined) {
      if (node.moduleSpecifier !== undefined) addDeclarations(node.moduleSpecifier, true);
    } else if (ts.isModuleDeclaration(node)) {
      const block = blockOf(node);
      if (block !== undefined) addBlock(block);
      else if (node.body !== undefined) visit(node.body);
    } else ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

function memoized<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

function declarationsOf(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): readonly ts.Node[] {
  if (symbol === undefined) return [];
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return (isAlias ? checker.getAliasedSymbol(symbol) : symbol).declarations ?? [];
}

/** True for the left side of a name, as `http` in `http.Server`. */
function isQualifier(name: ts.Identifier): boolean {
  const { parent } = name;
  const isRight =
    (ts.isQualifiedName(parent) && parent.right === name) ||
    (ts.isPropertyAccessExpression(parent) && parent.name === name);
  const whole: ts.Node = isRight ? parent : name;
  return (
    (ts.isQualifiedName(whole.parent) && whole.parent.left === whole) ||
    (ts.isPropertyAccessExpression(whole.parent) && whole.parent.expression === whole)
  );
}

function isModuleOf(statement: ts.Statement, isParted: IsParted): boolean {
  return (
    ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name) && isParted(statement.name.text)
  );
}

/** `declare global`, inside a module. */
function isGlobal(statement: ts.Statement): boolean {
  return (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

/** A statement that names what other statements or modules declare. */
function isLink(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement)
  );
}

/** The statements of a module or a namespace. */
function blockOf(node: ts.Node): ts.ModuleBlock | undefined {
  const isBlock = ts.isModuleDeclaration(node) && node.body !== undefined && ts.isModuleBlock(node.body);
  return isBlock ? (node.body as ts.ModuleBlock) : undefined;
}
