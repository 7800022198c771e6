/**
 * What the debugger's two sides agree on: the object that the runner gives to the expressions which the kernel's
 * process has Node's inspector evaluate.
 */

/** The property of the cells' global object that holds the support; no identifier is spelled like this. */
export const DEBUG_SUPPORT = "neurones:debugger";

/** JavaScript that reads the support. */
export const SUPPORT = `globalThis[${JSON.stringify(DEBUG_SUPPORT)}]`;

/** JavaScript that reads, or is assigned to, a variable of the session. */
export function sessionVariable(name: string): string {
  return `${SUPPORT}.variables[${JSON.stringify(name)}]`;
}

/** A value in words. */
export interface Described {
  /** One line. */
  readonly text: string;
  /** `typeof`, or the name of the value's class. */
  readonly type: string;
  /** Whether the value has members to show. */
  readonly isOpen: boolean;
  /** The number of elements, if the value is a list, a map or a set. */
  readonly length?: number;
}

/** A cell that has run, with the mappings of its source map. */
export interface KnownCell {
  readonly run: number;
  readonly name: string;
  readonly text: string;
  readonly mappings: string;
}

/** A local module that was loaded, with the mappings of its source map. */
export interface KnownModule {
  readonly path: string;
  readonly mappings: string;
}

/** What the process that runs cells remembers of its code, for the traces of errors. */
export type KnownSource = KnownCell | KnownModule;
