/**
 * Reads the documentation comments of the types of the language, of Node and of the engine only when a learner asks for them.
 *
 * These declarations have more than three megabytes, most of them comments. To parse the comments takes a third of
 * the time in which the compiler reads all declarations before the first cell, but few inspections need them. So
 * the comments are removed from these files before they are parsed, and are not kept in memory. When an inspection needs
 * a comment of such a file, the whole file is read and parsed once more, and its comments are given to the existing nodes.
 */
import { inPackage } from "#kernel/compiler/installation";
import ts from "./typescript.js";

/** A node with the comments that the parser found before it. */
interface Documented extends ts.Node {
  jsDoc?: ts.JSDoc[];
}

/** For each file that was parsed without comments, the function that parses it with comments. */
const undocumented = new WeakMap<ts.SourceFile, () => ts.SourceFile | undefined>();

/** The declarations of Node, and those of the language, which come with TypeScript. */
const LANGUAGE_AND_NODE = /\/node_modules\/(?:@types\/node\/|typescript\/lib\/lib\.)/;
/** Where those of the engine and of the kernel begin. */
const OWN = `${inPackage("dist", "src").replaceAll("\\", "/")}/`;
/** Comments between `/*` and its end that begin a line. */
const COMMENTS = /^[ \t]*\/\*[^]*?\*\/(?:[ \t]*\r?\n)?/gm;

/**
 * Parses a file; the declarations of the language, of Node and of the engine are parsed without comments.
 * @param read  gives the text of the file, at first now, and again when its comments are needed
 * @param reduce  takes from a file that was just parsed what is not to be read of it; it does so each time
 */
export function parseDeclarations(
  name: string,
  read: () => string | undefined,
  options: ts.CreateSourceFileOptions,
  reduce = (file: ts.SourceFile): ts.SourceFile => file,
): ts.SourceFile | undefined {
  const parse = (text: string, jsDocParsingMode: ts.JSDocParsingMode) =>
    reduce(ts.createSourceFile(name, text, { ...options, jsDocParsingMode }, true));
  const parseAll = () => {
    const text = read();
    return text === undefined ? undefined : parse(text, ts.JSDocParsingMode.ParseAll);
  };
  if (!LANGUAGE_AND_NODE.test(name) && !name.startsWith(OWN)) return parseAll();
  const text = read();
  if (text === undefined) return undefined;
  const file = parse(text.replaceAll(COMMENTS, ""), ts.JSDocParsingMode.ParseNone);
  undocumented.set(file, parseAll);
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
    const documented = parse();
    if (documented !== undefined) giveDocumentation(documented, file, textOf(documented));
  }
  if (target.declarations?.every((node: Documented) => node.jsDoc === undefined))
    readInherited(checker, target);
}

/** A member without a comment has that of the class or interface from which it comes. */
function readInherited(checker: ts.TypeChecker, { name, declarations = [] }: ts.Symbol): void {
  for (const declaration of declarations) {
    if (!ts.isClassElement(declaration) && !ts.isTypeElement(declaration)) continue;
    const { parent } = declaration;
    if (!ts.isClassLike(parent) && !ts.isInterfaceDeclaration(parent)) continue;
    for (const base of (parent.heritageClauses ?? []).flatMap(({ types }) => types)) {
      const member = checker.getTypeAtLocation(base).getProperty(name);
      if (member !== undefined) readDocumentation(checker, member);
    }
  }
}

/** Gives the comments of one tree to the nodes of the same file's tree without comments. */
function giveDocumentation(from: Documented, to: Documented, text: ts.SourceFile): void {
  // The file on the disk has changed since.
  if (from.kind !== to.kind) return;
  if (from.jsDoc !== undefined) {
    to.jsDoc = from.jsDoc;
    // The places in a comment are those of the text with comments.
    for (const comment of from.jsDoc) (comment as { parent: ts.Node }).parent = text;
  }
  const children: ts.Node[] = [];
  ts.forEachChild(to, (child) => void children.push(child));
  let i = 0;
  ts.forEachChild(from, (child) => {
    const twin = children[i++];
    if (twin !== undefined) giveDocumentation(child, twin, text);
  });
}

/** A file with the text of another one and none of its nodes. */
function textOf({ text }: ts.SourceFile): ts.SourceFile {
  const end = ts.factory.createToken(ts.SyntaxKind.EndOfFileToken);
  return Object.assign(ts.factory.createSourceFile([], end, ts.NodeFlags.None), { text });
}
