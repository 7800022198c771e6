/** The types of the variables that the code at a place sees, as TypeScript writes them. */
import type { SourcePlace } from "../contract.js";
import ts, { type BoundFile } from "../typescript.js";
import { nodeAt } from "./place.js";

const VARIABLES = ts.SymbolFlags.Variable | ts.SymbolFlags.Function | ts.SymbolFlags.Class;
const SHOWN = VARIABLES | ts.SymbolFlags.Enum | ts.SymbolFlags.Alias;

/**
 * The types by name, for the variables that `isOwn` tells to be declared by cells or by this file, not by a library.
 * Long types are cut as TypeScript cuts them in messages.
 */
export function typesAt(
  checker: ts.TypeChecker,
  file: BoundFile,
  place: SourcePlace,
  isOwn: (file: ts.SourceFile) => boolean,
): Record<string, string> {
  const node = nodeAt(file, place);
  const types: Record<string, string> = {};
  for (const symbol of checker.getSymbolsInScope(node, SHOWN)) {
    const declared = symbol.declarations?.[0]?.getSourceFile();
    if (declared === undefined || !isOwn(declared) || Object.hasOwn(types, symbol.name)) continue;
    const type = checker.getTypeOfSymbolAtLocation(symbol, node);
    types[symbol.name] = checker.typeToString(checker.getBaseTypeOfLiteralType(type));
  }
  return types;
}
