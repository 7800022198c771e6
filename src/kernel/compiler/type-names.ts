/** The names of types that a file writes: those that mean nothing, and the one at which the cursor stands. */
import ts, { internals } from "./typescript.js";

/** "Cannot find name", without and with a similar one. */
const UNKNOWN_NAME: readonly number[] = [2304, 2552];

/** The names of types, among a file's findings, that nothing declares. */
export function unknownTypes(file: ts.SourceFile, findings: readonly ts.Diagnostic[]): string[] {
  return findings.flatMap((finding) => {
    if (finding.file !== file || finding.start === undefined || !UNKNOWN_NAME.includes(finding.code))
      return [];
    const name = internals.getTouchingPropertyName(file, finding.start);
    return isTypeName(name) ? [name.text] : [];
  });
}

/** The beginning of a type's name that stands before the cursor; "" if there is none. */
export function typeNameBefore(file: ts.SourceFile, cursor: number): string {
  const name = internals.findPrecedingToken(cursor, file);
  return name !== undefined && isTypeName(name) && cursor <= name.end
    ? file.text.slice(name.getStart(file), cursor)
    : "";
}

function isTypeName(node: ts.Node): node is ts.Identifier {
  return (
    ts.isIdentifier(node) &&
    (ts.isTypeReferenceNode(node.parent) || ts.isExpressionWithTypeArguments(node.parent))
  );
}
