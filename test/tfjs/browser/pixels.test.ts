/** Pictures as tensors and back, as TensorFlow.js does in Node; canvases are tried in a browser. */
import assert from "node:assert/strict";
import * as oracle from "@tensorflow/tfjs";
import * as tf from "../../../src/tfjs/index.js";

const picture = { width: 2, height: 1, data: Uint8Array.of(1, 2, 3, 4, 250, 251, 252, 253) };

describe("pictures", () => {
  for (const channels of [1, 3, 4])
    it(`become tensors of ${channels} channel(s)`, async () => {
      const ours = tf.browser.fromPixels(picture, channels);
      const theirs = oracle.browser.fromPixels(picture as never, channels);
      assert.equal(ours.dtype, theirs.dtype);
      assert.deepEqual(ours.shape, theirs.shape);
      assert.deepEqual(ours.arraySync(), theirs.arraySync());
      assert.deepEqual((await tf.browser.fromPixelsAsync(picture, channels)).arraySync(), ours.arraySync());
    });

  for (const [name, values, shape, dtype] of [
    ["grey real numbers", [0, 0.25, 0.5, 1], [2, 2], "float32"],
    ["grey whole numbers", [0, 7, 128, 255], [2, 2, 1], "int32"],
    ["colours", [0, 0.1, 0.2, 0.5, 0.6, 1], [1, 2, 3], "float32"],
    ["colours with opacity", [0, 1, 2, 3, 252, 253, 254, 255], [2, 1, 4], "int32"],
  ] as const)
    it(`give bytes of ${name}`, async () => {
      const extents = [...shape] as unknown as [number, number, number];
      const ours = await tf.browser.toPixels(tf.tensor([...values], extents, dtype) as tf.Tensor3D);
      const theirs = await oracle.browser.toPixels(
        oracle.tensor([...values], extents, dtype) as oracle.Tensor3D,
      );
      assert.deepEqual(ours, theirs);
    });

  it("give bytes of plain arrays", async () => {
    assert.deepEqual(await tf.browser.toPixels([[0, 255]]), await oracle.browser.toPixels([[0, 255]]));
  });

  it("are refused where there is no picture", async () => {
    for (const wrong of [null, 3, {}, { width: 1, height: 1 }])
      assert.throws(() => tf.browser.fromPixels(wrong as never), { name: "ArgumentError" });
    assert.throws(() => tf.browser.fromPixels(picture, 5), { name: "ArgumentError" });
    await assert.rejects(tf.browser.toPixels(tf.tensor2d([[2]])), { name: "ArgumentError" });
    await assert.rejects(tf.browser.toPixels(tf.tensor2d([[-1]], undefined, "int32")), {
      name: "ArgumentError",
    });
    await assert.rejects(tf.browser.toPixels(tf.tensor1d([1]) as never), { name: "ShapeError" });
    await assert.rejects(tf.browser.toPixels(tf.zeros([1, 1, 2]) as never), { name: "ShapeError" });
    assert.throws(() => tf.browser.draw(), /toPixels/);
  });
});
