/**
 * Examples that are mostly zero, such as bags of words, in compressed rows: the columns and values of the
 * numbers that are not zero. They are computed once, before the first epoch.
 */
import type { Tensor } from "../tensor/tensor.js";

export interface SparseRows {
  /** The number of the first entry of each row, and the number of entries in all. */
  readonly starts: Uint32Array;
  /** Two words for each entry: its column, and the bits of its value as float32. */
  readonly entries: Uint32Array;
}

/**
 * The largest share of numbers other than zero, in the sampled rows, for which compressed rows save time. In
 * photographs of digits a fifth is not zero.
 */
const MAX_SAMPLE_DENSITY = 0.25;
/** The same for all numbers, or for those of a batch: more than for the sample, which may not be typical. */
export const MAX_DENSITY = 0.3;
/** How many rows are sampled before all of them are read. */
const SAMPLES = 32;

const known = new WeakMap<ArrayBufferLike, Map<string, SparseRows | undefined>>();

/** The compressed rows of a tensor; undefined where too many numbers are not zero. */
export function sparseRowsOf(x: Tensor): SparseRows | undefined {
  const { buffer, byteOffset, length } = x.storage;
  let ofBuffer = known.get(buffer);
  if (ofBuffer === undefined) known.set(buffer, (ofBuffer = new Map()));
  const key = `${x.dtype} ${byteOffset} ${length} ${x.shape[0]}`;
  if (!ofBuffer.has(key)) ofBuffer.set(key, isSparse(x) ? listRows(x) : undefined);
  return ofBuffer.get(key);
}

/** Whether few of the numbers in some rows are other than zero. */
export function isSparse({ storage: data, shape: [rows] }: Tensor): boolean {
  const width = data.length / rows;
  const most = MAX_SAMPLE_DENSITY * width * SAMPLES;
  let filled = 0;
  for (let i = 0; i < SAMPLES && filled <= most; i++) {
    const row = Math.floor((i * rows) / SAMPLES);
    filled += countFilled(data.subarray(row * width, (row + 1) * width));
  }
  return filled <= most;
}

/** Undefined where the sampled rows were not typical of all rows. */
function listRows({ storage: data, shape: [rows] }: Tensor): SparseRows | undefined {
  const width = data.length / rows;
  const filled = countFilled(data);
  if (filled > data.length * MAX_DENSITY) return undefined;
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
  // A sum instead of a branch, which would often be predicted wrongly.
  for (let i = 0; i < data.length; i++) count += Number(data[i] !== 0);
  return count;
}
