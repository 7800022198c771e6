/** Reads stack traces as Firefox writes them: a line `name@script:line:column` for each frame. */

/** A frame as an engine gives it. */
export interface RawFrame {
  /** The script's name or address; empty for built-in functions. */
  readonly script: string;
  readonly line: number;
  readonly column: number;
  /** The function's name; empty if it has none. */
  readonly name: string;
  readonly isAsync: boolean;
}

/** In front of the name may stand how an asynchronous frame was called: `async*`, `promise callback*`. */
const LINE = /^(?:([\w ]+)\*)?(.*?)@(.*?):(\d+):(\d+)$/;

export function framesIn(stack: string): RawFrame[] {
  return stack.split("\n").flatMap((text) => {
    const [found, cause, name, script, line, column] = LINE.exec(text) ?? [];
    if (found === undefined) return [];
    return {
      script,
      line: Number(line),
      column: Number(column),
      // Firefox names a function without a name after the place where it is written: `outer/<`.
      name: name.includes("<") ? "" : name,
      isAsync: cause === "async",
    };
  });
}
