/**
 * One line that tells how far things are: rewritten in place on a terminal, silent where nobody watches it move.
 */

export interface ProgressLine {
  /** Replaces what the line says. */
  show(text: string): void;
  /** Removes the line, so that what comes next starts on a clean one. */
  end(): void;
}

export function progressLine(stream: NodeJS.WriteStream = process.stdout): ProgressLine {
  if (!stream.isTTY) return { show: () => undefined, end: () => undefined };
  const clear = "\r\x1b[2K";
  return {
    show: (text) => stream.write(clear + text.slice(0, stream.columns - 1)),
    end: () => stream.write(clear),
  };
}
