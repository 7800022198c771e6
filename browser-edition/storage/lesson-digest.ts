/** Tells whether two notebooks hold the same, however they are written. */

/** The digest of a notebook's content; it does not guard against forgery. */
export function digestOf(content: unknown): string {
  const text = JSON.stringify(sorted(content));
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  // Mixes the two halves (the finalizer of MurmurHash3, Austin Appleby).
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
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
