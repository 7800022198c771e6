/**
 * The same bits on every machine: asked for by `compile({ deterministic: true })`, or for all models by `NEURONES_DETERMINISTIC=1`.
 *
 * Where numbers differ from machine to machine it is by multiply-add in one rounding (relaxed SIMD), which a processor has or has
 * not. The kernels without it compute by IEEE 754 alone; they take a third longer or so. The number of threads makes no difference
 * in either case (see `program/halves.ts`).
 */
import { isSwitchedOn } from "../host/environment.js";
import { AutogradEngine } from "../model/training/autograd-engine.js";
import type { Batch, BatchResult, RunnableModel, TrainingEngine } from "../model/training/training-engine.js";
import { plainBackend, useBackend, type Backend } from "../tensor/backend.js";
import type { Tensor } from "../tensor/tensor.js";
import { compiledBackend } from "./backend.js";
import { fastestFlavour, compiledModule, type Flavour } from "./compiled.js";

/** Whether all models are to give the same bits everywhere. */
export function isDeterministicEverywhere(): boolean {
  return isSwitchedOn("NEURONES_DETERMINISTIC");
}

/** The kernels for a model; undefined where none can run. */
export function flavourFor({ training }: RunnableModel): Flavour | undefined {
  if (training?.deterministic !== true && !isDeterministicEverywhere()) return fastestFlavour();
  return compiledModule("plain") === undefined ? undefined : "plain";
}

/** Autograd on the kernels without multiply-add, for a model that asks for it and has no program. */
export function deterministicAutograd(model: RunnableModel): TrainingEngine | undefined {
  return model.training?.deterministic === true && !isDeterministicEverywhere()
    ? new OnPlainKernels(new AutogradEngine(model))
    : undefined;
}

/** An engine whose operations are those of other kernels while it computes. */
class OnPlainKernels implements TrainingEngine {
  readonly name: string;
  private readonly engine: TrainingEngine;
  private readonly backend: Backend = compiledBackend("plain") ?? plainBackend;

  constructor(engine: TrainingEngine) {
    this.engine = engine;
    this.name = `${engine.name}, deterministic`;
  }

  private compute<Result>(work: () => Result): Result {
    const before = useBackend(this.backend);
    try {
      return work();
    } finally {
      useBackend(before);
    }
  }

  trainBatch(batch: Batch, seed: number): BatchResult {
    return this.compute(() => this.engine.trainBatch(batch, seed));
  }

  evaluateBatch(batch: Batch): BatchResult {
    return this.compute(() => this.engine.evaluateBatch(batch));
  }

  predictBatch(inputs: readonly Tensor[]): readonly Tensor[] {
    return this.compute(() => this.engine.predictBatch(inputs));
  }

  synchronize(): void {
    this.engine.synchronize();
  }
}
