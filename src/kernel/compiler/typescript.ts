/**
 * TypeScript's compiler, with the internal functions that this compiler needs.
 *
 * `typescript.js` exports these functions and its language service uses them, but they are not part of the
 * public API. Therefore the version of TypeScript is pinned exactly, and no other file of this folder uses
 * internal functions directly.
 */
import ts from "#kernel/compiler/typescript-package";

/** The symbols of a scope by name, as the binder makes them. */
export type SymbolTable = Map<ts.__String, ts.Symbol>;

/** The local symbol of an exported name, which refers to the real symbol. */
export interface ExportedSymbol extends ts.Symbol {
  exportSymbol?: ts.Symbol;
}

/** A node in which names can be looked up. */
export interface Scope extends ts.Node {
  locals?: SymbolTable;
  parent: ts.Node;
}

/** A source file with the internal properties that the parser and the binder set. */
export interface BoundFile extends ts.SourceFile {
  locals: SymbolTable;
  path: string;
  resolvedPath: string;
  originalFileName: string;
  parseDiagnostics: ts.DiagnosticWithLocation[];
  imports: readonly ts.StringLiteralLike[];
  moduleAugmentations: readonly ts.Node[];
  ambientModuleNames: readonly string[];
  /** The number of syntax nodes that the parser made. */
  nodeCount: number;
  /** The texts of all identifiers. */
  identifiers: ReadonlyMap<string, string>;
}

/** Internal members of `TypeChecker`. */
export interface CheckerInternals {
  resolveName(
    name: string,
    location: ts.Node | undefined,
    meaning: ts.SymbolFlags,
    excludeGlobals: boolean,
  ): ts.Symbol | undefined;
  getEmitResolver(file: ts.SourceFile): EmitResolver;
}

/** What the checker tells transformers and printers. */
interface EmitResolver {
  readonly hasGlobalName: (name: string) => boolean;
}

/** The result of transformers, with what they ask of the printer. */
interface Transformation extends Pick<
  Required<ts.PrintHandlers>,
  "isEmitNotificationEnabled" | "substituteNode"
> {
  readonly transformed: readonly ts.SourceFile[];
  readonly emitNodeWithNotification: NonNullable<ts.PrintHandlers["onEmitNode"]>;
  dispose(): void;
}

interface TextWriter {
  getText(): string;
  isAtStartOfLine(): boolean;
  rawWrite(text: string): void;
}

/** A source map as an object. */
export interface RawSourceMap {
  readonly mappings: string;
}

interface SourceMapGenerator {
  toJSON(): RawSourceMap;
}

/** Where relative paths begin, and how they are compared. */
interface PathHost {
  getCurrentDirectory(): string;
  getCanonicalFileName(name: string): string;
}

/** Internal members of `Program`. */
export interface ProgramInternals {
  getResolvedModule(
    file: ts.SourceFile,
    name: string,
    mode: ts.ResolutionMode,
  ): ts.ResolvedModuleWithFailedLookupLocations | undefined;
  getResolvedModuleFromModuleSpecifier(
    specifier: ts.StringLiteralLike,
    file?: ts.SourceFile,
  ): ts.ResolvedModuleWithFailedLookupLocations | undefined;
}

interface Internals {
  setSys(system: ts.System): void;
  setLocalizedDiagnosticMessages(messages: undefined): void;
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  getSetExternalModuleIndicator(options: ts.CompilerOptions): (file: ts.SourceFile) => void;
  transformTypeScript: ts.TransformerFactory<ts.SourceFile>;
  transformNodes(
    resolver: EmitResolver,
    host: undefined,
    factory: ts.NodeFactory,
    options: ts.CompilerOptions,
    files: readonly ts.SourceFile[],
    transformers: readonly ts.TransformerFactory<ts.SourceFile>[],
    allowDeclarations: false,
  ): Transformation;
  createTextWriter(newLine: string): TextWriter;
  createSourceMapGenerator(
    host: PathHost,
    file: string,
    sourceRoot: string,
    directory: string,
    options: ts.CompilerOptions,
  ): SourceMapGenerator;
  createPrinter(
    options: ts.PrinterOptions & ts.CompilerOptions,
    handlers: ts.PrintHandlers,
  ): { writeFile(file: ts.SourceFile, writer: TextWriter, map: SourceMapGenerator): void };
  findPrecedingToken(position: number, file: ts.SourceFile): ts.Node | undefined;
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  setLocalizedDiagnosticMessages(messages: Record<string, string> | undefined): void;
  Completions: {
    getCompletionsAtPosition(
      host: ts.LanguageServiceHost,
      program: ts.Program,
      log: (text: string) => void,
      file: ts.SourceFile,
      position: number,
      preferences: ts.UserPreferences,
      triggerCharacter: undefined,
      kind: ts.CompletionTriggerKind,
      cancellation: ts.CancellationToken,
      format: undefined,
      includeSymbol: boolean,
    ): ts.CompletionInfo | undefined;
  };
  SymbolDisplay: {
    getSymbolKind(checker: ts.TypeChecker, symbol: ts.Symbol, location: ts.Node): ts.ScriptElementKind;
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      enclosing: ts.Node | undefined,
      location: ts.Node,
    ): {
      displayParts: ts.SymbolDisplayPart[];
      documentation: ts.SymbolDisplayPart[];
      tags: ts.JSDocTagInfo[] | undefined;
      symbolKind: ts.ScriptElementKind;
    };
  };
  SignatureHelp: {
    getSignatureHelpItems(
      program: ts.Program,
      file: ts.SourceFile,
      position: number,
      reason: undefined,
      cancellation: ts.CancellationToken,
    ): ts.SignatureHelpItems | undefined;
  };
}

/** TypeScript's internal functions. */
export const internals = ts as unknown as Internals;

export const NEVER_CANCELLED: ts.CancellationToken = {
  isCancellationRequested: () => false,
  throwIfCancellationRequested: () => undefined,
};

export default ts;
