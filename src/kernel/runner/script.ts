/** The scripts that the runner executes: the code of cells. */

/** A script to run. */
export interface Script {
  /** A function expression. */
  readonly code: string;
  /** The name of the script in stack traces. */
  readonly name: string;
}

/**
 * How the synchronous part of a script ended: with the value that `call` returned, or with what was thrown.
 */
export type ScriptOutcome = { readonly returned: unknown } | { readonly error: unknown };

/**
 * Runs a script: evaluates its code, and calls `call` with the resulting function, all of it inside `vm`. It
 * does not wait for promises. Never throws.
 */
export type RunScript = <Body>(script: Script, call: (body: Body) => unknown) => ScriptOutcome;

/**
 * Receives the displays of tslab's module: the content of a `display_data` message, and whether it updates an
 * earlier one.
 */
export type TslabDisplayWriter = (
  content: { data: Record<string, unknown>; transient: { display_id?: string } },
  update?: boolean,
) => void;
