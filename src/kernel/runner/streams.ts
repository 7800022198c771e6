/**
 * The standard streams of cells: what is written to them is shown below the cell. `console.node.ts` and
 * `console.browser.ts` write to them.
 */

/** The name of a standard stream. */
export type StreamName = "stdout" | "stderr";

/** Receives the text written to one of the streams. */
export type WriteText = (name: StreamName, text: string) => void;

/** The most characters of a prompt: of a longer text without an end of line, only the last ones are used. */
const PROMPT = 500;

export interface Streams {
  readonly write: WriteText;
  /**
   * The text written to standard output since the last end of line; empty the next time, since a prompt is
   * used once.
   */
  prompt(): string;
  /** Calls a function when the run has ended. */
  onFinish(rest: () => void): void;
  /** The run has ended. */
  finish(): void;
}

export function createStreams(show: WriteText): Streams {
  let line = "";
  const waiting: (() => void)[] = [];
  return {
    write: (name, text) => {
      if (name === "stdout") line = lastLine(line, text);
      show(name, text);
    },
    prompt: () => {
      const asked = line;
      line = "";
      return asked;
    },
    onFinish: (rest) => void waiting.push(rest),
    finish: () => {
      line = "";
      for (const rest of waiting) rest();
    },
  };
}

/**
 * The text since the last end of line, after `text` was written behind `line`. Called for each line of
 * output: fast.
 */
function lastLine(line: string, text: string): string {
  const start = text.lastIndexOf("\n") + 1;
  if (start === text.length) return start > 0 ? "" : line;
  return (start > 0 ? text.slice(start) : line + text).slice(-PROMPT);
}
