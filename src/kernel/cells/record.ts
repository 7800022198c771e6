/** What is remembered of a cell's latest run. */
import type { CellFacts } from "./facts.js";
import type { Resolved } from "./resolve.js";

/** The version of a name, and the cell that made it; undefined for code outside of the page's cells. */
export interface Made {
  readonly version: string;
  readonly by: string | undefined;
}

/** A name that nobody has made. */
export const ABSENT: Made = { version: "", by: undefined };

export interface CellRecord {
  readonly run: number;
  readonly source: string;
  readonly facts: CellFacts;
  /** What it did when it ran. */
  readonly resolved: Resolved;
  /** The versions that it read, by key: a name, or `typeKey` of a name. */
  readonly read: ReadonlyMap<string, Made>;
  /** The versions that all names had when it began. */
  readonly found: ReadonlyMap<string, Made>;
  /** The versions that it made, by key. */
  readonly made: Map<string, string>;
  /** The names that it has changed, or may change after its end: in what it left running. */
  readonly later: ReadonlyMap<string, boolean>;
  /** Whether it has come to its end; a cell that was stopped shows less than it would. */
  readonly wasStopped: boolean;
  /** Whether it ended in an error. */
  readonly hasFailed: boolean;
}

/** How the keys of types begin. */
const OF_TYPE = "type ";

/** The key of a name's type and kind: cells are checked against them, even where they read no value. */
export function typeKey(name: string): string {
  return OF_TYPE + name;
}

export function isTypeKey(key: string): boolean {
  return key.startsWith(OF_TYPE);
}

/** The name that a key belongs to. */
export function nameOfKey(key: string): string {
  return isTypeKey(key) ? key.slice(OF_TYPE.length) : key;
}
