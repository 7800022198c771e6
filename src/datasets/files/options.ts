/** The options of the sets that are read from files, checked. */
import { checkOptions } from "../../errors/check-options.js";
import { text, TRUTH, type Kinds } from "../../errors/kinds.js";
import type { DataSetOptions } from "./remote-set.js";

const KINDS: Kinds<keyof DataSetOptions> = {
  directory: text("donnees/mnist"),
  offline: TRUTH,
  standIn: TRUTH,
};

/**
 * @param own the options that this set has beside those that every set does
 * @throws ArgumentError for an option that there is not, or a value of another kind
 */
export function checkDataSetOptions(options: unknown, where: string, own: Kinds = {}): void {
  checkOptions(options, { ...KINDS, ...own }, where);
}
