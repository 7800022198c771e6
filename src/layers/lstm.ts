/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997; with the forget gate of Gers et al. 2000).
 *
 * Besides its output h a unit has a memory c. The memory changes only by scaling and addition, so that
 * gradients reach many steps back. With z = xₜ W + hₜ₋₁ U + b in four parts zᵢ, z_f, z_g, z_o,
 *
 *     cₜ = σ(z_f) cₜ₋₁ + σ(zᵢ) tanh(z_g)        forget gate, input gate
 *     hₜ = σ(z_o) tanh(cₜ)                       output gate
 */
import { add, matMul, mul, split } from "../autograd/operations/operations.js";
import type { Initializer } from "../initializers/initializers.js";
import { truth } from "./options.js";
import { Gated, GATED_OPTIONS, type GatedOptions, type RecurrentCell } from "./recurrent.js";

export interface LSTMOptions extends GatedOptions {
  /**
   * Whether the biases of the forget gates start at 1, so that the memory lasts at first (Jozefowicz et al.
   * 2015); true by default.
   */
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
    const initializer = super.biasInitializer;
    if (!this.unitForgetBias) return initializer;
    return {
      ...initializer,
      apply: (shape, random) => {
        const bias = initializer.apply(shape, random);
        bias.storage.fill(1, this.units, 2 * this.units);
        return bias;
      },
    };
  }

  protected override makeCell(): RecurrentCell {
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
