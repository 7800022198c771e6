/** Where the data sets lie beside a page: the kernel of the page says it, the engine asks. */

const ADDRESS = Symbol.for("neurones.data-address");

/** Says where the folder with the data sets lies, seen from the running script. */
export function provideDataAddress(address: string): void {
  (globalThis as { [ADDRESS]?: string })[ADDRESS] = address;
}

/** The address of the folder with the data sets; `data/` beside the running script unless it was said. */
export function dataAddress(): string {
  const { [ADDRESS]: given = "data/", location } = globalThis as {
    [ADDRESS]?: string;
    location: { href: string };
  };
  return new URL(given, location.href).href;
}
