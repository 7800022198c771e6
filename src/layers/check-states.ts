/** Checks the states that recurrent layers and their cells are given. */
import { ShapeError } from "../errors/errors.js";
import { formatShape, type BatchShape } from "../tensor/shape.js";

/**
 * @param shapes the shapes of the states, [batch, size]
 * @param sizes  the sizes that the cell has
 * @throws ShapeError where their number, or one of them, differs
 */
export function checkStates(
  shapes: readonly BatchShape[],
  sizes: readonly number[],
  batch: number | null,
  where: string,
): void {
  const fits = (shape: BatchShape, size: number) =>
    shape.length === 2 &&
    (shape[1] === size || shape[1] === null) &&
    (batch === null || shape[0] === null || shape[0] === batch);
  if (shapes.length === sizes.length && shapes.every((shape, i) => fits(shape, sizes[i]))) return;
  throw new ShapeError({
    where,
    argument: "initialState",
    received: shapes.map(formatShape).join(", ") || "[]",
    expected: sizes.map((size) => formatShape([batch, size])).join(", "),
    mend: {
      fr: "Donnez un état [lot, taille] par état de la cellule : deux pour un LSTM (h et c), un pour simpleRNN et GRU.",
      en: "Give one state [batch, size] for each state of the cell: two for an LSTM (h and c), one for simpleRNN and GRU.",
    },
  });
}
