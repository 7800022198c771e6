/**
 * Completions at a cursor: members, names of earlier cells, options of an object literal, words of a union,
 * modules.
 */
import type { CompletionAnswer } from "./contract.js";
import { isDeclarationName } from "./name-syntax.js";
import ts, { NEVER_CANCELLED, internals, type BoundFile } from "./typescript.js";

const MOST_ITEMS = 1000;
/**
 * The sort key for names of earlier cells: in TypeScript's order, right after the names of this cell, which
 * have "11".
 */
const OWN = "11z";
/**
 * Signatures take time: they are computed only for lists of at most so many items, and for at most so many
 * milliseconds.
 */
const MOST_SIGNATURES = 60;
const SIGNATURE_TIME = 60;

const PREFERENCES: ts.UserPreferences = {
  includeCompletionsWithInsertText: false,
  includeCompletionsForModuleExports: false,
};

/**
 * The completions at `cursor` in a file; `isOwn` is true for a symbol that this cell or an earlier one
 * declares.
 */
export function completionsAt(
  program: ts.Program,
  host: ts.LanguageServiceHost,
  file: BoundFile,
  cursor: number,
  isOwn: (symbol: ts.Symbol) => boolean,
): CompletionAnswer {
  const info = internals.Completions.getCompletionsAtPosition(
    host,
    program,
    () => undefined,
    file,
    cursor,
    PREFERENCES,
    undefined,
    ts.CompletionTriggerKind.Invoked,
    NEVER_CANCELLED,
    undefined,
    true,
  );
  const span = spanAt(file.text, cursor, info);
  const typed = file.text.slice(span.start, cursor);
  const found = rank(info?.entries ?? [], typed, isOwn).slice(0, MOST_ITEMS);
  const sign = signer(program.getTypeChecker(), file, found.length);
  return {
    ...span,
    items: found.map((entry) => {
      const signature = sign(entry);
      return { text: entry.name, kind: entry.kind, ...(signature !== undefined && { signature }) };
    }),
  };
}

/** The fewest letters of a name for which modules are searched. */
const FEWEST_LETTERS = 3;

/**
 * The completions, and the names that the cell could import, if no name that it sees begins as the typed one. A
 * completion replaces one span of the code, so within a statement the name alone can be completed, with its module as its
 * kind, and the error says which import to add. Where the name begins a statement, it can also be completed with its import.
 */
export function withImports(
  answer: CompletionAnswer,
  file: BoundFile,
  cursor: number,
  importable: () => ReadonlyMap<string, string>,
): CompletionAnswer {
  const { start, items } = answer;
  const typed = file.text.slice(start, cursor).toLowerCase();
  const isBegun = (text: string): boolean => text.toLowerCase().startsWith(typed);
  if (typed.length < FEWEST_LETTERS || items.some(({ text }) => isBegun(text))) return answer;
  const token = internals.findPrecedingToken(cursor, file);
  if (token === undefined || !ts.isIdentifier(token) || !isUsed(token)) return answer;
  const found = [...importable()].filter(([name]) => isBegun(name)).slice(0, MOST_SIGNATURES);
  const imported = found.flatMap(([text, module]) => {
    const statement = `import { ${text} } from "${module}";`;
    const name = { text, kind: module, signature: statement };
    return beginsStatement(token, file) ? [name, { text: `${statement}\n${text}`, kind: "import" }] : [name];
  });
  return { ...answer, items: [...imported, ...items] };
}

/** True for a name with which a statement of the cell itself begins, so that an import may stand before it. */
function beginsStatement(name: ts.Identifier, file: BoundFile): boolean {
  const start = name.getStart(file);
  return file.statements.some((statement) => statement.getStart(file) === start);
}

/** True for a name that is used as a value: not for one that is declared, nor for a member. */
function isUsed(name: ts.Identifier): boolean {
  const { parent } = name;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === name;
  return !isMember && !isDeclarationName(name) && !ts.isTypeReferenceNode(parent);
}

/** The span that TypeScript would replace, or else the word around the cursor. */
function spanAt(
  text: string,
  cursor: number,
  info: ts.CompletionInfo | undefined,
): { start: number; end: number } {
  const given =
    info?.entries.find(({ replacementSpan }) => replacementSpan !== undefined)?.replacementSpan ??
    info?.optionalReplacementSpan;
  if (given !== undefined && given.start <= cursor)
    return { start: given.start, end: Math.max(cursor, given.start + given.length) };
  const before = /[\p{ID_Continue}$]*$/u.exec(text.slice(0, cursor))![0];
  const after = /^[\p{ID_Continue}$]*/u.exec(text.slice(cursor))![0];
  return { start: cursor - before.length, end: cursor + after.length };
}

/**
 * The entries that begin with the typed text; if there is none, those that contain it. TypeScript treats
 * names of earlier cells like names of the language and of Node, since both come from other files; here names
 * of earlier cells come first.
 */
function rank(
  entries: readonly ts.CompletionEntry[],
  typed: string,
  isOwn: (symbol: ts.Symbol) => boolean,
): ts.CompletionEntry[] {
  const wanted = typed.toLowerCase();
  const having = (test: (name: string) => boolean): ts.CompletionEntry[] =>
    entries.filter(({ name }) => test(name.toLowerCase()));
  const beginning = having((name) => name.startsWith(wanted));
  const found = beginning.length > 0 ? beginning : having((name) => name.includes(wanted));
  const isExact = ({ name }: ts.CompletionEntry): number => (name.startsWith(typed) ? 0 : 1);
  const ranks = new Map(
    found.map((entry) => {
      const { symbol } = entry as ts.CompletionEntry & { symbol?: ts.Symbol };
      return [entry, symbol !== undefined && isOwn(symbol) ? min(entry.sortText, OWN) : entry.sortText];
    }),
  );
  return found.sort(
    (a, b) => isExact(a) - isExact(b) || compare(ranks.get(a)!, ranks.get(b)!) || compare(a.name, b.name),
  );
}

function min(a: string, b: string): string {
  return a < b ? a : b;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The function that writes the type of an entry; it returns undefined when the time is over. */
function signer(
  checker: ts.TypeChecker,
  file: BoundFile,
  count: number,
): (entry: ts.CompletionEntry) => string | undefined {
  const deadline = performance.now() + SIGNATURE_TIME;
  return (entry) => {
    const { symbol } = entry as ts.CompletionEntry & { symbol?: ts.Symbol };
    if (symbol === undefined || count > MOST_SIGNATURES || performance.now() > deadline) return undefined;
    const type = checker.getTypeOfSymbolAtLocation(symbol, file);
    return (type.flags & ts.TypeFlags.Any) === 0 ? checker.typeToString(type, file) : undefined;
  };
}
