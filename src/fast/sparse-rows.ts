/**
 * Examples that are mostly zero, such as bags of words, as lists of what is not: found out and written down once for all epochs.
 */
import type { Tensor } from "../tensor/tensor.js";

export interface SparseRows {
  /** Where the list of each row begins, and where the last one ends. */
  readonly starts: Uint32Array;
  /** Number after number: its column, and the bits of its value as float32. */
  readonly entries: Uint32Array;
}

/** Up to which share of numbers that are not zero lists are shorter work: photographs of digits are a fifth full. */
const MOST_FILLED = 0.25;
/** That share of all numbers, or of a batch's: some more than a sample may show. */
export const MOST_LISTED = 0.3;
/** Rows that are looked at before all are gone through. */
const SAMPLES = 32;

const known = new WeakMap<ArrayBufferLike, Map<string, SparseRows | undefined>>();

/** The lists of a tensor's rows; undefined where too much is not zero. */
export function sparseRowsOf(x: Tensor): SparseRows | undefined {
  const { buffer, byteOffset, length } = x.data;
  let ofBuffer = known.get(buffer);
  if (ofBuffer === undefined) known.set(buffer, (ofBuffer = new Map()));
  const key = `${x.dtype} ${byteOffset} ${length} ${x.shape[0]}`;
  if (!ofBuffer.has(key)) ofBuffer.set(key, isSparse(x) ? listRows(x) : undefined);
  return ofBuffer.get(key);
}

function isSparse({ data, shape: [rows] }: Tensor): boolean {
  const width = data.length / rows;
  let seen = 0;
  let filled = 0;
  for (let i = 0; i < SAMPLES; i++) {
    const row = Math.floor((i * rows) / SAMPLES);
    for (let j = row * width; j < (row + 1) * width; j++) if (data[j] !== 0) filled++;
    seen += width;
  }
  return filled <= MOST_FILLED * seen;
}

/** undefined where the sampled rows were not like the others. */
function listRows({ data, shape: [rows] }: Tensor): SparseRows | undefined {
  const width = data.length / rows;
  const filled = countFilled(data);
  if (filled > data.length * MOST_LISTED) return undefined;
  const starts = new Uint32Array(rows + 1);
  const entries = new Uint32Array(2 * filled);
  const values = new Float32Array(entries.buffer);
  let count = 0;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < width; column++, at++) {
      const value = data[at];
      if (value === 0) continue;
      entries[2 * count] = column;
      values[2 * count + 1] = value;
      count++;
    }
    starts[row + 1] = count;
  }
  return { starts, entries };
}

function countFilled(data: Tensor["data"]): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) count++;
  return count;
}
