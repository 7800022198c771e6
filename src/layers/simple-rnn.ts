/** The simplest recurrent layer, of one `SimpleRNNCell`. */
import { cellOptions, Recurrent, RECURRENT_OPTIONS, type RecurrentOptions } from "./recurrent.js";
import { SimpleRNNCell } from "./simple-rnn-cell.js";
import { CELL_OPTIONS } from "./summing-cell.js";

export class SimpleRNN extends Recurrent<SimpleRNNCell> {
  static override readonly className = "SimpleRNN";
  static override readonly optionNames: readonly string[] = [...RECURRENT_OPTIONS];

  constructor(options: RecurrentOptions) {
    super(options, new SimpleRNNCell(cellOptions(options, CELL_OPTIONS, "simpleRNN")));
  }
}
