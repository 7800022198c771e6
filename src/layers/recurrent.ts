/**
 * The base classes of simpleRNN, gru and lstm: recurrent layers that make their cell themselves, from options
 * beside those of the layer.
 */
import type { Variable } from "../tensor/tensor.js";
import { RNN, SEQUENCE_OPTIONS, type SequenceOptions } from "./rnn.js";
import { CELL_OPTIONS, GATED_CELL_OPTIONS } from "./summing-cell.js";
import type { CellOptions, GatedCellOptions, SummingCell } from "./summing-cell.js";

export interface RecurrentOptions extends CellOptions, SequenceOptions {}
export interface GatedOptions extends GatedCellOptions, SequenceOptions {}

/** The names of the options of every such layer. */
export const RECURRENT_OPTIONS = [...SEQUENCE_OPTIONS, ...CELL_OPTIONS] as const;
/** The names of the options of those with gates. */
export const GATED_OPTIONS = [...SEQUENCE_OPTIONS, ...GATED_CELL_OPTIONS] as const;

/** The options of the cell among those of its layer; the cell has the layer's name, so that errors say it. */
export function cellOptions<Options extends object>(
  options: Options,
  names: readonly string[],
  label: string,
): Options {
  const own = Object.entries(options).filter(([name]) => names.includes(name));
  const { name } = options as { readonly name?: unknown };
  return {
    ...Object.fromEntries(own),
    name: typeof name === "string" && name !== "" ? name : label,
  } as Options;
}

export abstract class Recurrent<Cell extends SummingCell = SummingCell> extends RNN<Cell> {
  get units(): number {
    return this.cell.units;
  }

  get kernel(): Variable {
    return this.cell.kernel;
  }

  get recurrentKernel(): Variable {
    return this.cell.recurrentKernel;
  }

  get bias(): Variable | undefined {
    return this.cell.bias;
  }

  /** The options of the cell are saved beside those of the layer. */
  protected override savedCell(): Record<string, unknown> {
    return this.cell.getConfig();
  }
}
