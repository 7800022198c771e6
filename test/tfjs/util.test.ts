/** `tf.util`, buffers and what programs ask of the surroundings, compared with TensorFlow.js. */
import assert from "node:assert/strict";
import * as theirs from "@tensorflow/tfjs";
import { setSeed } from "../../src/index.js";
import * as ours from "../../src/tfjs/index.js";

type Library = typeof theirs;
const tf = ours as unknown as Library;

/** What a call gives in each library: its value as plain data, or that it throws. */
function outcomes(calls: readonly ((library: Library) => unknown)[]): unknown[][] {
  return [tf, theirs].map((library) =>
    calls.map((call) => {
      try {
        return JSON.stringify(call(library)) ?? "undefined";
      } catch {
        return "thrown";
      }
    }),
  );
}

const CALLS: readonly ((library: Library) => unknown)[] = [
  ({ util }) => [util.sizeFromShape([2, 3]), util.sizeFromShape([]), util.computeStrides([2, 3, 4])],
  ({ util }) => [util.flatten([1, [2, [3, 4]]]), util.flatten([new Uint8Array([1, 2])], [], true).length],
  ({ util }) => [util.nearestDivisor(12, 5), util.sizeToSquarishShape(10), util.clamp(0, 5, 3)],
  ({ util }) => [util.nearestLargerEven(3), util.sum([1, 2, 3]), util.distSquared([1, 2], [3, 4])],
  ({ util }) => [util.parseAxisParam(-1, [2, 3]), util.parseAxisParam([0, -1], [2, 3])],
  ({ util }) => util.parseAxisParam(2, [2, 3]),
  ({ util }) => [util.squeezeShape([1, 2, 1]), util.squeezeShape([1, 2, 1], [0])],
  ({ util }) => util.squeezeShape([1, 2, 1], [1]),
  ({ util }) => [util.inferFromImplicitShape([2, -1], 6), util.inferFromImplicitShape([3], 3)],
  ({ util }) => util.inferFromImplicitShape([2, -1], 5),
  ({ util }) => util.inferFromImplicitShape([-1, -1], 4),
  ({ util }) => [util.rightPad("a", 3), util.tanh(0.5), util.arraysEqualWithNull([1, null as never], [1, 2])],
  ({ util }) => [util.inferDtype([1]), util.inferDtype(true), util.inferDtype(new Int32Array(2))],
  ({ util }) => [util.bytesPerElement("float32"), util.hasEncodingLoss("float32", "int32")],
  ({ util }) => [util.isValidDtype("bool"), util.isValidDtype("int8" as never)],
  ({ util }) => util.getTypedArrayFromDType("bool", 3).constructor.name,
  ({ util }) => [
    util.toNestedArray([2, 2], Float32Array.of(1, 2, 3, 4)),
    util.toNestedArray([1, 0], [] as never),
  ],
  ({ util }) => util.toNestedArray([2, 2], Float32Array.of(1, 2, 3)),
  ({ util }) => util.assertNonNegativeIntegerDimensions([-1]),
  ({ util }) => util.checkConversionForErrors([NaN], "int32"),
  ({ util }) => util.decodeString(util.encodeString("é")),
  (library) => library.buffer([2, 2], "float32", Float32Array.of(1, 2, 3, 4)).get(1, 0),
  (library) => library.buffer([2, 2]).get(2, 0),
  (library) => library.buffer([2, 2]).set(1, 0),
  (library) => library.buffer([1.5] as never),
  (library) => library.buffer([2, 2], "float32", Float32Array.of(1)),
  (library) => library.tensor1d([true, false]).dataSync().constructor.name,
  (library) => library.tensor1d([true, false]).bufferSync().toTensor().dtype,
  (library) => [library.scalar(1).rankType, library.ones([1, 1, 1, 1, 1]).rankType],
  (library) => [library.env().getBool("PROD"), library.env().get("IS_NODE"), library.env().get("IS_BROWSER")],
  (library) => [library.linspace(0, 1, 3).shape, library.ones([2]).rank],
  (library) => library.linspace(0, 1, 0),
];

describe("tf.util of neurones/tfjs", () => {
  it("answers as TensorFlow.js", () => {
    const [mine, other] = outcomes(CALLS);
    CALLS.forEach((call, i) => assert.equal(mine[i], other[i], String(call)));
  });

  it("draws random orders from the stream that setSeed begins anew", () => {
    const draw = () => {
      const values = Array.from({ length: 20 }, (_, i) => i);
      tf.util.shuffle(values);
      return [...values, ...tf.util.createShuffledIndices(5), tf.util.randUniform(0, 1)];
    };
    setSeed(3);
    const first = draw();
    assert.notDeepEqual(draw(), first);
    setSeed(3);
    assert.deepEqual(draw(), first);
  });
});

describe("measures of neurones/tfjs", () => {
  it("count tensors, buffers and bytes as TensorFlow.js", async () => {
    const counts = async (library: Library): Promise<unknown> => {
      const before = library.memory();
      const seen: number[][] = [];
      const see = () => {
        const { numTensors, numBytes, numDataBuffers } = library.memory();
        const { numTensors: tensors, numBytes: bytes, numDataBuffers: buffers } = before;
        seen.push([numTensors - tensors, numBytes - bytes, numDataBuffers - buffers]);
      };
      const x = library.tensor2d([1, 2, 3, 4], [2, 2]);
      const y = x.reshape([4]);
      see();
      const z = y.clone();
      x.dispose();
      see();
      library.dispose([y, z]);
      see();
      const profile = await library.profile(() => {
        const three = library.tensor1d([1, 2, 3]);
        three.square().dispose();
        return three;
      });
      const kernels = profile.kernels.map(({ name, bytesAdded, outputShapes }) => [
        name,
        bytesAdded,
        outputShapes,
      ]);
      const { newBytes, newTensors, kernelNames } = profile;
      library.dispose(profile.result as theirs.Tensor);
      return [seen, newBytes, newTensors, kernelNames, kernels, library.memory().unreliable];
    };
    assert.deepEqual(await counts(tf), await counts(theirs));
  });

  it("time a function", async () => {
    const { kernelMs, wallMs } = await tf.time(() => void tf.ones([2]).square());
    assert.equal(typeof kernelMs, "number");
    assert.ok(wallMs >= 0);
  });
});
