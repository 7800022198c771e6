/** The option of Node for the stack of a process, whose default is 1 MB. */

/** Kilobytes of stack for recursion; systems grant the main thread 8 MB, Windows grants 1 MB. */
export const STACK_FLAGS: readonly string[] = process.platform === "win32" ? [] : ["--stack-size=3900"];
