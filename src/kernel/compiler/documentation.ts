/**
 * The documentation comments of Node's types, read only when a learner asks for them.
 *
 * Node's declarations are two megabytes, for the most part comments. Parsing these comments takes a third of the time in which the
 * compiler reads all declarations before the first cell, and few cells need any. So these files are parsed without comments; where an
 * inspection names something of such a file, the file is parsed once more, and its comments are put on the nodes that are there.
 */
import ts from "./typescript.js";

/** A node with the comments that the parser found before it. */
interface Documented extends ts.Node {
  jsDoc?: ts.JSDoc[];
}

/** How each file that was parsed without comments is parsed with them. */
const undocumented = new WeakMap<ts.SourceFile, () => ts.SourceFile>();

/** Parses a file of declarations or of source; Node's own declarations without their comments. */
export function parseDeclarations(
  name: string,
  text: string,
  options: ts.CreateSourceFileOptions,
): ts.SourceFile {
  const parse = (jsDocParsingMode: ts.JSDocParsingMode) =>
    ts.createSourceFile(name, text, { ...options, jsDocParsingMode }, true);
  if (!name.includes("/node_modules/@types/node/")) return parse(ts.JSDocParsingMode.ParseAll);
  const file = parse(ts.JSDocParsingMode.ParseNone);
  undocumented.set(file, () => parse(ts.JSDocParsingMode.ParseAll));
  return file;
}

/** Makes sure that the comments of the files in which a symbol is declared are there. */
export function readDocumentation(checker: ts.TypeChecker, symbol: ts.Symbol): void {
  const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  for (const declaration of target.declarations ?? []) {
    const file = declaration.getSourceFile();
    const parse = undocumented.get(file);
    if (parse === undefined) continue;
    undocumented.delete(file);
    copyDocumentation(parse(), file);
  }
}

/** Puts the comments of one tree on the nodes of another, which was parsed from the same text. */
function copyDocumentation(from: Documented, to: Documented): void {
  if (from.jsDoc !== undefined) {
    to.jsDoc = from.jsDoc;
    for (const comment of from.jsDoc) (comment as { parent: ts.Node }).parent = to;
  }
  const children: ts.Node[] = [];
  ts.forEachChild(to, (child) => void children.push(child));
  let i = 0;
  ts.forEachChild(from, (child) => copyDocumentation(child, children[i++]));
}
