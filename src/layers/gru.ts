/** The layer of gated recurrent units, of one `GRUCell`. */
import { GRUCell } from "./gru-cell.js";
import { cellOptions, GATED_OPTIONS, Recurrent, type GatedOptions } from "./recurrent.js";
import { GATED_CELL_OPTIONS } from "./summing-cell.js";

export class GRU extends Recurrent<GRUCell> {
  static override readonly className = "GRU";
  static override readonly optionNames: readonly string[] = [...GATED_OPTIONS];

  constructor(options: GatedOptions) {
    super(options, new GRUCell(cellOptions(options, GATED_CELL_OPTIONS, "gru")));
  }
}
