/**
 * A line that shows progress: rewritten in place on a terminal, and not written at all to a file or a pipe.
 */

export interface ProgressLine {
  /** Replaces the text of the line. */
  show(text: string): void;
  /** Clears the line, so that the next output starts on an empty one. */
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
