/**
 * JupyterLab's own modules, as the page shares them with extensions, and the few types of them that this
 * extension needs.
 *
 * An extension is a container (`remote-entry.ts`) to which JupyterLab passes a share scope: all versions of
 * each shared package, each with a function that loads it. The packages are taken from there at run time, so
 * the extension contains none of them and needs no bundler of JupyterLab's.
 */

/** An identifier of a service, as JupyterLab's packages export them. */
export interface Token {
  readonly name: string;
}

/** A plugin of JupyterLab's application; `activate` receives the application, then the services asked for. */
export interface Plugin {
  readonly id: string;
  readonly description: string;
  readonly autoStart: true;
  readonly requires?: readonly Token[];
  readonly optional?: readonly Token[];
  readonly provides?: Token;
  readonly activate: (application: never, ...services: never[]) => unknown;
}

/** All versions of each shared package. */
export type ShareScope = Readonly<Record<string, Readonly<Record<string, SharedVersion>>>>;

interface SharedVersion {
  /** Loads the package; the returned function gives its exports. */
  get(): Promise<() => unknown>;
}

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
