/**
 * Thrown by the static import of a module that only an `await` can load: one with an `await` at its top level, or an
 * address. A cell executes its imports before all else, so the session loads such a module and begins the cell
 * anew; `import` then finds the module.
 */
export class AwaitedImport extends Error {
  /**
   * @param specifier What the cell or the local module imports.
   * @param load Loads the module; afterwards its static import succeeds.
   */
  constructor(
    readonly specifier: string,
    readonly load: () => Promise<unknown>,
    cause?: unknown,
  ) {
    super(specifier, { cause });
  }
}
