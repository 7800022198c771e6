/** The error message of a cell that does not compile, and the text of compiler warnings. */
import type { CellDiagnostic } from "../compiler/contract.js";
import { say } from "../../language/language.js";
import type { ErrorReport } from "../runner/messages.js";

const RED = "\u001b[31m";
const BOLD = "\u001b[1m";
const GREEN = "\u001b[32m";
const RESET = "\u001b[0m";
const SHOWN = 10;
const NAME = "TypeScriptError";

/** The error report of a cell with these diagnostics; `reason` says why a package that it needs is not there. */
export function rejectionReport(
  cell: string,
  diagnostics: readonly CellDiagnostic[],
  reason?: string,
): ErrorReport {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const first = errors[0];
  if (first === undefined) return { ename: NAME, evalue: "", traceback: [NAME] };
  const more = errors.length - SHOWN;
  const traceback = errors.slice(0, SHOWN).flatMap((diagnostic) => describe(cell, diagnostic));
  if (more > 0)
    traceback.push(say({ fr: `… et ${more} autre(s) erreur(s)`, en: `… and ${more} more error(s)` }));
  if (reason !== undefined) traceback.push(reason);
  return { ename: NAME, evalue: `${place(cell, first)}: ${message(first)}`, traceback };
}

/** The text of a warning, for standard error. */
export function warningText(cell: string, diagnostic: CellDiagnostic): string {
  return `${place(cell, diagnostic)}: ${message(diagnostic)}\n${diagnostic.excerpt}\n`;
}

function describe(cell: string, diagnostic: CellDiagnostic): string[] {
  const lines = [
    `${RED}${BOLD}${NAME}${RESET}: ${message(diagnostic)}`,
    `${GREEN}${place(cell, diagnostic)}${RESET}`,
    diagnostic.excerpt,
  ];
  if (diagnostic.hint !== undefined)
    lines.push(`${say({ fr: "Conseil : ", en: "Hint: " })}${diagnostic.hint}`);
  return lines;
}

function place(cell: string, { file, start }: CellDiagnostic): string {
  return `${file ?? cell}, line ${start.line}`;
}

function message({ code, message }: CellDiagnostic): string {
  return code === 0 ? message : `${message} (TS${code})`;
}
