/**
 * What a cell reads, assigns and changes, through the functions that it names and those that these name in turn.
 */
import type { CellFacts, Change, Effects, Latent } from "./facts.js";

/** What a cell does with the names of the notebook. */
export interface Resolved {
  /** The names whose earlier value it reads. */
  readonly reads: ReadonlySet<string>;
  /** The names that it may assign, its own declarations left out. */
  readonly assigns: ReadonlySet<string>;
  /** The names whose object it may change in place; true if objects inside of it may change. */
  readonly changes: ReadonlyMap<string, boolean>;
  /** Those of `changes` that may happen after the cell has ended. */
  readonly later: ReadonlySet<string>;
}

/** What naming a function or class can do; undefined for any other name. */
export type LatentOf = (name: string) => Latent | undefined;

/** What a function does by itself and by those that it names. */
interface Reach {
  readonly reads: Set<string>;
  readonly assigns: Set<string>;
  readonly changes: Map<string, boolean>;
}

export function resolve(facts: CellFacts, elsewhere: LatentOf): Resolved {
  const own = new Set(facts.declares.map(({ name }) => name));
  const latentOf: LatentOf = (name) => {
    if (Object.hasOwn(facts.latent, name)) return facts.latent[name];
    return own.has(name) ? undefined : elsewhere(name);
  };
  const { body } = facts;
  const certain = certainAssignments(body, latentOf);
  const reads = new Set<string>();
  const assigns = new Set<string>();
  const changes = new Map<string, boolean>();
  const later = new Set<string>();
  const read = (name: string, at: number): void => {
    if (!own.has(name) && !isMethod(name) && !((certain.get(name) ?? Infinity) < at)) reads.add(name);
  };
  const assign = (name: string, isCertain: boolean): void => {
    if (own.has(name)) return;
    assigns.add(name);
    // What it does not assign keeps the value that it had.
    if (!isCertain) reads.add(name);
  };
  const reached = new Map<string, Reach>();
  for (const { name, at } of body.uses) {
    read(name, at);
    if (latentOf(name) === undefined) continue;
    const reach = reached.get(name) ?? reachOf(name, latentOf);
    reached.set(name, reach);
    for (const inner of reach.reads) read(inner, at);
    for (const inner of reach.assigns) assign(inner, certain.has(inner));
    for (const [inner, deep] of reach.changes) {
      addChange(changes, inner, deep);
      later.add(inner);
    }
  }
  for (const { name } of body.assigns) assign(name, certain.has(name));
  for (const change of allChanges(body, latentOf)) {
    addChange(changes, change.name, change.deep);
    if (change.later) later.add(change.name);
    read(change.name, change.at);
  }
  return { reads, assigns, changes, later };
}

/** For each name that code assigns whichever way it takes, the first place where that is done. */
function certainAssignments(
  effects: Effects,
  latentOf: LatentOf,
  seen = new Set<string>(),
): Map<string, number> {
  const found = new Map<string, number>();
  const add = (name: string, at: number): void => {
    if (at < (found.get(name) ?? Infinity)) found.set(name, at);
  };
  for (const { name, at, always } of effects.assigns) if (always) add(name, at);
  for (const { name, at, runs } of effects.uses) {
    const called = runs && !seen.has(name) ? latentOf(name) : undefined;
    if (called?.runsToEnd !== true) continue;
    for (const inner of certainAssignments(called, latentOf, new Set([...seen, name])).keys()) add(inner, at);
  }
  return found;
}

function reachOf(start: string, latentOf: LatentOf): Reach {
  const reach: Reach = { reads: new Set(), assigns: new Set(), changes: new Map() };
  const seen = new Set([start]);
  const waiting = [start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const latent = latentOf(name);
    if (latent === undefined) continue;
    const certain = certainAssignments(latent, latentOf);
    for (const use of latent.uses) {
      if (!((certain.get(use.name) ?? Infinity) < use.at)) reach.reads.add(use.name);
      if (seen.has(use.name)) continue;
      seen.add(use.name);
      waiting.push(use.name);
    }
    for (const assignment of latent.assigns) reach.assigns.add(assignment.name);
    for (const change of allChanges(latent, latentOf))
      if (!isParameter(change.name)) addChange(reach.changes, change.name, change.deep);
  }
  return reach;
}

/** The changes in code itself, and those that functions make of what the code passes to them. */
function allChanges(effects: Effects, latentOf: LatentOf): Change[] {
  const passed = effects.passes.flatMap(({ callee, parameter, name, at }): Change[] => {
    const deep = parameterChange(callee, parameter, latentOf, new Set());
    return deep === undefined ? [] : [{ name, at, deep, later: false }];
  });
  return [...effects.changes, ...passed];
}

/** Whether a function changes what it gets as this parameter, and if so whether deeply. */
function parameterChange(
  callee: string,
  parameter: string,
  latentOf: LatentOf,
  seen: Set<string>,
): boolean | undefined {
  const key = `${callee} ${parameter}`;
  const latent = seen.has(key) ? undefined : latentOf(callee);
  seen.add(key);
  if (latent === undefined) return undefined;
  const own = latent.changes.filter(({ name }) => name === parameter);
  if (own.length > 0) return own.some(({ deep }) => deep);
  for (const pass of latent.passes) {
    if (pass.name !== parameter) continue;
    const deep = parameterChange(pass.callee, pass.parameter, latentOf, seen);
    if (deep !== undefined) return deep;
  }
  return undefined;
}

/** Methods such as `Counter.increment` are known by names of this form, which have no values. */
function isMethod(name: string): boolean {
  return name.includes(".");
}

function isParameter(name: string): boolean {
  return name.startsWith("#");
}

function addChange(changes: Map<string, boolean>, name: string, deep: boolean): void {
  changes.set(name, (changes.get(name) ?? false) || deep);
}
