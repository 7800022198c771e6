/** Where the debugger stands in the source of a cell or of a file beside the notebook. */
import type { SourcePlace } from "../contract.js";
import ts, { internals, type BoundFile, type Scope } from "../typescript.js";

/** The innermost node at a place. */
export function nodeAt(file: BoundFile, { line, column }: SourcePlace): ts.Node {
  const lines = file.getLineStarts();
  const start = lines[Math.min(line, lines.length - 1)]!;
  const offset = Math.min(start + column, file.text.length);
  return internals.getTouchingPropertyName(file, offset);
}

/** The names that are declared around a place, but for the variables of the session, which a cell declares at its top. */
export function localNames(file: BoundFile, place: SourcePlace): Set<string> {
  const found = new Set<string>();
  for (let node: ts.Node | undefined = nodeAt(file, place); node !== undefined; node = node.parent) {
    if (node === file && place.isCell) break;
    for (const name of (node as Scope).locals?.keys() ?? []) found.add(ts.unescapeLeadingUnderscores(name));
    if (node === file) break;
  }
  return found;
}

/** Whether a place stands in a `try` block with a catch clause, in the same function. */
export function catches(file: BoundFile, place: SourcePlace): boolean {
  let inner: ts.Node = nodeAt(file, place);
  for (let node = inner.parent; node !== undefined && !ts.isFunctionLike(inner); node = node.parent) {
    if (ts.isTryStatement(node) && node.tryBlock === inner && node.catchClause !== undefined) return true;
    inner = node;
  }
  return false;
}
