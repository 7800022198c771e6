/**
 * The types of the kernels: functions of addresses in one memory, which `assembly/index.ts` exports.
 *
 * An address is a byte offset, a multiple of 16; 0 means "no array". Counts are counts of numbers, not of
 * bytes. The AssemblyScript sources describe what each kernel computes.
 */
import type { WithConstants } from "../host/compiled-module.js";
import type { ActivationKernels } from "./kernels/activations.js";
import type { AttentionKernels } from "./kernels/attention.js";
import type { ConvolutionKernels } from "./kernels/convolutions.js";
import type { LossKernels } from "./kernels/losses.js";
import type { MatrixKernels } from "./kernels/matrices.js";
import type { NormalizationKernels } from "./kernels/normalization.js";
import type { NumberKernels } from "./kernels/numbers.js";
import type { OptimizerKernels } from "./kernels/optimizers.js";
import type { PoolingKernels } from "./kernels/pooling.js";
import type { RecurrentKernels } from "./kernels/recurrent.js";
import type { WinogradKernels } from "./kernels/winograd.js";
import type { WordKernels } from "./kernels/words.js";

/** All kernels. */
export interface Kernels
  extends
    WithConstants,
    MatrixKernels,
    ActivationKernels,
    NumberKernels,
    LossKernels,
    OptimizerKernels,
    ConvolutionKernels,
    WinogradKernels,
    PoolingKernels,
    WordKernels,
    RecurrentKernels,
    NormalizationKernels,
    AttentionKernels {}
