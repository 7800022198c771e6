/**
 * The types of the DOM that the compiler has read: those that other declarations need, until a cell names another one or
 * imports a package. Hardly any notebook does, and all of them take a fifth of the compiler's memory.
 */
import { NEEDED_TYPES } from "#kernel/compiler/installation";
import { neededTypes } from "./needed-types.js";
import { domTypesOnly } from "./options.js";
import type { BoundFile } from "./typescript.js";

export class DomTypes {
  private isWhole = NEEDED_TYPES === undefined;
  /** The names of the types that were not read. */
  private unread: ReadonlySet<string> = new Set();

  /** The declarations of the DOM's library that are read now. */
  read(library: string): string {
    const types = domTypesOnly(library);
    if (this.isWhole || NEEDED_TYPES === undefined) return types;
    const { text, left } = neededTypes(types, NEEDED_TYPES);
    // Parts of a short text: a name that is a part of the library would keep all of it in memory.
    this.unread = new Set([...left].join(" ").split(" "));
    return text;
  }

  /** From the next `read` on, all types. */
  readWhole(): void {
    this.isWhole = true;
    this.unread = new Set();
  }

  /** True if a file names a type that was not read. */
  isNamedIn({ identifiers }: BoundFile): boolean {
    return this.unread.size > 0 && [...identifiers.keys()].some((name) => this.unread.has(name));
  }

  /** True if there are types that were not read and whose names begin so. */
  hasUnread(beginning: string): boolean {
    return beginning !== "" && [...this.unread].some((name) => name.startsWith(beginning));
  }
}

export function isDomLibrary(fileName: string): boolean {
  return fileName.endsWith("/lib.dom.d.ts");
}
