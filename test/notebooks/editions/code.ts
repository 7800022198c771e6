/**
 * Code of a cell as the editions of the course share it: an English cell is the French one with other names, strings
 * and comments. Names are renamed by the table of the lesson, `notebooks/en/names/*.json`.
 */
import ts from "typescript";

/** English names by the French ones. */
export type Names = Readonly<Record<string, string>>;

/** How a cell is rewritten; a string is given without its quotes, a comment with its marks. */
export interface Rewriting {
  readonly name: (name: string) => string;
  readonly text: (text: string) => string;
  readonly comment: (comment: string) => string;
}

/** A line inside a solution that the student gets instead. Its comment is code too. */
const STUB = /^(\/\/ STUB ?)(.*)$/;
const MARK = /^\/\/ (?:BEGIN|END) SOLUTION$/;

/** The code with names, strings and comments rewritten; everything else stays, blanks included. */
export function rewritten(code: string, rewriting: Rewriting): string {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, true);
  let result = "";
  let end = 0;
  const between = (start: number): string =>
    code.slice(end, start).replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => {
      const stub = STUB.exec(comment);
      if (stub !== null) return stub[1] + rewritten(stub[2], rewriting);
      return MARK.test(comment) ? comment : rewriting.comment(comment);
    });
  const visit = (node: ts.Node): void => {
    // A documentation comment is a comment like any other.
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(file);
    if (children.length > 0) return children.forEach(visit);
    const start = node.getStart(file);
    result += between(start) + rewrittenToken(node, code.slice(start, node.end), rewriting);
    end = Math.max(end, node.end);
  };
  visit(file);
  return result;
}

function rewrittenToken(node: ts.Node, token: string, { name, text }: Rewriting): string {
  if (ts.isIdentifier(node)) return name(token);
  const closing = ts.isTemplateHead(node) || ts.isTemplateMiddle(node) ? 2 : 1;
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateMiddleOrTemplateTail(node) && !ts.isTemplateHead(node))
    return token;
  return token[0] + text(token.slice(1, token.length - closing)) + token.slice(token.length - closing);
}

/** French code with English names: the program of the English edition, its strings and comments aside. */
export function inEnglish(code: string, names: Names): string {
  const same = (text: string): string => text;
  const name = (french: string): string => (Object.hasOwn(names, french) ? names[french] : french);
  return rewritten(code, { name, text: same, comment: same });
}

/** The code without what may differ: of strings and comments only the digits stay, and of blanks one. */
export function skeleton(code: string): string {
  const digits = (text: string): string => text.replace(/\D/g, "");
  return rewritten(code, {
    name: (name) => name,
    text: digits,
    comment: (comment) => comment.slice(0, 2),
  }).replace(/\s+/g, " ");
}

/** All names in the code; the variables among them; the variables that the code declares at its top. */
export interface NamesInCode {
  readonly used: Set<string>;
  readonly variables: Set<string>;
  readonly top: Set<string>;
}

export function namesIn(code: string): NamesInCode {
  const names = { used: new Set<string>(), variables: new Set<string>(), top: new Set<string>() };
  const file = ts.createSourceFile("cells.ts", code, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      names.used.add(node.text);
      if (!isProperty(node)) names.variables.add(node.text);
      if (isDeclaredAtTop(node, file)) names.top.add(node.text);
    }
    node.forEachChild(visit);
  };
  visit(file);
  return names;
}

/** Whether this name is a property's: `x` in `point.x`, `{ x: 1 }`, `{ x: number }`. */
function isProperty(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name;
  if (ts.isBindingElement(parent)) return parent.propertyName === name;
  return (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === name;
}

function isDeclaredAtTop(name: ts.Identifier, file: ts.SourceFile): boolean {
  const { parent } = name;
  if (ts.isImportSpecifier(parent)) return true;
  if (ts.isFunctionDeclaration(parent)) return parent.name === name && parent.parent === file;
  if (!ts.isVariableDeclaration(parent) && !ts.isBindingElement(parent)) return false;
  if (parent.name !== name) return false;
  let at: ts.Node = parent;
  while (
    ts.isVariableDeclaration(at) ||
    ts.isBindingElement(at) ||
    ts.isObjectBindingPattern(at) ||
    ts.isArrayBindingPattern(at) ||
    ts.isVariableDeclarationList(at)
  )
    at = at.parent;
  return ts.isVariableStatement(at) && at.parent === file;
}
