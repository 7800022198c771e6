/** The classes of TensorFlow.js' optimizers: made by `new`, restored by `fromConfig`, known to `instanceof`. */
import { optimizerFromTensorFlow } from "../../model/saving/tensorflow-optimizers.js";
import { Optimizer as EngineOptimizer } from "../../optimizers/train.js";
import { shown, train, type Optimizer } from "./optimizers.js";

/** A class whose objects are optimizers of the engine. */
interface OptimizerClass<Arguments extends readonly unknown[]> {
  readonly className: string;
  new (...given: Arguments): Optimizer;
  /** The optimizer with these options. */
  fromConfig(optimizerClass: unknown, config: Readonly<Record<string, unknown>>): Optimizer;
}

function optimizerClass<Arguments extends readonly unknown[]>(
  className: string,
  make: (...given: Arguments) => Optimizer,
): OptimizerClass<Arguments> {
  class ProgramOptimizer {
    static readonly className = className;

    constructor(...given: Arguments) {
      return make(...given);
    }

    static fromConfig(_: unknown, config: Readonly<Record<string, unknown>>): Optimizer {
      return shown(optimizerFromTensorFlow({ class_name: className, config }));
    }

    static [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof EngineOptimizer && (value as unknown as Optimizer).getClassName() === className;
    }
  }
  return ProgramOptimizer as unknown as OptimizerClass<Arguments>;
}

export const SGDOptimizer = optimizerClass("SGD", train.sgd);
export type SGDOptimizer = Optimizer;
export const MomentumOptimizer = optimizerClass("Momentum", train.momentum);
export type MomentumOptimizer = Optimizer;
export const RMSPropOptimizer = optimizerClass("RMSProp", train.rmsprop);
export type RMSPropOptimizer = Optimizer;
export const AdagradOptimizer = optimizerClass("Adagrad", train.adagrad);
export type AdagradOptimizer = Optimizer;
export const AdadeltaOptimizer = optimizerClass("Adadelta", train.adadelta);
export type AdadeltaOptimizer = Optimizer;
export const AdamOptimizer = optimizerClass("Adam", train.adam);
export type AdamOptimizer = Optimizer;
export const AdamaxOptimizer = optimizerClass("Adamax", train.adamax);
export type AdamaxOptimizer = Optimizer;
