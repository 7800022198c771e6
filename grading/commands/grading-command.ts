/**
 * What the grading commands have in common: their exit statuses, and with `--json` one document on standard output.
 *
 * With `--json` the bootstrap sends everything else that is written to standard output to standard error.
 */
import { writeSync } from "node:fs";
import { say } from "../../src/language/language.js";
import type { Layout } from "../../system/layout.js";
import { SetUpError } from "../../system/set-up-error.js";

/** The exit statuses of the grading commands, on which a script can rely. */
export const STATUS = {
  /** Everything was done. */
  done: 0,
  /** Done, except for what the command has named. */
  partly: 1,
  /** Refused: the arguments are wrong, or an earlier step is missing. */
  refused: 2,
  /** A fault of the program. */
  fault: 3,
} as const;

/** How a command ended, with what its document says. */
export interface Outcome {
  readonly status: (typeof STATUS)["done" | "partly"];
  readonly document: Readonly<Record<string, unknown>>;
}

/** The work of a command; throws `SetUpError` where it refuses. */
export type Work = (layout: Layout, args: readonly string[]) => Promise<Outcome>;

const JSON_OPTION = "--json";

/** The command with this name, which resolves to its exit status. */
export function gradingCommand(name: string, work: Work) {
  return async (layout: Layout, args: readonly string[]): Promise<number> => {
    const tell = (status: number, document: Readonly<Record<string, unknown>>) => {
      if (args.includes(JSON_OPTION)) writeDocument({ command: name, status, ...document });
      return status;
    };
    try {
      const { status, document } = await work(
        layout,
        args.filter((arg) => arg !== JSON_OPTION),
      );
      return tell(status, document);
    } catch (error) {
      if (error instanceof SetUpError) {
        console.error(`\nneurones : ${error.message}`);
        return tell(STATUS.refused, { error: error.message });
      }
      console.error(error);
      console.error(
        say({
          fr: "\nneurones : c’est une erreur du programme. Ce qui était fait est gardé ; relancez la même commande.",
          en: "\nneurones: this is a fault of the program. What was done is kept; run the same command again.",
        }),
      );
      return tell(STATUS.fault, { error: String(error) });
    }
  };
}

/** Writes all of the document, also to a pipe that takes a part of it at a time. */
function writeDocument(document: Readonly<Record<string, unknown>>): void {
  const bytes = Buffer.from(`${JSON.stringify(document)}\n`);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
    }
  }
}
