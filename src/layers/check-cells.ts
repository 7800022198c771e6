/** Checks the cells that recurrent layers are given. */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { RNNCell } from "./rnn-cell.js";

/** The cells. @throws ArgumentError for anything but a list of at least one cell */
export function cellsOf(given: unknown, where: string, argument: string): readonly RNNCell[] {
  if (Array.isArray(given) && given.length > 0 && given.every((cell) => cell instanceof RNNCell))
    return given as readonly RNNCell[];
  throw new ArgumentError({
    where,
    argument,
    received: written(given),
    expected: { fr: "une cellule, ou une liste de cellules", en: "a cell, or a list of cells" },
    mend: {
      fr: "Par exemple layers.lstmCell({ units: 8 }), ou une classe à vous qui étend layers.RNNCell.",
      en: "For example layers.lstmCell({ units: 8 }), or a class of your own that extends layers.RNNCell.",
    },
  });
}
