/**
 * Convolution and pooling, compared with their definitions and TensorFlow.js, and their gradients with
 * differences.
 */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { avgPool, conv2d, conv2dTranspose, maxPool } from "../../src/autograd/operations/operations.js";
import { valueAndGrads } from "../../src/autograd/gradients.js";
import { ShapeError } from "../../src/errors/errors.js";
import { randomNormal } from "../../src/tensor/create.js";
import { slideAlong, type Padding, type Pair } from "../../src/tensor/operations/window.js";
import type { Tensor } from "../../src/tensor/tensor.js";
import { agreesWithDifferences } from "./differences.js";

interface Geometry {
  readonly size: Pair;
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
}

const GEOMETRIES: readonly Geometry[] = [
  { size: [5, 6], kernel: [3, 3], strides: [1, 1], padding: "valid" },
  { size: [5, 6], kernel: [3, 2], strides: [1, 1], padding: "same" },
  { size: [6, 5], kernel: [2, 3], strides: [2, 2], padding: "valid" },
  { size: [6, 7], kernel: [3, 3], strides: [2, 3], padding: "same" },
  { size: [4, 4], kernel: [1, 1], strides: [2, 2], padding: "same" },
];

const label = ({ size, kernel, strides, padding }: Geometry) =>
  `${kernel.join("×")} on ${size.join("×")}, strides ${strides.join("×")}, ${padding}`;
/**
 * Equal to 1e-5 of the largest number: the rounding error of a sum is relative to its largest term, not to
 * the sum.
 */
const close = (ours: Tensor, theirs: tf.Tensor, what: string) => {
  assert.deepEqual(ours.shape, theirs.shape, what);
  const expected = Array.from(theirs.dataSync());
  const scale = Math.max(...expected.map(Math.abs));
  ours.data.forEach((value, i) =>
    assert.ok(
      Math.abs(value - expected[i]) <= 1e-5 * scale,
      `${what}[${i}]: ${value}, expected ${expected[i]}`,
    ),
  );
};
const theirs = (x: Tensor) => tf.tensor(x.data as Float32Array, [...x.shape]);

describe("convolution and pooling", () => {
  before(() => tf.setBackend("cpu"));

  for (const geometry of GEOMETRIES) {
    const { size, kernel, strides, padding } = geometry;
    const x = randomNormal([2, ...size, 3], 0, 1, "float32", 3);
    const filters = randomNormal([...kernel, 3, 4], 0, 1, "float32", 4);

    it(`conv2d, ${label(geometry)}: values and gradients as TensorFlow.js, gradients as differences`, () => {
      const ours = valueAndGrads((a, b) => conv2d(a, b, strides, padding).square().sum())([x, filters]);
      const other = tf.valueAndGrads((a, b) =>
        tf
          .conv2d(a as tf.Tensor4D, b as tf.Tensor4D, [...strides], padding)
          .square()
          .sum(),
      )([theirs(x), theirs(filters)]);
      close(
        conv2d(x, filters, strides, padding),
        tf.conv2d(theirs(x) as tf.Tensor4D, theirs(filters) as tf.Tensor4D, [...strides], padding),
        "value",
      );
      ours.grads.forEach((gradient, i) => close(gradient, other.grads[i], `gradient ${i}`));
      agreesWithDifferences("conv2d", (a, b) => conv2d(a, b, strides, padding), [x, filters]);
    });

    it(`conv2dTranspose, ${label(geometry)}: as TensorFlow.js, gradients as differences`, () => {
      const small = conv2d(x, filters, strides, padding);
      const { shape } = x;
      close(
        conv2dTranspose(small, filters, shape, strides, padding),
        tf.conv2dTranspose(
          theirs(small) as tf.Tensor4D,
          theirs(filters) as tf.Tensor4D,
          [...shape] as [number, number, number, number],
          [...strides],
          padding,
        ),
        "value",
      );
      agreesWithDifferences("conv2dTranspose", (a, b) => conv2dTranspose(a, b, shape, strides, padding), [
        small,
        filters,
      ]);
    });

    it(`maxPool and avgPool, ${label(geometry)}: as TensorFlow.js, gradients as differences`, () => {
      close(
        maxPool(x, kernel, strides, padding),
        tf.maxPool(theirs(x) as tf.Tensor4D, [...kernel], [...strides], padding),
        "maxPool",
      );
      close(
        avgPool(x, kernel, strides, padding),
        tf.avgPool(theirs(x) as tf.Tensor4D, [...kernel], [...strides], padding),
        "avgPool",
      );
      agreesWithDifferences("maxPool", (a) => maxPool(a, kernel, strides, padding), [x]);
      agreesWithDifferences("avgPool", (a) => avgPool(a, kernel, strides, padding), [x]);
    });
  }

  it("conv2d with dilations, as TensorFlow.js", () => {
    const x = randomNormal([2, 7, 7, 2], 0, 1, "float32", 3);
    const filters = randomNormal([3, 3, 2, 3], 0, 1, "float32", 4);
    for (const padding of ["valid", "same"] as const) {
      close(
        conv2d(x, filters, 1, padding, 2),
        tf.conv2d(theirs(x) as tf.Tensor4D, theirs(filters) as tf.Tensor4D, 1, padding, "NHWC", 2),
        padding,
      );
    }
    agreesWithDifferences("conv2d", (a, b) => conv2d(a, b, 1, "same", 2), [x, filters]);
  });

  it("a window has all positions that its definition allows, and no others", () => {
    const extent = fc.integer({ min: 1, max: 20 });
    const small = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(extent, small, small, small, (n, k, stride, dilation) => {
        const covered = dilation * (k - 1) + 1;
        const starts = Array.from({ length: n }, (_, i) => i * stride).filter(
          (start) => start + covered <= n,
        );
        assert.equal(Math.max(0, slideAlong(n, k, stride, dilation, "valid").count), starts.length);
        const { count, before } = slideAlong(n, k, stride, dilation, "same");
        assert.equal(count, Math.ceil(n / stride));
        // No position is lost at either end, and the border is as even as possible.
        const after = Math.max(0, (count - 1) * stride + covered - n) - before;
        assert.ok(before >= 0 && (after === before || after === before + 1));
      }),
    );
  });

  it("refuse pictures without channels, filters of other channels, windows that are too large", () => {
    const filters = randomNormal([3, 3, 3, 4]);
    assert.throws(() => conv2d(randomNormal([5, 5, 3]), filters), ShapeError);
    assert.throws(() => conv2d(randomNormal([1, 5, 5, 1]), filters), /\[1, 5, 5, 1\], \[3, 3, 3, 4\]/);
    assert.throws(() => maxPool(randomNormal([1, 2, 2, 1]), 3), /3 × 3/);
    assert.throws(() => maxPool(randomNormal([1, 4, 4, 1]), 2, 2, "full" as "same"), /"full"/);
    assert.throws(() => conv2dTranspose(randomNormal([1, 2, 2, 4]), filters, [1, 9, 9, 3]), ShapeError);
  });
});
