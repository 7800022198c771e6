/** What is said of the realm of the kernel's own (`realm.ts`) outside of it. */

/** The symbol under which a realm of the kernel's own has the global object of the cells. */
export const CELLS = Symbol.for("neurones.cells");

/** The options of Node's without which that realm cannot be made. */
export const NODE_OPTIONS: readonly string[] = ["--experimental-vm-modules"];
