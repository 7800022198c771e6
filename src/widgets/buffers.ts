/**
 * Binary values in a widget's state: typed arrays, which the messages of Jupyter's widgets carry as buffers
 * beside the JSON.
 */

/** A state in the form of a message. */
export interface SentState {
  readonly state: Record<string, unknown>;
  readonly buffer_paths: (string | number)[][];
  readonly buffers: ArrayBufferView[];
}

/** Takes the typed arrays out of a state, wherever they stand in it. */
export function withoutBuffers(values: Readonly<Record<string, unknown>>): SentState {
  const sent: SentState = { state: {}, buffer_paths: [], buffers: [] };
  const isTaken = (value: unknown, path: (string | number)[]): boolean => {
    const view = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
    if (!ArrayBuffer.isView(view)) return false;
    sent.buffer_paths.push(path);
    sent.buffers.push(view);
    return true;
  };
  const copy = (value: unknown, path: (string | number)[]): unknown => {
    if (Array.isArray(value))
      return value.map((element, i) => (isTaken(element, [...path, i]) ? null : copy(element, [...path, i])));
    if (typeof value !== "object" || value === null || "toJSON" in value) return value;
    const copied: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value))
      if (!isTaken(inner, [...path, key])) copied[key] = copy(inner, [...path, key]);
    return copied;
  };
  Object.assign(sent.state, copy(values, []));
  return sent;
}

/**
 * Puts the buffers of a message into its state, as bytes, in the places that `paths` names. A path that leads
 * nowhere is left out.
 */
export function putBuffers(
  state: Record<string, unknown>,
  paths: unknown,
  buffers: readonly Uint8Array[],
): void {
  if (!Array.isArray(paths)) return;
  paths.forEach((path: unknown, i) => {
    const buffer = buffers[i] as Uint8Array | undefined;
    if (!Array.isArray(path) || path.length === 0 || buffer === undefined) return;
    let place: unknown = state;
    for (const key of path.slice(0, -1) as (string | number)[]) place = inside(place, key);
    const last = path[path.length - 1] as string | number;
    if (typeof place === "object" && place !== null && last !== "__proto__")
      (place as Record<string | number, unknown>)[last] = buffer;
  });
}

function inside(place: unknown, key: string | number): unknown {
  return typeof place === "object" && place !== null && Object.hasOwn(place, key)
    ? (place as Record<string | number, unknown>)[key]
    : undefined;
}

/** Bytes in the type of the array that they replace; the bytes themselves if this is no typed array. */
export function inTypeOf(before: unknown, value: unknown): unknown {
  if (!(value instanceof Uint8Array) || !ArrayBuffer.isView(before)) return value;
  const bytes = value.slice();
  if (before instanceof DataView) return new DataView(bytes.buffer);
  const { BYTES_PER_ELEMENT, constructor } = before as Uint8Array;
  if (bytes.byteLength % BYTES_PER_ELEMENT !== 0) return value;
  return new (constructor as Uint8ArrayConstructor)(bytes.buffer);
}
