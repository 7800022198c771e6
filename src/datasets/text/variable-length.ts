/**
 * Encodes integers ≥ 0 in as few bytes as each needs: seven bits per byte, the lowest first; the eighth bit
 * says that another byte follows (LEB128, as in DWARF and WebAssembly).
 */

/** Encodes the numbers of several arrays, one after the other. */
export function writeNumbers(arrays: readonly Int32Array[]): Uint8Array {
  const bytes = new Uint8Array(arrays.reduce((sum, { length }) => sum + 5 * length, 0));
  let position = 0;
  for (const array of arrays) {
    for (let i = 0; i < array.length; i++) {
      let rest = array[i];
      while (rest >= 0x80) {
        bytes[position++] = (rest & 0x7f) | 0x80;
        rest >>>= 7;
      }
      bytes[position++] = rest;
    }
  }
  return bytes.slice(0, position);
}

/** Decodes the first `count` numbers. */
export function readNumbers(bytes: Uint8Array, count: number): Int32Array {
  const numbers = new Int32Array(count);
  let position = 0;
  for (let i = 0; i < count; i++) {
    let value = 0;
    let shift = 0;
    let byte = 0x80;
    while (byte >= 0x80) {
      byte = bytes[position++];
      value |= (byte & 0x7f) << shift;
      shift += 7;
    }
    numbers[i] = value;
  }
  return numbers;
}
