/** What a beginner reads as advice below a cell: sentences of ours, without the checker's own words and places. */
import { streamOf, type Exchange } from "../client.js";

const COLOUR = /\u001b\[[0-9;]*m/g;
/** What the checker says itself ends in its number. */
const CHECKERS = / \(TS\d+\)$/;

export function adviceIn(exchange: Exchange): string[] {
  const warnings = streamOf(exchange, "stderr")
    .split("\n")
    .filter((line) => /^Cell \[\d+\], line \d+: /.test(line) || /^(?:NaN |`)/.test(line));
  const traceback = exchange.reply["status"] === "error" ? (exchange.reply["traceback"] as string[]) : [];
  const lines = traceback.map((line) => line.replaceAll(COLOUR, ""));
  const said = lines.filter(
    (line) => (/^\w*Error: /.test(line) && !CHECKERS.test(line)) || /^(?:Conseil : |Hint: )/.test(line),
  );
  return [
    ...warnings.map((line) => line.replace(/^Cell \[\d+\], line \d+: /, "")),
    ...said.map((line) => line.replace(/^(?:TypeScriptError: |Conseil : |Hint: )/, "")),
  ];
}
