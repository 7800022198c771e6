/** Pictures: from pixels to tensors and back, filtered by kernels of one's own, made larger and smaller. */
import * as tf from "neurones/tfjs";
import { type Results } from "./draws.js";

const SIDE = 8;

export async function main(): Promise<Results> {
  const bytes = Uint8Array.from({ length: SIDE * SIDE * 4 }, (_, i) => (i * 37 + (i >> 4) * 11) % 256);
  const pixels = tf.browser.fromPixels({ data: bytes, width: SIDE, height: SIDE });
  const grey: tf.Tensor3D = pixels.mean(2, true);
  const blur: tf.Tensor4D = tf.ones([3, 3, 1, 1]).div(9);
  const across = tf.tensor4d([-1, 0, 1, -2, 0, 2, -1, 0, 1], [3, 3, 1, 1]);
  const edges = tf.tidy(() => {
    const x = tf.conv2d(grey, across, [1, 1], "same");
    const y = tf.conv2d(grey, across.transpose([1, 0, 2, 3]) as tf.Tensor4D, 1, 1);
    const strength = tf.sqrt(x.square().add(y.square()));
    return strength.sub(strength.min()).div(strength.max().sub(strength.min()));
  });
  const floats = pixels.toFloat();
  const batch: tf.Tensor4D = floats.expandDims(0);
  const shown = await tf.browser.toPixels(pixels);
  return {
    pixels: await pixels.data(),
    shown: Array.from(shown),
    blurred: await grey.conv2d(blur, 1, "same").data(),
    edges: await edges.mul(255).toInt().data(),
    normalised: await floats.div(127.5).sub(1).data(),
    larger: await tf.image.resizeBilinear(floats, [12, 12], true).data(),
    smaller: await tf.image.resizeNearestNeighbor(pixels, [3, 5]).data(),
    flipped: await tf.image.flipLeftRight(batch).data(),
    oneGrey: await tf.image.rgbToGrayscale(pixels).data(),
    pooled: await tf.pool(floats, [2, 2], "avg", "valid", 1, 2).data(),
    corner: await pixels.slice([1, 1, 0], [2, 2, 3]).reverse(-1).data(),
    patches: await tf.depthwiseConv2d(floats, tf.ones<tf.Rank.R4>([2, 2, 3, 1]), 2, "valid").data(),
    widths: await tf.pad3d(floats, [[1, 1], [0, 2], [0, 0]]).data(), // prettier-ignore
  };
}
