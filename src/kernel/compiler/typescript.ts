/**
 * TypeScript's compiler, with the few functions of it that its declarations leave out.
 *
 * They are exported by `typescript.js` and used by its own language service, but not promised: that is why the
 * version is pinned exactly, and why nothing else in this room reaches past the public API.
 */
// By `require`: as an ES module import, Node would first read through all nine megabytes of it for names, a quarter of a second.
import ts = require("typescript");

/** A table of names, as the binder leaves it on a scope. */
export type SymbolTable = Map<ts.__String, ts.Symbol>;

/** The local stand-in of an exported symbol. */
export interface ExportedSymbol extends ts.Symbol {
  exportSymbol?: ts.Symbol;
}

/** A node that names can be looked up in. */
export interface Scope extends ts.Node {
  locals?: SymbolTable;
  parent: ts.Node;
}

/** A source file with what the parser and the binder leave on it. */
export interface BoundFile extends ts.SourceFile {
  locals: SymbolTable;
  path: string;
  resolvedPath: string;
  originalFileName: string;
  parseDiagnostics: ts.DiagnosticWithLocation[];
  imports: readonly ts.StringLiteralLike[];
  moduleAugmentations: readonly ts.Node[];
  ambientModuleNames: readonly string[];
  /** How many nodes the parser made. */
  nodeCount: number;
}

/** What `TypeChecker` has beside its declared members. */
export interface CheckerInternals {
  resolveName(
    name: string,
    location: ts.Node | undefined,
    meaning: ts.SymbolFlags,
    excludeGlobals: boolean,
  ): ts.Symbol | undefined;
}

/** What `Program` has beside its declared members. */
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
  setLocalizedDiagnosticMessages(messages: undefined): void;
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  getSetExternalModuleIndicator(options: ts.CompilerOptions): (file: ts.SourceFile) => void;
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

/** The functions that the declarations leave out. */
export const internals = ts as unknown as Internals;

export const NEVER_CANCELLED: ts.CancellationToken = {
  isCancellationRequested: () => false,
  throwIfCancellationRequested: () => undefined,
};

export default ts;
