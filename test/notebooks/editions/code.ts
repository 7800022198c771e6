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

/** All names in the code, and those that it declares: variables, parameters, functions, imports. */
export function namesIn(code: string): { readonly used: Set<string>; readonly declared: Set<string> } {
  const [used, declared] = [new Set<string>(), new Set<string>()];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      used.add(node.text);
      const { parent } = node;
      const declares =
        ts.isVariableDeclaration(parent) ||
        ts.isParameter(parent) ||
        ts.isBindingElement(parent) ||
        ts.isFunctionDeclaration(parent) ||
        ts.isImportSpecifier(parent);
      if (declares && parent.name === node) declared.add(node.text);
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile("cells.ts", code, ts.ScriptTarget.Latest, true));
  return { used, declared };
}
