/**
 * The second public entry, `import * as tf from "neurones/tfjs"`: the engine under the names of
 * TensorFlow.js, and with its answers where the two differ. It names and composes, and computes nothing.
 */
import "../autograd/methods.js";
import "../fast/register.js";
import "./operations/chained.js";
import "./layers/activations.js";
import "./layers/members.js";
import "./tensors/methods.js";

export * from "./operations/exports.js";
export * from "./operations/aliases.js";
export * from "./operations/composed.js";
export * from "./tensors/create.js";
export * from "./tensors/types.js";
export { buffer, TensorBuffer } from "./tensors/buffer.js";
export { variable } from "./tensors/variables.js";
export { Tensor, Variable } from "./tensors/classes.js";
export { dispose, keep, memory, tidy, type MemoryInfo } from "./memory/memory.js";
export { profile, time, type KernelInfo, type ProfileInfo, type TimingInfo } from "./memory/profile.js";
export * from "./training/gradients.js";
export { Optimizer, train } from "./training/optimizers.js";
export * from "./training/optimizer-classes.js";
export * from "./training/callbacks.js";
export * as losses from "./training/losses.js";
export { Reduction } from "./training/losses.js";
export * as metrics from "./training/metrics.js";
export { constraints } from "./layers/constraints.js";
export { image, linalg, math } from "./operations/namespaces.js";
export { regularizers } from "./layers/regularizers.js";
export * as serialization from "./layers/serialization.js";
export * as models from "./models/json.js";
export { layers } from "./layers/layers.js";
export { initializers } from "./layers/initializers.js";
export { input } from "./models/input.js";
export { LayersModel, model, Sequential, sequential } from "./models/models.js";
export type {
  ContainerArgs,
  ModelCompileArgs,
  ModelEvaluateArgs,
  ModelFitArgs,
  ModelFitDatasetArgs,
  ModelPredictArgs,
  SequentialArgs,
} from "./models/types.js";
export { SymbolicTensor } from "./layers/symbolic-tensor.js";
export { History } from "./training/history.js";
export type { Layer as RNN, LayerVariable } from "./layers/types.js";
export * from "./environment.js";
export * as util from "./util.js";
export * as data from "./data/data.js";
export * as browser from "./browser/pixels.js";
export * as io from "./io/io.js";
export { loadLayersModel } from "./models/load.js";
export {
  avgPool3d,
  complex,
  conv3d,
  conv3dTranspose,
  copyRegisteredKernels,
  cosineWindow,
  deregisterOp,
  dilation2d,
  enclosingPowerOfTwo,
  fft,
  findBackendFactory,
  forceHalfFloat,
  getGradient,
  getKernel,
  getKernelsForBackend,
  ifft,
  imag,
  irfft,
  loadGraphModel,
  loadGraphModelSync,
  maxPool3d,
  op,
  raggedGather,
  raggedRange,
  raggedTensorToTensor,
  real,
  registerGradient,
  registerKernel,
  registerOp,
  rfft,
  setPlatform,
  setWebGLContext,
  signal,
  sparse,
  sparseToDense,
  spectral,
  string,
  unregisterGradient,
  unregisterKernel,
} from "./left-out-names.js";
