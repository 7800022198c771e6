/**
 * Training that gives the same bits on every machine: requested by `compile({ deterministic: true })`, or for
 * all models by `NEURONES_DETERMINISTIC=1`.
 *
 * Results differ between machines because only some processors multiply and add with a single rounding
 * (relaxed SIMD). The kernels without it follow IEEE 754 exactly, and take about a third longer. The number
 * of threads makes no difference in either case (see `program/parts.ts`).
 */
import { isSwitchedOn } from "../host/environment.js";
import { AutogradEngine } from "../model/training/autograd-engine.js";
import type { Batch, BatchResult, RunnableModel, TrainingEngine } from "../model/training/training-engine.js";
import { plainBackend, useBackend, type Backend } from "../tensor/backend.js";
import type { Tensor } from "../tensor/tensor.js";
import { compiledBackend } from "./backend.js";
import { fastestFlavour, kernelModule, type Flavour } from "./kernel-module.js";

/** Whether the environment requests the same bits everywhere for all models. */
export function isDeterministicEverywhere(): boolean {
  return isSwitchedOn("NEURONES_DETERMINISTIC");
}

/** The flavour of kernels for a model; undefined where the machine runs none that it may use. */
export function flavourFor({ training }: RunnableModel): Flavour | undefined {
  if (training?.deterministic !== true && !isDeterministicEverywhere()) return fastestFlavour();
  return kernelModule("plain") === undefined ? undefined : "plain";
}

/**
 * Autograd on the kernels without fused multiply-add, for a deterministic model that cannot be lowered to a
 * program. Undefined for other models, and where the environment makes all operations deterministic anyway.
 */
export function deterministicAutograd(model: RunnableModel): TrainingEngine | undefined {
  return model.training?.deterministic === true && !isDeterministicEverywhere()
    ? new OnPlainKernels(new AutogradEngine(model))
    : undefined;
}

/** Computes with the operations of autograd on the plain flavour of kernels. */
export function onPlainKernels<Result>(work: () => Result): Result {
  plainKernels ??= compiledBackend("plain") ?? plainBackend;
  const before = useBackend(plainKernels);
  try {
    return work();
  } finally {
    useBackend(before);
  }
}

let plainKernels: Backend | undefined;

/** Switches to the plain flavour of kernels while another engine computes. */
class OnPlainKernels implements TrainingEngine {
  readonly name: string;
  private readonly engine: TrainingEngine;

  constructor(engine: TrainingEngine) {
    this.engine = engine;
    this.name = `${engine.name}, deterministic`;
  }

  trainBatch(batch: Batch, seed: number): BatchResult {
    return onPlainKernels(() => this.engine.trainBatch(batch, seed));
  }

  evaluateBatch(batch: Batch): BatchResult {
    return onPlainKernels(() => this.engine.evaluateBatch(batch));
  }

  predictBatch(inputs: readonly Tensor[]): readonly Tensor[] {
    return onPlainKernels(() => this.engine.predictBatch(inputs));
  }

  lend(): void {
    this.engine.lend();
  }

  synchronize(): void {
    this.engine.synchronize();
  }
}
