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
import { GATED_CELL_OPTIONS, GatedCell, type GatedCellOptions, type NextStates } from "./summing-cell.js";

export interface LSTMCellOptions extends GatedCellOptions {
  /**
   * Whether the biases of the forget gates start at 1, so that the memory lasts at first (Jozefowicz et al.
   * 2015); true by default.
   */
  readonly unitForgetBias?: boolean;
}

/** The names of the options of this cell. */
export const LSTM_CELL_OPTIONS = [...GATED_CELL_OPTIONS, "unitForgetBias"] as const;

export class LSTMCell extends GatedCell {
  static override readonly className: string = "LSTMCell";
  static override readonly optionNames: readonly string[] = [...LSTM_CELL_OPTIONS];
  readonly unitForgetBias: boolean;
  protected override readonly sumCount = 4;

  constructor(options: LSTMCellOptions) {
    super(options);
    this.unitForgetBias = truth(options.unitForgetBias, true, this.label, "unitForgetBias");
  }

  override get stateSize(): readonly number[] {
    return [this.units, this.units];
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

  protected override prepare(): NextStates {
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
