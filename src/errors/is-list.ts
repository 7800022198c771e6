/** What counts as a list wherever a caller may give one. */

/** Whether a value is a list: an array or a typed array, no text. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
