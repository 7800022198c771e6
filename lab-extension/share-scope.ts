/**
 * JupyterLab's own modules, as the page shares them with extensions.
 *
 * JupyterLab passes an extension a share scope: all versions of each shared package, each with a function that loads
 * it. The packages are taken from there at run time, so the extension contains none of them.
 */

interface SharedVersion {
  /** Loads the package; the function that it gives returns the exports. */
  get(): (() => unknown) | Promise<() => unknown>;
}

/** All versions of each shared package. */
export type ShareScope = Readonly<Record<string, Readonly<Record<string, SharedVersion>>>>;

let scope: ShareScope = {};

/** Called once, before any plugin is made. */
export function setShareScope(given: ShareScope): void {
  scope = given;
}

/** The exports of a package that the page shares. Throws if it shares none of this name. */
export async function shared<Exports>(name: string): Promise<Exports> {
  const version = Object.values(scope[name] ?? {})[0];
  if (version === undefined) throw new Error(`JupyterLab does not share ${name}`);
  return (await version.get())() as Exports;
}
