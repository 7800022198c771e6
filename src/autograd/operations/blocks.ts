/** Blocks of positions moved between axes, composed of padding, reshaping and transposing. */
import { checkKind } from "../../errors/check-options.js";
import { ArgumentError, ShapeError } from "../../errors/errors.js";
import { oneOf, wholeNumber } from "../../errors/kinds.js";
import { written } from "../../errors/written.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { formatShape, isExtent, sizeOf } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { pad, reshape, slice, transpose } from "./layout.js";

type Pairs = readonly (readonly [number, number])[];

/**
 * Blocks of channels moved into space: [batch, height, width, channels] gives [batch, height · size, width ·
 * size, channels / size²].
 * @param input pictures
 * @param blockSize the height and the width of a block
 * @param dataFormat "NHWC" (the default: channels last) or "NCHW"
 * @example
 * ```ts
 * depthToSpace(ones([1, 2, 2, 4]), 2).shape; // [1, 4, 4, 1]
 * ```
 */
export function depthToSpace(
  input: TensorLike,
  blockSize: number,
  dataFormat: "NHWC" | "NCHW" = "NHWC",
): Tensor {
  const x = asTensor(input, "depthToSpace", "x");
  checkKind(blockSize, wholeNumber(1, 2), "depthToSpace", "blockSize");
  checkKind(dataFormat, oneOf("NHWC", "NCHW"), "depthToSpace", "dataFormat");
  const block = blockSize ** 2;
  if (x.rank !== 4 || x.shape[dataFormat === "NHWC" ? 3 : 1] % block !== 0)
    throw notDivided(x, "depthToSpace", `${block}`, "channels");
  if (dataFormat === "NCHW")
    return transpose(depthToSpace(transpose(x, [0, 2, 3, 1]), blockSize), [0, 3, 1, 2]);
  const [batch, height, width, channels] = x.shape;
  const blocks = reshape(x, [batch, height, width, blockSize, blockSize, channels / block]);
  return reshape(transpose(blocks, [0, 1, 3, 2, 4, 5]), [
    batch,
    height * blockSize,
    width * blockSize,
    channels / block,
  ]);
}

/**
 * Blocks of positions moved into the batch, after a border of zeros: [batch, ...axes, ...rest] gives [batch ·
 * block, ...axes / blockShape, ...rest].
 * @param input a tensor, or numbers
 * @param blockShape the extents of a block along the axes behind the batch
 * @param paddings for each of these axes the number of zeros before and after
 * @example
 * ```ts
 * spaceToBatchND(ones([1, 4, 4, 1]), [2, 2], [[0, 0], [0, 0]]).shape; // [4, 2, 2, 1]
 * ```
 */
export function spaceToBatchND(input: TensorLike, blockShape: readonly number[], paddings: Pairs): Tensor {
  const x = asTensor(input, "spaceToBatchND", "x");
  checkBlock(x, blockShape, paddings, "spaceToBatchND", "paddings");
  const count = blockShape.length;
  const padded = pad(
    x,
    x.shape.map((_, axis) => (axis > 0 && axis <= count ? paddings[axis - 1] : [0, 0])),
  );
  const [batch, ...others] = padded.shape;
  const [axes, rest] = [others.slice(0, count), others.slice(count)];
  if (axes.some((extent, i) => extent % blockShape[i] !== 0))
    throw notDivided(padded, "spaceToBatchND", formatShape(blockShape), "axes");
  const split = reshape(padded, [
    batch,
    ...axes.flatMap((extent, i) => [extent / blockShape[i], blockShape[i]]),
    ...rest,
  ]);
  const moved = transpose(split, [
    ...axes.map((_, i) => 2 * i + 2),
    0,
    ...axes.map((_, i) => 2 * i + 1),
    ...rest.map((_, i) => 2 * count + 1 + i),
  ]);
  return reshape(moved, [
    batch * sizeOf(blockShape),
    ...axes.map((extent, i) => extent / blockShape[i]),
    ...rest,
  ]);
}

/**
 * The inverse of `spaceToBatchND`: parts of the batch moved into blocks of positions, whose border is then cut.
 * @param input a tensor, or numbers
 * @param blockShape the extents of a block along the axes behind the batch
 * @param crops for each of these axes how many positions are cut before and after
 * @example
 * ```ts
 * batchToSpaceND(ones([4, 2, 2, 1]), [2, 2], [[0, 0], [0, 0]]).shape; // [1, 4, 4, 1]
 * ```
 */
export function batchToSpaceND(input: TensorLike, blockShape: readonly number[], crops: Pairs): Tensor {
  const x = asTensor(input, "batchToSpaceND", "x");
  checkBlock(x, blockShape, crops, "batchToSpaceND", "crops");
  const count = blockShape.length;
  const [whole, ...others] = x.shape;
  const [axes, rest] = [others.slice(0, count), others.slice(count)];
  const batch = whole / sizeOf(blockShape);
  if (!Number.isInteger(batch)) throw notDivided(x, "batchToSpaceND", String(sizeOf(blockShape)), "batch");
  const moved = transpose(reshape(x, [...blockShape, batch, ...axes, ...rest]), [
    count,
    ...axes.flatMap((_, i) => [count + 1 + i, i]),
    ...rest.map((_, i) => 2 * count + 1 + i),
  ]);
  const joined = reshape(moved, [batch, ...axes.map((extent, i) => extent * blockShape[i]), ...rest]);
  return slice(
    joined,
    joined.shape.map((_, axis) => (axis > 0 && axis <= count ? crops[axis - 1][0] : 0)),
    joined.shape.map((extent, axis) =>
      axis > 0 && axis <= count ? extent - crops[axis - 1][0] - crops[axis - 1][1] : extent,
    ),
  );
}

function checkBlock(x: Tensor, blockShape: unknown, pairs: unknown, where: string, argument: string): void {
  const isBlock =
    Array.isArray(blockShape) &&
    blockShape.length < x.rank &&
    blockShape.every((extent) => isExtent(extent) && extent > 0);
  const arePairs =
    isBlock &&
    Array.isArray(pairs) &&
    pairs.length === blockShape.length &&
    pairs.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isExtent));
  if (arePairs) return;
  throw new ArgumentError({
    where,
    argument: isBlock ? argument : "blockShape",
    received: written(isBlock ? pairs : blockShape),
    expected: isBlock
      ? {
          fr: "une paire d’entiers ≥ 0 par axe du bloc",
          en: "a pair of integers ≥ 0 for each axis of the block",
        }
      : {
          fr: "des entiers > 0, pour les axes après le lot",
          en: "integers > 0, for the axes behind the batch",
        },
    mend: {
      fr: `Par exemple ${where}(x, [2, 2], [[0, 0], [0, 0]]).`,
      en: `For example ${where}(x, [2, 2], [[0, 0], [0, 0]]).`,
    },
  });
}

function notDivided(
  { shape }: Tensor,
  where: string,
  divisor: string,
  what: "channels" | "axes" | "batch",
): ShapeError {
  const names = { channels: "les canaux", axes: "les axes", batch: "le lot" };
  const english = { channels: "the channels", axes: "the axes", batch: "the batch" };
  return new ShapeError({
    where,
    argument: "x",
    received: formatShape(shape),
    expected: {
      fr: `une forme dont ${names[what]} se divise(nt) par ${divisor}`,
      en: `a shape of which ${english[what]} can be divided by ${divisor}`,
    },
    mend: { fr: "Vérifiez la taille du bloc.", en: "Check the size of the block." },
  });
}
