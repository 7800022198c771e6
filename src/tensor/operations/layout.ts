/** Operations that move numbers without computing: reshape, transpose, slice, concatenate, gather, pad. */
import { ArgumentError, ShapeError } from "../../errors/errors.js";
import { allocate, promote } from "../dtype.js";
import { written } from "../../errors/written.js";
import {
  checkedSize,
  formatShape,
  isExtent,
  normalizeAxis,
  sizeOf,
  stridesOf,
  type Shape,
} from "../shape.js";
import { Tensor } from "../tensor.js";
import { copyStrided } from "./elementwise.js";

/** The same numbers in another shape; one extent may be −1, which is then computed from the others. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (!Array.isArray(shape)) checkedSize(shape, "reshape");
  const known = sizeOf(shape.filter((extent) => extent !== -1));
  const resolved = shape.map((extent) => (extent === -1 && known > 0 ? x.size / known : extent));
  if (sizeOf(resolved) === x.size && resolved.every((extent) => Number.isInteger(extent) && extent >= 0))
    return new Tensor(x.storage, resolved);
  throw new ShapeError({
    where: "reshape",
    argument: "shape",
    received: written(shape),
    expected: {
      fr: `une forme de ${x.size} nombre(s), comme ${formatShape(x.shape)}`,
      en: `a shape of ${x.size} number(s), like ${formatShape(x.shape)}`,
    },
    mend: {
      fr: "Vérifiez le produit des dimensions ; une seule peut être −1.",
      en: "Check the product of the extents; only one may be −1.",
    },
  });
}

/** The axes in another order; reversed by default, so that a matrix is transposed. */
export function transpose(
  x: Tensor,
  order: readonly number[] = x.shape.map((_, axis) => x.rank - 1 - axis),
): Tensor {
  if (!Array.isArray(order) || order.length !== x.rank || x.shape.some((_, axis) => !order.includes(axis))) {
    throw new ArgumentError({
      where: "transpose",
      argument: "order",
      received: written(order),
      expected: {
        fr: `chacun des axes 0 … ${x.rank - 1}, une fois`,
        en: `each of the axes 0 … ${x.rank - 1}, once`,
      },
      mend: {
        fr: "Par exemple [0, 2, 1] échange les deux derniers de trois axes.",
        en: "For example [0, 2, 1] swaps the last two of three axes.",
      },
    });
  }
  const strides = stridesOf(x.shape);
  const shape = order.map((axis) => x.shape[axis]);
  const result = allocate(x.dtype, x.size);
  copyStrided(
    x.storage,
    result,
    shape,
    order.map((axis) => strides[axis]),
  );
  return new Tensor(result, shape);
}

/** The part that begins at `begin` and has this `size`, one number for each axis; −1 means up to the end. */
export function slice(x: Tensor, begin: readonly number[], size: readonly number[] = []): Tensor {
  if (!isPlaceIn(x, begin, 0) || !isPlaceIn(x, size, -1)) throw outOf(x, begin, size);
  const from = x.shape.map((_, axis) => begin[axis] ?? 0);
  const shape = x.shape.map((extent, axis) =>
    size[axis] === undefined || size[axis] === -1 ? extent - from[axis] : size[axis],
  );
  if (from.some((start, axis) => shape[axis] < 0 || start + shape[axis] > x.shape[axis]))
    throw outOf(x, begin, size);
  const strides = stridesOf(x.shape);
  const result = allocate(x.dtype, sizeOf(shape));
  copyStrided(
    x.storage,
    result,
    shape,
    strides,
    from.reduce((sum, start, axis) => sum + start * strides[axis], 0),
  );
  return new Tensor(result, shape);
}

/** Whether this is a list of whole numbers ≥ `least`, for each axis or for the first ones. */
function isPlaceIn(x: Tensor, list: unknown, least: number): boolean {
  return (
    Array.isArray(list) &&
    list.length <= x.rank &&
    list.every((each) => Number.isInteger(each) && (each as number) >= least)
  );
}

function outOf(x: Tensor, begin: unknown, size: unknown): ShapeError {
  return new ShapeError({
    where: "slice",
    argument: "begin, size",
    received: `${written(begin)}, ${written(size)}`,
    expected: {
      fr: `une partie d’un tenseur ${formatShape(x.shape)}`,
      en: `a part of a tensor ${formatShape(x.shape)}`,
    },
    mend: {
      fr: "`begin` compte à partir de 0, `size` est une longueur (−1 : jusqu’à la fin) ; un entier par axe.",
      en: "`begin` counts from 0, `size` is a length (−1: up to the end); an integer for each axis.",
    },
  });
}

/** The gradient of `slice`: zeros of this shape, with `part` at the position it was taken from. */
export function placeInZeros(part: Tensor, shape: Shape, begin: readonly number[]): Tensor {
  return pad(
    part,
    shape.map((extent, axis) => [begin[axis] ?? 0, extent - (begin[axis] ?? 0) - part.shape[axis]]),
  );
}

/** Adds a border: how many values before and after, for each axis. */
export function pad(
  x: Tensor,
  paddings: readonly (readonly [number, number] | readonly number[])[],
  value = 0,
): Tensor {
  if (!Array.isArray(paddings) || paddings.length !== x.rank || !paddings.every(isBorder)) {
    throw new ArgumentError({
      where: "pad",
      argument: "paddings",
      received: written(paddings),
      expected: {
        fr: `${x.rank} paire(s) d’entiers ≥ 0, une par axe de ${formatShape(x.shape)}`,
        en: `${x.rank} pair(s) of integers ≥ 0, one for each axis of ${formatShape(x.shape)}`,
      },
      mend: {
        fr: "Par exemple [[1, 1], [0, 2]] : une ligne avant et une après, deux colonnes après.",
        en: "For example [[1, 1], [0, 2]]: one row before and one after, two columns after.",
      },
    });
  }
  const shape = x.shape.map((extent, axis) => extent + paddings[axis][0] + paddings[axis][1]);
  const result = allocate(x.dtype, sizeOf(shape));
  if (value !== 0) result.fill(value);
  const strides = stridesOf(shape);
  const inner = x.shape.at(-1) ?? 1;
  for (let from = 0; from < x.size; from += inner) {
    let to = paddings.reduce((sum, [before], axis) => sum + before * strides[axis], 0);
    let rest = from / inner;
    for (let axis = x.rank - 2; axis >= 0; axis--) {
      to += (rest % x.shape[axis]) * strides[axis];
      rest = Math.floor(rest / x.shape[axis]);
    }
    result.set(x.storage.subarray(from, from + inner), to);
  }
  return new Tensor(result, shape);
}

function isBorder(pair: unknown): boolean {
  return Array.isArray(pair) && pair.length === 2 && pair.every(isExtent);
}

/** Tensors one after the other along an axis; their other extents must be equal. */
export function concat(tensors: readonly Tensor[], axis = 0): Tensor {
  const [first] = tensors;
  if (first === undefined) {
    throw new ArgumentError({
      where: "concat",
      argument: "tensors",
      received: "[]",
      expected: { fr: "au moins un tenseur", en: "at least one tensor" },
      mend: {
        fr: "Donnez la liste des tenseurs à mettre bout à bout.",
        en: "Give the list of the tensors to put end to end.",
      },
    });
  }
  const along = normalizeAxis(axis, first.rank, "concat");
  const odd = tensors.find(
    ({ shape }) =>
      shape.length !== first.rank || shape.some((extent, i) => i !== along && extent !== first.shape[i]),
  );
  if (odd !== undefined) {
    throw new ShapeError({
      where: "concat",
      argument: "tensors",
      received: formatShape(odd.shape),
      expected: {
        fr: `une forme égale à ${formatShape(first.shape)} hors de l’axe ${along}`,
        en: `a shape equal to ${formatShape(first.shape)} except along axis ${along}`,
      },
      mend: {
        fr: "Vérifiez l’axe, ou les dimensions des tenseurs.",
        en: "Check the axis, or the tensors' dimensions.",
      },
    });
  }
  const shape = first.shape.map((extent, i) =>
    i === along ? tensors.reduce((sum, each) => sum + each.shape[along], 0) : extent,
  );
  const result = allocate(tensors.map(({ dtype }) => dtype).reduce(promote), sizeOf(shape));
  const blocks = sizeOf(shape.slice(0, along));
  const inner = sizeOf(shape.slice(along + 1));
  const length = shape[along] * inner;
  let start = 0;
  for (const { storage: data, shape: own } of tensors) {
    const part = own[along] * inner;
    for (let block = 0; block < blocks; block++)
      result.set(data.subarray(block * part, (block + 1) * part), block * length + start);
    start += part;
  }
  return new Tensor(result, shape);
}

/** The rows of `x` (along its first axis) at these indices: shape [...indices, ...other axes of x]. */
export function gather(x: Tensor, indices: Tensor): Tensor {
  if (x.rank === 0) {
    throw new ShapeError({
      where: "gather",
      argument: "x",
      received: "[]",
      expected: { fr: "au moins un axe", en: "at least one axis" },
      mend: { fr: "Un nombre seul n’a pas de lignes.", en: "A single number has no rows." },
    });
  }
  const row = sizeOf(x.shape.slice(1));
  const result = allocate(x.dtype, indices.size * row);
  indices.storage.forEach((index, i) => {
    checkIndex(index, x.shape[0], "gather");
    result.set(x.storage.subarray(index * row, (index + 1) * row), i * row);
  });
  return new Tensor(result, [...indices.shape, ...x.shape.slice(1)]);
}

/**
 * The gradient of `gather`: zeros of `shape`, with each row of `rows` added at the index it was taken from.
 */
export function scatterAdd(rows: Tensor, indices: Tensor, shape: Shape): Tensor {
  const row = sizeOf(shape.slice(1));
  const result = allocate(rows.dtype, sizeOf(shape));
  for (let i = 0; i < indices.size; i++) {
    const to = indices.storage[i] * row;
    for (let j = 0; j < row; j++) result[to + j] += rows.storage[i * row + j];
  }
  return new Tensor(result, shape);
}

/** @throws ArgumentError for an index that is not one of 0 … count − 1 */
export function checkIndex(index: number, count: number, where: string): void {
  if (Number.isInteger(index) && index >= 0 && index < count) return;
  throw new ArgumentError({
    where,
    argument: "indices",
    received: String(index),
    expected: { fr: `un entier de 0 à ${count - 1}`, en: `an integer from 0 to ${count - 1}` },
    mend: { fr: "Chaque indice est le numéro d’une ligne.", en: "Each index is the number of a row." },
  });
}
