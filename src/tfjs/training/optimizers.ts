/**
 * Optimizers with TensorFlow.js' methods: gradients are applied by the names of variables. The methods are added
 * to the optimizers of the engine, whose `applyGradients` takes two lists.
 */
import { Optimizer as EngineOptimizer } from "../../optimizers/train.js";
import * as engine from "../../optimizers/train.js";
import type { Tensor as EngineTensor, Variable as EngineVariable } from "../../tensor/tensor.js";
import { isPlainObject } from "../../errors/known-options.js";
import type { TensorData } from "../../tensor/dtype.js";
import { count, within } from "../memory/tracking.js";
import { lenient } from "../options.js";
import { variableNamed } from "../tensors/variables.js";
import type { NamedTensor, NamedTensorMap, Scalar, Tensor, Variable } from "../tensors/types.js";
import { variableGrads } from "./gradients.js";
import { setState, stateOf } from "./optimizer-state.js";
import { engineConfig, shownOptimizer } from "./shown-optimizer.js";

/** An optimizer, as programs use it. */
export interface Optimizer {
  /** The number of steps so far. */
  readonly iterations: number;
  learningRate: unknown;
  minimize(f: () => Scalar, returnCost?: boolean, varList?: readonly (Variable | Tensor)[]): Scalar | null;
  computeGradients(
    f: () => Scalar,
    varList?: readonly (Variable | Tensor)[],
  ): { value: Scalar; grads: NamedTensorMap };
  applyGradients(gradients: NamedTensorMap | readonly NamedTensor[]): void;
  setLearningRate(rate: number): void;
  getConfig(): Record<string, unknown>;
  /** The number of steps, and the slots of each variable. */
  getWeights(): Promise<NamedTensor[]>;
  setWeights(weightValues: NamedTensor[]): Promise<void>;
  getClassName(): string;
  dispose(): void;
}

const original = {
  applyGradients: EngineOptimizer.prototype.applyGradients,
  minimize: EngineOptimizer.prototype.minimize,
  slotsOf: EngineOptimizer.prototype.slotsOf,
};

/** How many scalars TensorFlow.js keeps for an optimizer of each class from its beginning. */
const SCALARS: Readonly<Record<string, number>> = { SGD: 1, Momentum: 2, Adam: 2, Adamax: 2 };
const counted = new WeakMap<EngineOptimizer, number>();

function countFor(optimizer: EngineOptimizer, tensors: number, bytes: number): void {
  counted.set(optimizer, (counted.get(optimizer) ?? 0) + tensors);
  count(tensors, bytes);
}

/** An optimizer as programs see it; what TensorFlow.js keeps for it is counted as soon as it is made. */
export function shown(optimizer: EngineOptimizer): Optimizer {
  const made = optimizer as unknown as Optimizer;
  if (counted.has(optimizer)) return made;
  shownOptimizer(optimizer);
  const scalars = SCALARS[made.getClassName()] ?? 0;
  countFor(optimizer, scalars, 4 * scalars);
  return made;
}

type Pair = readonly [EngineVariable, EngineTensor];

/** The variables and gradients of a map or a list by names. */
function pairs(gradients: NamedTensorMap | readonly NamedTensor[]): Pair[] {
  const named = Array.isArray(gradients)
    ? (gradients as readonly NamedTensor[]).map(({ name, tensor }) => [name, tensor] as const)
    : Object.entries(gradients);
  return named
    .filter(([, tensor]) => tensor !== null && tensor !== undefined)
    .map(([name, tensor]) => [variableNamed(name), tensor as unknown as EngineTensor]);
}

function isNamed(gradients: unknown): gradients is NamedTensorMap | readonly NamedTensor[] {
  return (
    isPlainObject(gradients) ||
    (Array.isArray(gradients) && isPlainObject(gradients[0]) && "tensor" in gradients[0])
  );
}

const METHODS: Record<string, (this: EngineOptimizer, ...given: never[]) => unknown> = {
  applyGradients(first: unknown, second: readonly EngineTensor[]) {
    if (!isNamed(first)) return original.applyGradients.call(this, first as EngineVariable[], second);
    const each = pairs(first);
    within(() =>
      original.applyGradients.call(
        this,
        each.map(([variable]) => variable),
        each.map(([, gradient]) => gradient),
      ),
    );
  },
  minimize(f: () => EngineTensor, returnCost = false, variables?: readonly EngineVariable[]) {
    return within(() => original.minimize.call(this, f, returnCost ?? false, variables ?? undefined)) ?? null;
  },
  computeGradients(f: () => Scalar, variables?: readonly Variable[]) {
    return variableGrads(f, variables);
  },
  setLearningRate(rate: number) {
    this.learningRate = rate;
  },
  getClassName() {
    return this.className === "SGD" && engineConfig(this).momentum !== 0 ? "Momentum" : this.className;
  },
  getWeights() {
    return Promise.resolve(within(() => stateOf(this)));
  },
  setWeights(weightValues: NamedTensor[]) {
    within(() => setState(this, weightValues));
    return Promise.resolve();
  },
  /** TensorFlow.js' RMSprop has a running mean of gradients only if it is centred. */
  slotsOf(variable: EngineVariable): readonly TensorData[] {
    const isNew = this.slotTensors(variable).length === 0;
    const slots = original.slotsOf.call(this, variable);
    if (!isNew) return slots;
    const left = this.className === "RMSProp" && engineConfig(this).centered !== true ? 1 : 0;
    const tensors = Math.max(0, slots.length - left);
    countFor(this, tensors, tensors * variable.storage.byteLength);
    return slots;
  },
  dispose() {
    // TensorFlow.js leaves one of the scalars of momentum.
    const left = (this as unknown as Optimizer).getClassName() === "Momentum" ? 1 : 0;
    count(left - (counted.get(this) ?? left), 0);
    counted.set(this, 0);
  },
};

for (const [name, value] of Object.entries(METHODS))
  Object.defineProperty(EngineOptimizer.prototype, name, { configurable: true, writable: true, value });

/** A function that makes an optimizer, with null for an argument that is not given. */
type Maker<Make> = Make extends (...given: infer Arguments) => EngineOptimizer
  ? (...given: { [I in keyof Arguments]: Arguments[I] | null }) => Optimizer
  : never;

type Makers = Omit<typeof engine, "Optimizer">;

/** The arguments as the engine takes them; it has no decay of the learning rate of adamax, which is 0 by default. */
function argumentsOf(name: string, given: readonly unknown[]): unknown[] {
  const all = given.map((each) => each ?? undefined);
  return name === "adamax" && (all[4] ?? 0) === 0 ? all.slice(0, 4) : all;
}

/** `tf.train`: the engine's optimizers, with TensorFlow.js' arguments. */
export const train = Object.fromEntries(
  Object.entries(engine)
    .filter(([name]) => name !== "Optimizer")
    .map(([name, make]) => [
      name,
      (...given: unknown[]) =>
        shown(lenient(() => (make as (...all: unknown[]) => EngineOptimizer)(...argumentsOf(name, given)))),
    ]),
) as unknown as { readonly [Name in keyof Makers]: Maker<Makers[Name]> };

/** The class of all optimizers, for `instanceof`. */
export const Optimizer = EngineOptimizer as unknown as abstract new () => Optimizer;
