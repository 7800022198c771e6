/** Pictures in another size, with gradients: the operations of TensorFlow.js' `tf.image`. */
import { checkKind } from "../../errors/check-options.js";
import { ArgumentError, ShapeError } from "../../errors/errors.js";
import { refuseMore } from "../../errors/extra-arguments.js";
import { TRUTH, type Kind } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { floatingType, type DataType } from "../../tensor/dtype.js";
import * as raw from "../../tensor/operations/operations.js";
import type { Grid, Mixture } from "../../tensor/operations/resize.js";
import type { Pair } from "../../tensor/operations/window.js";
import { formatShape, type Shape } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";
import { expandDims, squeeze } from "./layout.js";

const SIZE: Kind = {
  fits: (value) =>
    Array.isArray(value) && value.length === 2 && value.every((each) => Number.isInteger(each) && each > 0),
  example: "[28, 28]",
  expected: {
    fr: "deux entiers positifs : [hauteur, largeur]",
    en: "two positive integers: [height, width]",
  },
};

/**
 * Pictures in another size, each pixel a mixture of the four pixels around its place (bilinear
 * interpolation).
 * @param images [batch, height, width, channels], or a single picture [height, width, channels]
 * @param size the new height and width
 * @param alignCorners whether the pixels at the corners keep their places; false by default
 * @param halfPixelCenters whether the place of a pixel is its middle, as in TensorFlow 2; false by default.
 *   Only one of both can be true.
 * @example
 * ```ts
 * image.resizeBilinear([[[0], [10]]], [1, 4]).print(); // [[[0], [5], [10], [10]]]
 * ```
 */
export function resizeBilinear(
  images: TensorLike,
  size: Pair,
  alignCorners?: boolean,
  halfPixelCenters?: boolean,
): Tensor;
export function resizeBilinear(...given: Given): Tensor {
  return resized(given, "image.resizeBilinear", raw.bilinear, floatingType);
}

/**
 * Pictures in another size, each pixel a copy of the pixel nearest to its place.
 * @param images [batch, height, width, channels], or a single picture [height, width, channels]
 * @param size the new height and width
 * @param alignCorners whether the pixels at the corners keep their places; false by default
 * @param halfPixelCenters whether the place of a pixel is its middle, as in TensorFlow 2; false by default.
 *   Only one of both can be true.
 * @example
 * ```ts
 * image.resizeNearestNeighbor([[[1], [2]]], [1, 4]).print(); // [[[1], [1], [2], [2]]]
 * ```
 */
export function resizeNearestNeighbor(
  images: TensorLike,
  size: Pair,
  alignCorners?: boolean,
  halfPixelCenters?: boolean,
): Tensor;
export function resizeNearestNeighbor(...given: Given): Tensor {
  return resized(given, "image.resizeNearestNeighbor", raw.nearestNeighbor, (dtype) => dtype);
}

type Given = readonly [images: TensorLike, size: Pair, alignCorners?: boolean, halfPixelCenters?: boolean];

function resized(
  given: Given,
  where: string,
  mix: (extent: number, size: number, grid: Grid) => Mixture,
  typeOf: (dtype: DataType) => DataType,
): Tensor {
  refuseMore(given, 4, where);
  const [images, size, alignCorners = false, halfPixelCenters = false] = given;
  const x = asTensor(images, where, "images");
  checkKind(size, SIZE, where, "size");
  checkKind(alignCorners, TRUTH, where, "alignCorners");
  checkKind(halfPixelCenters, TRUTH, where, "halfPixelCenters");
  if (alignCorners && halfPixelCenters) throw twoGrids(where);
  if (x.rank === 3) {
    const batch = expandDims(x);
    return squeeze(resized([batch, size, alignCorners, halfPixelCenters], where, mix, typeOf), [0]);
  }
  if (x.rank !== 4 || x.size === 0) throw noPictures(x, where);
  const [rows, columns] = [0, 1].map((axis) =>
    mix(x.shape[1 + axis], size[axis], { alignCorners, halfPixelCenters }),
  );
  return mixed(x, rows, columns, typeOf(x.dtype));
}

/** The pixels, mixed; this map is linear, and so is the next one, its transpose. */
function mixed(x: Tensor, rows: Mixture, columns: Mixture, dtype: DataType): Tensor {
  return recordComposed([x], raw.resample(x, rows, columns, dtype), (gradient) => [
    mixedBack(gradient, rows, columns, x.shape),
  ]);
}

/** The gradient of pictures of this shape from that of the mixed pixels. */
function mixedBack(output: Tensor, rows: Mixture, columns: Mixture, shape: Shape): Tensor {
  return recordComposed([output], raw.resampleByInput(output, rows, columns, shape), (gradient) => [
    mixed(gradient, rows, columns, output.dtype),
  ]);
}

function noPictures({ shape }: Tensor, where: string): ShapeError {
  return new ShapeError({
    where,
    argument: "images",
    received: formatShape(shape),
    expected: {
      fr: "[lot, hauteur, largeur, canaux] ou [hauteur, largeur, canaux], sans axe vide",
      en: "[batch, height, width, channels] or [height, width, channels], without an empty axis",
    },
    mend: {
      fr: "Une image grise gagne l’axe des canaux par expandDims(-1).",
      en: "A grey picture gets the axis of channels by expandDims(-1).",
    },
  });
}

function twoGrids(where: string): ArgumentError {
  return new ArgumentError({
    where,
    argument: "alignCorners, halfPixelCenters",
    received: "true, true",
    expected: { fr: "un seul des deux", en: "only one of both" },
    mend: {
      fr: "halfPixelCenters: true donne les nombres de TensorFlow 2, alignCorners: true garde les pixels des coins.",
      en: "halfPixelCenters: true gives the numbers of TensorFlow 2, alignCorners: true keeps the pixels at the corners.",
    },
  });
}
