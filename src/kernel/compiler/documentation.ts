/**
 * Reads the documentation comments of the language's and Node's types only when a learner asks for them.
 *
 * These declarations have nearly three megabytes, most of them comments. To parse the comments takes a third of
 * the time in which the compiler reads all declarations before the first cell, but few inspections need them. So
 * these files are parsed without comments. When an inspection needs a comment of such a file, the file is
 * parsed once more, and its comments are copied to the existing nodes.
 */
import ts from "./typescript.js";

/** A node with the comments that the parser found before it. */
interface Documented extends ts.Node {
  jsDoc?: ts.JSDoc[];
}

/** For each file that was parsed without comments, the function that parses it with comments. */
const undocumented = new WeakMap<ts.SourceFile, () => ts.SourceFile>();

/** The declarations of Node, and those of the language, which come with TypeScript. */
const WITHOUT_COMMENTS = /\/node_modules\/(?:@types\/node\/|typescript\/lib\/lib\.)/;

/** Parses a file; the declarations of the language and of Node are parsed without comments. */
export function parseDeclarations(
  name: string,
  text: string,
  options: ts.CreateSourceFileOptions,
): ts.SourceFile {
  const parse = (jsDocParsingMode: ts.JSDocParsingMode) =>
    ts.createSourceFile(name, text, { ...options, jsDocParsingMode }, true);
  if (!WITHOUT_COMMENTS.test(name)) return parse(ts.JSDocParsingMode.ParseAll);
  const file = parse(ts.JSDocParsingMode.ParseNone);
  undocumented.set(file, () => parse(ts.JSDocParsingMode.ParseAll));
  return file;
}

/** Reads the comments of the files in which a symbol is declared, if they were not read yet. */
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

/** Copies the comments of one tree to the nodes of another tree of the same text. */
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
