/** An optimizer of the engine with the options and rules of TensorFlow.js. */
import { optimizerForTensorFlow } from "../../model/saving/tensorflow-optimizers.js";
import { Adadelta } from "../../optimizers/adaptive.js";
import type { Optimizer as EngineOptimizer, Update } from "../../optimizers/optimizer.js";
import { isEngine, within } from "../memory/tracking.js";
import { step } from "./adadelta.js";

/** The options as the engine names them. */
export function engineConfig(optimizer: EngineOptimizer): Record<string, unknown> {
  const { getConfig } = Object.getPrototypeOf(optimizer) as EngineOptimizer;
  return getConfig.call(optimizer);
}

/** The same optimizer, with members of its own. */
export function shownOptimizer<Made extends EngineOptimizer>(optimizer: Made): Made {
  const own: Record<string, unknown> = {
    /** The names of TensorFlow.js for the program (`useNesterov`), those of the engine for the engine. */
    getConfig: () => {
      const theirs = isEngine() ? undefined : within(() => optimizerForTensorFlow(optimizer)?.config);
      return theirs === undefined ? engineConfig(optimizer) : { ...theirs };
    },
    ...(optimizer instanceof Adadelta ? { update: (given: Update) => step(optimizer, given) } : {}),
  };
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(optimizer, name, { configurable: true, writable: true, value });
  return optimizer;
}
