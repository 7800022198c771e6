/**
 * The imports of cells and drafts: files that the checker reads although they are not part of its program, so the program does
 * not resolve what they import.
 */
import { readNpm, type NpmSpecifier } from "../packages/npm-specifier.js";
import { keyOf } from "../packages/place.js";
import { isLocalSource, placeOfNpm, resolveModule } from "./resolution.js";
import type ts from "./typescript.js";
import type { BoundFile, ProgramInternals } from "./typescript.js";

type Resolution = ts.ResolvedModuleWithFailedLookupLocations;

export class CellImports {
  /** The resolved imports of each file, by what is written there. */
  private readonly resolutions = new WeakMap<ts.SourceFile, ReadonlyMap<string, Resolution>>();

  constructor(
    private readonly host: ts.CompilerHost,
    /** The options of the next program. */
    private readonly options: () => ts.CompilerOptions,
  ) {}

  /** Resolves the imports of a file, in their order. */
  resolve(
    file: BoundFile,
  ): readonly [specifier: ts.StringLiteralLike, target: ts.ResolvedModuleFull | undefined][] {
    const found = file.imports.map((specifier) => [specifier, this.find(file, specifier.text)] as const);
    this.resolutions.set(file, new Map(found.map(([{ text }, resolution]) => [text, resolution])));
    return found.map(([specifier, { resolvedModule }]) => [specifier, resolvedModule]);
  }

  /** The module that an import of a file resolves to. */
  targetOf(file: ts.SourceFile, name: string): ts.ResolvedModuleFull | undefined {
    return this.resolutions.get(file)?.get(name)?.resolvedModule;
  }

  /** The packages that these files import by `npm:` and that must be downloaded first. */
  missingPackages(files: readonly BoundFile[]): readonly NpmSpecifier[] {
    const missing = new Map<string, NpmSpecifier>();
    for (const file of files)
      for (const { text } of file.imports) {
        const npm = readNpm(text);
        if (npm === undefined || this.find(file, text).resolvedModule) continue;
        // A package without types is there, though it resolves to no file of types.
        if (placeOfNpm(npm, file.fileName) === undefined) missing.set(keyOf(npm), npm);
      }
    return [...missing.values()];
  }

  /**
   * The checker asks its program to resolve imports; for files outside the program the answer comes from
   * here.
   */
  answerFor(program: ts.Program & ProgramInternals): void {
    const ask = program.getResolvedModule.bind(program);
    program.getResolvedModule = (file, name, mode) => {
      const ours = this.resolutions.get(file);
      return ours === undefined ? ask(file, name, mode) : ours.get(name);
    };
    const askBySpecifier = program.getResolvedModuleFromModuleSpecifier.bind(program);
    program.getResolvedModuleFromModuleSpecifier = (specifier, file) => {
      const ours = this.resolutions.get(file ?? specifier.getSourceFile());
      return ours === undefined ? askBySpecifier(specifier, file) : ours.get(specifier.text);
    };
  }

  private find({ fileName }: BoundFile, specifier: string): Resolution {
    return resolveModule(specifier, fileName, this.options(), this.host);
  }
}

/** False for JavaScript of a package without types: the type of such an import is `any`. */
export function isReadable(target: ts.ResolvedModuleFull): boolean {
  const isJavaScript = /\.[cm]?jsx?$/.test(target.resolvedFileName);
  return !isJavaScript || isLocalSource(target.resolvedFileName);
}
