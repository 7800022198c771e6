/** The base class of cells written as TensorFlow.js wants them, over the engine's: `tf.layers.RNNCell`. */
import { RNNCell as EngineCell } from "../../layers/rnn-cell.js";
import { addWeight, commonOptions } from "./layer.js";
import { nameLayer } from "./names.js";
import type { RNNCell as CellType } from "./types.js";

abstract class ProgramCell extends EngineCell {
  private readonly config: Readonly<Record<string, unknown>>;

  constructor(config: Readonly<Record<string, unknown>> = {}) {
    super(commonOptions(config));
    this.config = config;
    nameLayer(this, this.getClassName());
  }

  override get className(): string {
    return this.getClassName();
  }

  getClassName(): string {
    return (this.constructor as typeof EngineCell).className;
  }

  /** Another cell with all options that the program gave to this one. */
  override copy(): EngineCell {
    return new (this.constructor as new (config: unknown) => EngineCell)({ ...this.config, name: undefined });
  }
}

Object.defineProperty(ProgramCell.prototype, "addWeight", {
  configurable: true,
  writable: true,
  value: addWeight,
});

/** The base class of cells of a program's own. */
export const RNNCell = ProgramCell as unknown as typeof CellType;
