/** What other files need to know of the kernel's own realm (`realm.ts`). */

/** The symbol under which the global object of the kernel's realm holds the global object of the cells. */
export const CELLS = Symbol.for("neurones.cells");

/** The options of Node without which that realm cannot be made. */
export const NODE_OPTIONS: readonly string[] = ["--experimental-vm-modules"];
