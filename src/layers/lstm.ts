/** The layer of long short-term memory, of one `LSTMCell`. */
import { LSTM_CELL_OPTIONS, LSTMCell, type LSTMCellOptions } from "./lstm-cell.js";
import { cellOptions, Recurrent } from "./recurrent.js";
import { SEQUENCE_OPTIONS, type SequenceOptions } from "./rnn.js";

export interface LSTMOptions extends LSTMCellOptions, SequenceOptions {}

export class LSTM extends Recurrent<LSTMCell> {
  static override readonly className = "LSTM";
  static override readonly optionNames: readonly string[] = [...SEQUENCE_OPTIONS, ...LSTM_CELL_OPTIONS];

  constructor(options: LSTMOptions) {
    super(options, new LSTMCell(cellOptions(options, LSTM_CELL_OPTIONS, "lstm")));
  }
}
