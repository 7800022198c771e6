/** Resized pictures, compared with TensorFlow.js, and what the operations refuse. */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import * as image from "../../src/autograd/operations/image.js";
import { randomNormal, tensor, zeros } from "../../src/tensor/create.js";
import { assertClose, toTensorFlow } from "../layers/oracle.js";
import { refusesEach } from "../model/complains.js";

describe("resized pictures", () => {
  before(() => tf.setBackend("cpu"));

  const extent = fc.integer({ min: 1, max: 9 });
  const grid = fc.constantFrom([false, false], [true, false], [false, true]);
  for (const name of ["resizeBilinear", "resizeNearestNeighbor"] as const) {
    it(`${name}: the pixels of TensorFlow.js, from any size to any other`, () => {
      fc.assert(
        fc.property(fc.tuple(extent, extent), fc.tuple(extent, extent), grid, (from, to, [corners, half]) => {
          const x = randomNormal([2, ...from, 3], 0, 1, "float32", 5);
          const theirs = tf.image[name](toTensorFlow(x) as tf.Tensor4D, to, corners, half);
          assertClose(image[name](x, to, corners, half), theirs, name);
        }),
        { numRuns: 60 },
      );
    });
  }

  it("keep the type of whole numbers where no pixels are mixed", () => {
    const x = tensor(new Uint8Array([1, 200]), [1, 2, 1]);
    assert.equal(image.resizeNearestNeighbor(x, [2, 2]).dtype, "uint8");
    assert.equal(image.resizeBilinear(x, [2, 2]).dtype, "float32");
    assert.deepEqual(image.resizeNearestNeighbor(x, [1, 4]).arraySync(), [[[1], [1], [200], [200]]]);
  });

  it("do not spread an infinite pixel to those that it has no part in", () => {
    const x = tensor([[[[Infinity], [1], [2]]]]);
    assert.deepEqual(Array.from(image.resizeBilinear(x, [1, 3]).data), [Infinity, 1, 2]);
  });

  refusesEach([
    [
      "one number as the size",
      () => image.resizeBilinear(zeros([1, 2, 2, 1]), 4 as never),
      { argument: "size" },
    ],
    ["pictures without channels", () => image.resizeBilinear(zeros([2, 2]), [4, 4]), { argument: "images" }],
    ["pictures without pixels", () => image.resizeBilinear(zeros([0, 2, 1]), [4, 4]), { argument: "images" }],
    [
      "both grids at once",
      () => image.resizeNearestNeighbor(zeros([2, 2, 1]), [4, 4], true, true),
      { where: "image.resizeNearestNeighbor", argument: "alignCorners, halfPixelCenters" },
    ],
  ]);
});
