/** The base class of layers that change their input at random while a model trains, and only then. */
import { checkKind } from "../errors/check-options.js";
import { WHOLE_NUMBER } from "../errors/kinds.js";
import { RandomStream } from "../random/stream.js";
import type { Tensor } from "../tensor/tensor.js";
import { callContext } from "./call-context.js";
import { Layer, type CallContext, type LayerOptions } from "./layer.js";
import { one } from "./shapes.js";

export interface RandomOptions extends LayerOptions {
  /** Another seed gives other random numbers; by default they depend on the model's seed alone. */
  readonly seed?: number | null;
}

export abstract class TrainingOnly extends Layer {
  override readonly supportsMasking = true;
  readonly seed: number | undefined;

  constructor(options: RandomOptions) {
    super(options);
    const { seed = null } = options;
    if (seed !== null) checkKind(seed, WHOLE_NUMBER, this.label, "seed");
    this.seed = seed ?? undefined;
  }

  /** The output of a training step. */
  protected abstract disturb(x: Tensor, random: RandomStream): Tensor;

  override call(input: Tensor | readonly Tensor[], context: CallContext): Tensor {
    const { training, random } = context ?? callContext(context, this.label);
    return training ? this.disturb(one(input), seeded(this.seed, random)) : one(input);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), ...(this.seed === undefined ? {} : { seed: this.seed }) };
  }
}

/** The random stream of a step for a layer with a seed of its own; the step's where it has none. */
export function seeded(seed: number | undefined, random: RandomStream): RandomStream {
  return seed === undefined ? random : new RandomStream(seed, random.bits());
}
