/** What values of a program are. */

/** A typed array of numbers. */
export function isDataArray(value: unknown): value is ArrayLike<number> {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
