/** `tf.time` and `tf.profile`: how long a function takes, and which operations it calls. */
import { tensorsIn } from "./containers.js";
import { counts, observe } from "./tracking.js";

export interface TimingInfo {
  kernelMs: number;
  wallMs: number;
}

/**
 * How long a function takes, in milliseconds.
 * @param f the function
 */
export async function time(f: () => void | Promise<void>): Promise<TimingInfo> {
  const start = performance.now();
  await f();
  const wallMs = performance.now() - start;
  return { kernelMs: wallMs, wallMs };
}

/** One operation that a function has called. */
export interface KernelInfo {
  name: string;
  bytesAdded: number;
  totalBytesSnapshot: number;
  tensorsAdded: number;
  totalTensorsSnapshot: number;
  inputShapes: number[][];
  outputShapes: number[][];
  kernelTimeMs: number;
  extraInfo: string;
}

export interface ProfileInfo {
  newBytes: number;
  newTensors: number;
  peakBytes: number;
  kernels: KernelInfo[];
  /** The names of the operations, each once. */
  kernelNames: string[];
  result: unknown;
}

/** TensorFlow.js' names of kernels that are not those of the operations. */
const KERNELS: Readonly<Record<string, string>> = {
  ...{ matMul: "BatchMatMul", mul: "Multiply", div: "RealDiv", gather: "GatherV2", pad: "PadV2" },
  ...{ where: "Select", conv2d: "Conv2D", depthwiseConv2d: "DepthwiseConv2dNative", isNaN: "IsNan" },
  ...{ batchNorm: "FusedBatchNorm", split: "SplitV", stack: "Pack", unstack: "Unpack" },
};

/**
 * How many tensors and bytes a function makes, and by which operations.
 * @param f the function
 */
export async function profile(f: () => unknown): Promise<ProfileInfo> {
  const before = counts();
  const kernels: KernelInfo[] = [];
  observe((name, call) => {
    const first = counts();
    const start = performance.now();
    const result = call();
    const kernelTimeMs = performance.now() - start;
    const { tensors, bytes } = counts();
    const outputs = tensorsIn(result);
    kernels.push({
      name: KERNELS[name] ?? name[0].toUpperCase() + name.slice(1),
      bytesAdded: bytes - first.bytes,
      totalBytesSnapshot: bytes,
      tensorsAdded: tensors - first.tensors,
      totalTensorsSnapshot: tensors,
      inputShapes: [],
      outputShapes: outputs.map(({ shape }) => [...shape]),
      kernelTimeMs,
      extraInfo: "",
    });
    return result;
  });
  try {
    const result = await f();
    const after = counts();
    return {
      newBytes: after.bytes - before.bytes,
      newTensors: after.tensors - before.tensors,
      peakBytes: Math.max(after.bytes, ...kernels.map(({ totalBytesSnapshot }) => totalBytesSnapshot)),
      kernels,
      kernelNames: [...new Set(kernels.map(({ name }) => name))],
      result,
    };
  } finally {
    observe(undefined);
  }
}
