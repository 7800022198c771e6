/** Where the data sets of a page lie. */

/** The global symbol under which a page's kernel stores the address of the folder with the data sets. */
export const DATA_ADDRESS = Symbol.for("neurones.data-address");

/** The folder's address: as the kernel says, or else `data/` beside the page or the worker's script. */
export function dataAddress(): string {
  const { [DATA_ADDRESS]: given, location } = globalThis as {
    [DATA_ADDRESS]?: string;
    location: { href: string };
  };
  return new URL(given ?? "data/", location.href).href;
}
