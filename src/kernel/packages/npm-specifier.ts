/** Imports of the form `npm:NAME@RANGE/PATH`, as in notebooks of Deno: a package, a range of versions, a path in it. */

export interface NpmSpecifier {
  readonly name: string;
  /** A range of versions or a tag, such as `^4.17` or `latest`; undefined for any version. */
  readonly range?: string;
  /** The path in the package, with the slash before it; empty for the package itself. */
  readonly path: string;
}

/** A package's name, and what npm takes for a range or a tag: nothing that npm could read as an address or an option. */
const FORM = /^npm:\/?((?:@[\w~][\w.~-]*\/)?[\w~][\w.~-]*)(?:@([\w.^~<>=|*+ -]*))?(\/.*)?$/i;

/** Reads a specifier; undefined for one that is not of this form. */
export function readNpm(specifier: string): NpmSpecifier | undefined {
  const [, name, range, path = ""] = FORM.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  return { name, path, ...(range !== undefined && range !== "" && { range }) };
}
