/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997; with the forget gate of Gers et al. 2000).
 *
 * Beside its output h a unit keeps a memory c, which is only ever scaled and added to, so that gradients reach far back:
 * with z = xₜ W + hₜ₋₁ U + b in four parts zᵢ, z_f, z_g, z_o,
 *
 *     cₜ = σ(z_f) cₜ₋₁ + σ(zᵢ) tanh(z_g)        what is forgotten, what is written
 *     hₜ = σ(z_o) tanh(cₜ)                       what is shown
 */
import { add, matMul, mul, split } from "../autograd/operations/operations.js";
import type { Initializer } from "../initializers/initializers.js";
import { Gated, GATED_OPTIONS, type GatedOptions } from "./gated.js";
import { truth } from "./options.js";
import type { Step } from "./recurrent.js";

export interface LSTMOptions extends GatedOptions {
  /** Whether the forget gates' biases begin with 1, so that at first memory is kept (Jozefowicz et al. 2015); true by default. */
  readonly unitForgetBias?: boolean;
}

export class LSTM extends Gated {
  static override readonly className = "LSTM";
  static override readonly optionNames: readonly string[] = [...GATED_OPTIONS, "unitForgetBias"];
  readonly unitForgetBias: boolean;
  protected override readonly sumCount = 4;
  protected override readonly stateCount = 2;

  constructor(options: LSTMOptions) {
    super(options);
    this.unitForgetBias = truth(options.unitForgetBias, true, this.label, "unitForgetBias");
  }

  protected override get biasInitializer(): Initializer {
    const usual = super.biasInitializer;
    if (!this.unitForgetBias) return usual;
    return {
      ...usual,
      apply: (shape, random) => {
        const bias = usual.apply(shape, random);
        bias.data.fill(1, this.units, 2 * this.units);
        return bias;
      },
    };
  }

  protected override begin(): Step {
    return (sums, [h, c], recall) => {
      const [input, forget, candidate, output] = split(
        add(sums, matMul(recall(h), this.recurrentKernel)),
        4,
        1,
      );
      const memory = add(mul(this.gate(forget), c), mul(this.gate(input), this.activation(candidate)));
      return [mul(this.gate(output), this.activation(memory)), memory];
    };
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), unitForgetBias: this.unitForgetBias };
  }
}
