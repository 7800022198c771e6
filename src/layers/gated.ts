/**
 * What recurrent layers with gates have in common. A gate is a number from 0 to 1 for each unit, worked out anew at each
 * step, by which something is multiplied: kept, let in, or shut off.
 */
import { activationNamed, type Activation, type ActivationName } from "../activations/activations.js";
import { Recurrent, RECURRENT_OPTIONS, type RecurrentOptions } from "./recurrent.js";

export interface GatedOptions extends RecurrentOptions {
  /** The function that makes gates of sums; "hardSigmoid" by default, as in TensorFlow.js (newer Keras: "sigmoid"). */
  readonly recurrentActivation?: ActivationName;
}

/** The names of their options. */
export const GATED_OPTIONS = ["recurrentActivation", ...RECURRENT_OPTIONS] as const;

export abstract class Gated extends Recurrent {
  readonly recurrentActivationName: ActivationName;
  protected readonly gate: Activation;

  constructor(options: GatedOptions) {
    super(options, { activation: "tanh" });
    this.recurrentActivationName = options.recurrentActivation ?? "hardSigmoid";
    this.gate = activationNamed(this.recurrentActivationName, this.label);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), recurrentActivation: this.recurrentActivationName };
  }
}
