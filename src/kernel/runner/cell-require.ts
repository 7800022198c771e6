/** The function `require` of compiled cells, with the members to which other forms of import are compiled. */

/** The object to which `import.meta` is compiled. */
export interface ImportMeta {
  readonly url: string;
  readonly filename: string;
  readonly dirname: string;
  resolve(specifier: string): string;
}

/** `require` with the members to which other forms of import are compiled (`compiler/contract.ts`). */
export interface CellRequire extends NodeJS.Require {
  /** The exports of a module for a static import; throws `AwaitedImport` for a module that must be awaited first. */
  imported(specifier: string): unknown;
  import(specifier: unknown): Promise<unknown>;
  settled(path: string): Promise<unknown>;
  readonly meta: ImportMeta;
  readonly module: { exports: unknown };
}
