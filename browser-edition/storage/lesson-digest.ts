/** Tells whether two notebooks hold the same, however they are written. */
import { digest } from "../../src/kernel/digest.js";

/** The digest of a notebook's content; it does not guard against forgery. */
export function digestOf(content: unknown): string {
  return digest(JSON.stringify(sorted(content)));
}

/** The same value, each text in one piece and the fields of objects in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value.length > 0 && value.every((each) => typeof each === "string")
      ? value.join("")
      : value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // JupyterLab marks cells as trusted in its own model.
  return Object.fromEntries(
    entries.filter(([name]) => name !== "trusted").map(([name, each]) => [name, sorted(each)]),
  );
}
