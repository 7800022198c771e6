/**
 * Extracts the advice below a cell: the kernel's own sentences, without the checker's messages and the
 * places.
 */
import { withoutColours } from "../../../system/without-colours.js";
import { streamOf, type Exchange } from "../client.js";

/** Messages of the checker end in its error code. */
const CHECKERS = / \(TS\d+\)$/;

export function adviceIn(exchange: Exchange): string[] {
  const warnings = streamOf(exchange, "stderr")
    .split("\n")
    .filter((line) => /^Cell \[\d+\], line \d+: /.test(line) || /^(?:NaN |`)/.test(line));
  const traceback = exchange.reply["status"] === "error" ? (exchange.reply["traceback"] as string[]) : [];
  const lines = traceback.map(withoutColours);
  const said = lines.filter(
    (line) => (/^\w*Error: /.test(line) && !CHECKERS.test(line)) || /^(?:Conseil : |Hint: )/.test(line),
  );
  return [
    ...warnings.map((line) => line.replace(/^Cell \[\d+\], line \d+: /, "")),
    ...said.map((line) => line.replace(/^(?:TypeScriptError: |Conseil : |Hint: )/, "")),
  ];
}
