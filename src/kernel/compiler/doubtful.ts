/**
 * Which findings of the checker do not stop a cell outside of the course: those about code that runs as it stands.
 */
import type { Checks } from "../checks.js";
import { nodeAt } from "./hints/nodes.js";
import ts from "./typescript.js";

/**
 * TypeScript's codes for code that is probably not meant so, but that runs: comparisons whose result is always the
 * same, conditions that test a function or a promise, values that are not used, a variable that is read before
 * a value is assigned to it.
 */
const DOUBTFUL = new Set([2367, 2454, 2695, 2774, 2801, 2839, 2845, 2869, 2872, 2873, 2881]);
/** The code for a use of a value of the type `unknown`. */
const IS_UNKNOWN = 18046;
/** The codes for a parameter whose type is `any` because nothing says which it is. */
const IMPLICIT_ANY = new Set([7006, 7019, 7031]);

/** True for a finding that is a warning beside the result. */
export function isDoubtful(
  { code, file, start, length }: ts.DiagnosticWithLocation,
  checker: ts.TypeChecker,
  checks: Checks,
): boolean {
  if (checks === "course") return false;
  if (code !== IS_UNKNOWN) return DOUBTFUL.has(code);
  const node = nodeAt(file, start, start + length);
  const declaration = node && checker.getSymbolAtLocation(node)?.valueDeclaration;
  return declaration !== undefined && ts.isCatchClause(declaration.parent);
}

/** True for the parameter of a callback that is given to something without a type: it cannot know its type either. */
export function isGivenToAny(
  { code, file, start, length }: ts.DiagnosticWithLocation,
  checker: ts.TypeChecker,
  checks: Checks,
): boolean {
  if (checks === "course" || !IMPLICIT_ANY.has(code)) return false;
  let node = nodeAt(file, start, start + length);
  while (node !== undefined && !ts.isFunctionLike(node)) node = node.parent;
  if (node === undefined || !(ts.isArrowFunction(node) || ts.isFunctionExpression(node))) return false;
  return ((checker.getContextualType(node)?.flags ?? 0) & ts.TypeFlags.Any) !== 0;
}
