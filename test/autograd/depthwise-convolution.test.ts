/** Convolutions of sequences and of single channels, compared with TensorFlow.js, and what they refuse. */
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import { conv1d, depthwiseConv2d, separableConv2d } from "../../src/autograd/operations/operations.js";
import { randomNormal, zeros } from "../../src/tensor/create.js";
import { assertClose, toTensorFlow } from "../layers/oracle.js";
import { refusesEach } from "../model/complains.js";

describe("convolutions of sequences and of single channels", () => {
  before(() => tf.setBackend("cpu"));

  const picture = randomNormal([2, 7, 6, 3], 0, 1, "float32", 1);
  const filters = randomNormal([2, 3, 3, 2], 0, 1, "float32", 2);
  const pointwise = randomNormal([1, 1, 6, 4], 0, 1, "float32", 3);
  for (const [strides, padding, dilations] of [
    [[2, 1], "same", [1, 1]],
    [[1, 1], "valid", [2, 1]],
    [[1, 1], "same", [1, 2]],
  ] as const) {
    it(`strides ${strides.join("×")}, ${padding}, dilations ${dilations.join("×")}: the values of TensorFlow.js`, () => {
      const [x, f, p] = [picture, filters, pointwise].map((each) => toTensorFlow(each) as tf.Tensor4D);
      assertClose(
        depthwiseConv2d(picture, filters, strides, padding, dilations),
        tf.depthwiseConv2d(x, f, [...strides], padding, "NHWC", [...dilations]),
        "depthwise",
      );
      assertClose(
        separableConv2d(picture, filters, pointwise, strides, padding, dilations),
        tf.separableConv2d(x, f, p, [...strides], padding, [...dilations]),
        "separable",
      );
      const [stride, dilation] = [strides[0], dilations[0]];
      const [sequence, kernel] = [picture.reshape([2, 14, 9]), filters.reshape([2, 9, 2])];
      assertClose(
        conv1d(sequence, kernel, stride, padding, dilation),
        tf.conv1d(
          toTensorFlow(sequence) as tf.Tensor3D,
          toTensorFlow(kernel) as tf.Tensor3D,
          stride,
          padding,
          "NWC",
          dilation,
        ),
        "conv1d",
      );
    });
  }

  refusesEach([
    ["sequences without features", () => conv1d(zeros([1, 5]), zeros([3, 1, 2])), { where: "conv1d" }],
    [
      "sequences shorter than the filters",
      () => conv1d(zeros([1, 4, 1]), zeros([3, 1, 2]), 1, "valid", 2),
      { where: "conv1d", received: /\[1, 4, 1\]/, expected: /5/ },
    ],
    [
      "filters for another number of channels",
      () => depthwiseConv2d(picture, zeros([2, 2, 4, 1])),
      { where: "depthwiseConv2d", argument: "x, filters" },
    ],
    [
      "second filters for another number of channels",
      () => separableConv2d(picture, filters, zeros([1, 1, 3, 4])),
      { where: "separableConv2d", argument: "depthwiseFilter, pointwiseFilter" },
    ],
  ]);
});
