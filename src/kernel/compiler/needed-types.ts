/**
 * The part of the DOM's types without which the other declarations are not whole: a few events, streams and keys of some
 * 1,800 types. To read all of them takes a fifth of a compiler's memory, and most notebooks name none of them.
 */

/** The declaration of a type, up to the next one. */
interface Piece {
  readonly name: string;
  readonly text: string;
}

/** A library that is read in part. */
export interface NeededTypes {
  readonly text: string;
  /** The names of the types that were left out. */
  readonly left: ReadonlySet<string>;
}

/** Types from which a tree of elements is reached: nothing that needs them is read with the needed ones. */
const TREES = ["Node", "Window"];

/**
 * The types whose name `isNeeded`, and the types that these name in turn.
 * @param library  declarations of interfaces and types, one below the other
 */
export function neededTypes(library: string, isNeeded: RegExp): NeededTypes {
  const pieces = piecesOf(library);
  const named = namesIn(pieces);
  const trees = reached(TREES, inverse(named));
  const roots = [...named.keys()].filter((name) => isNeeded.test(name) && !trees.has(name));
  const needed = reached(roots, named);
  return {
    text: pieces
      .filter(({ name }) => needed.has(name) && !trees.has(name))
      .map(({ text }) => text)
      .join(""),
    left: new Set([...named.keys()].filter((name) => !needed.has(name) || trees.has(name))),
  };
}

function piecesOf(library: string): Piece[] {
  const heads = [...library.matchAll(/^(?:interface|type|declare namespace) (\w+)/gm)];
  return heads.map(({ index, 1: name }, i) => ({
    name,
    text: library.slice(index, heads[i + 1]?.index ?? library.length),
  }));
}

/** For each type, the types that its declarations name. */
function namesIn(pieces: readonly Piece[]): Map<string, Set<string>> {
  const named = new Map(pieces.map(({ name }) => [name, new Set<string>()]));
  for (const { name, text } of pieces)
    for (const [word] of text.matchAll(/\b[A-Z]\w*/g)) if (named.has(word)) named.get(name)!.add(word);
  return named;
}

function inverse(named: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const naming = new Map([...named.keys()].map((name) => [name, new Set<string>()]));
  for (const [name, words] of named) for (const word of words) naming.get(word)!.add(name);
  return naming;
}

function reached(roots: readonly string[], next: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set(roots);
  for (const name of found) for (const other of next.get(name) ?? []) found.add(other);
  return found;
}
