/** Random layers that read pictures, [height, width, channels]. */
import { ACTIVATIONS, type Drawing, type Node } from "./library.js";

type Pair = [number, number];

/** Pictures of this height and more are not made larger. */
const LARGE = 7;

export function pictureLayer<Symbolic>(drawing: Drawing<Symbolic>, node: Node<Symbolic>): Node<Symbolic> {
  const { layers, below, pick, named } = drawing;
  const { shape } = node;
  const [height, width, channels] = shape;
  const isLarge = Math.max(height, width) >= LARGE;
  switch (below(15)) {
    case 0:
      if (Math.min(height, width) >= 4) {
        const kind = pick([layers.maxPooling2d, layers.averagePooling2d]);
        return drawing.put(kind(named({ poolSize: 2 })), node, [
          Math.floor(height / 2),
          Math.floor(width / 2),
          channels,
        ]);
      }
      break;
    case 1:
      return drawing.put(layers.batchNormalization(named({})), node, shape);
    case 2:
      return drawing.put(pick([layers.globalAveragePooling2d, layers.globalMaxPooling2d])(named({})), node, [
        channels,
      ]);
    case 3:
      return drawing.put(layers.flatten(named({})), node, [height * width * channels]);
    case 4:
    case 13:
      if (!isLarge) return transposedConvolution(drawing, node);
      break;
    case 5:
      return depthwiseConvolution(drawing, node);
    case 6:
      return separableConvolution(drawing, node);
    case 7:
      if (!isLarge) {
        const size: Pair = pick([
          [2, 2],
          [1, 2],
          [3, 2],
        ]);
        return drawing.put(layers.upSampling2d(named({ size })), node, [
          size[0] * height,
          size[1] * width,
          channels,
        ]);
      }
      break;
    case 8:
      // Of one picture only: where a filter sees nothing but zeros, relu has no derivative that rounding leaves alone.
      if (height === 6 && width === 6)
        return drawing.put(layers.zeroPadding2d(named({ padding: 1 })), node, [
          height + 2,
          width + 2,
          channels,
        ]);
      break;
    case 9:
      if (Math.min(height, width) >= 3) {
        const cropping: [Pair, Pair] = [
          [1, 0],
          [0, 1],
        ];
        return drawing.put(layers.cropping2D(named({ cropping })), node, [height - 1, width - 1, channels]);
      }
      break;
    case 10: {
      const targetShape = [height, width * channels];
      return drawing.put(layers.reshape(named({ targetShape })), node, targetShape);
    }
    case 11:
      return drawing.put(pick([layers.layerNormalization, layers.leakyReLU])(named({})), node, shape);
    case 12:
      return drawing.put(
        layers.timeDistributed(
          named({ layer: layers.conv1d({ filters: 4, kernelSize: 2, padding: "same", activation: "tanh" }) }),
        ),
        node,
        [height, width, 4],
      );
  }
  return convolution(drawing, node);
}

/** The extents of the results of a window: with zeros at the border, or of the places that lie inside. */
function extentsAfter(extents: Pair, kernel: Pair, strides: Pair, isSame: boolean): Pair {
  const along = (axis: 0 | 1) =>
    isSame
      ? Math.ceil(extents[axis] / strides[axis])
      : Math.floor((extents[axis] - kernel[axis]) / strides[axis]) + 1;
  return [along(0), along(1)];
}

function convolution<Symbolic>(drawing: Drawing<Symbolic>, node: Node<Symbolic>): Node<Symbolic> {
  const { layers, below, pick, named } = drawing;
  const [height, width] = node.shape;
  const filters = pick([4, 8, 8]);
  const kernelSize: Pair = pick([
    [1, 1],
    [3, 3],
    [3, 3],
    [5, 5],
    [4, 4],
    [1, 3],
    [3, 2],
  ]);
  const dilationRate = below(5) === 0 ? 2 : 1;
  const strides: Pair =
    dilationRate === 2
      ? [1, 1]
      : pick([
          [1, 1],
          [1, 1],
          [2, 2],
          [1, 2],
        ]);
  const reach: Pair = [dilationRate * (kernelSize[0] - 1) + 1, dilationRate * (kernelSize[1] - 1) + 1];
  const isSame = below(3) > 0 || reach[0] > height || reach[1] > width;
  const layer = layers.conv2d(
    named({
      filters,
      kernelSize,
      strides,
      dilationRate,
      padding: isSame ? "same" : "valid",
      activation: pick(ACTIVATIONS),
      useBias: below(4) > 0,
    }),
  );
  return drawing.put(layer, node, [...extentsAfter([height, width], reach, strides, isSame), filters]);
}

function transposedConvolution<Symbolic>(drawing: Drawing<Symbolic>, node: Node<Symbolic>): Node<Symbolic> {
  const { layers, below, pick, named } = drawing;
  const [height, width] = node.shape;
  const filters = pick([4, 8]);
  const kernelSize = pick([2, 3, 4, 5]);
  const strides = pick([1, 2, 2]);
  const isSame = below(2) === 0;
  const after = (extent: number) => extent * strides + (isSame ? 0 : Math.max(kernelSize - strides, 0));
  const layer = layers.conv2dTranspose(
    named({
      filters,
      kernelSize,
      strides,
      padding: isSame ? "same" : "valid",
      activation: pick(ACTIVATIONS),
    }),
  );
  return drawing.put(layer, node, [after(height), after(width), filters]);
}

function depthwiseConvolution<Symbolic>(drawing: Drawing<Symbolic>, node: Node<Symbolic>): Node<Symbolic> {
  const { layers, below, pick, named } = drawing;
  const [height, width, channels] = node.shape;
  const kernelSize = pick([2, 3, 3]);
  const depthMultiplier = pick([1, 1, 2]);
  // TensorFlow.js ignores the dilation.
  const dilationRate = drawing.beyondTensorFlow && below(2) === 0 ? 2 : 1;
  const strides = dilationRate === 1 ? pick([1, 1, 2]) : 1;
  const layer = layers.depthwiseConv2d(
    named({
      kernelSize,
      strides,
      depthMultiplier,
      padding: "same",
      activation: pick(ACTIVATIONS),
      ...(dilationRate === 1 ? {} : { dilationRate }),
    }),
  );
  return drawing.put(layer, node, [
    ...extentsAfter([height, width], [kernelSize, kernelSize], [strides, strides], true),
    channels * depthMultiplier,
  ]);
}

function separableConvolution<Symbolic>(drawing: Drawing<Symbolic>, node: Node<Symbolic>): Node<Symbolic> {
  const { layers, pick, named } = drawing;
  const [height, width] = node.shape;
  const kernelSize = pick([2, 3]);
  const strides = pick([1, 2]);
  const layer = layers.separableConv2d(
    named({
      filters: 4,
      kernelSize,
      strides,
      depthMultiplier: pick([1, 2]),
      padding: "same",
      activation: pick(ACTIVATIONS),
    }),
  );
  return drawing.put(layer, node, [
    ...extentsAfter([height, width], [kernelSize, kernelSize], [strides, strides], true),
    4,
  ]);
}
