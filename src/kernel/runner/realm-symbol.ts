/**
 * The constants of the kernel's realm (`realm.ts`) that other files need. They have a file of their own
 * because `realm.ts` is loaded outside of that realm and `cells.ts` inside.
 */

/**
 * The property of the global object of the kernel's realm that holds the global object of the cells' realm.
 */
export const CELLS = Symbol.for("neurones.cells");

/** The options with which Node must be started to create that realm. */
export const NODE_OPTIONS: readonly string[] = ["--experimental-vm-modules"];
