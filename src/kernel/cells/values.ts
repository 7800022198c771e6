/**
 * The variables of a session as the runner describes them after each run, and the version that each has by what cells
 * have done with it.
 *
 * Two versions are the same if nothing can tell them apart: the same primitive value, a function or class of the same
 * text, or the same object that no cell has changed since. An object has one version, whichever names hold it.
 */

/** What the runner says of the session's variables. */
export interface VariableReport {
  /** Each variable's value: a primitive value as text, an object as `o:` and its number. */
  readonly values: Readonly<Record<string, string>>;
  /** Pairs of objects that variables hold, the second being inside of the first. */
  readonly holds: readonly (readonly [outer: string, inner: string])[];
}

export const NO_VARIABLES: VariableReport = { values: {}, holds: [] };

/** The most objects whose versions are remembered. */
const MOST_OBJECTS = 5000;

export function isObject(value: string | undefined): value is string {
  return value?.startsWith("o:") ?? false;
}

export class Values {
  private report = NO_VARIABLES;
  /** The version of each object that a cell has changed. */
  private readonly versions = new Map<string, string>();
  /** The text of each function, class and import: its version while no cell has changed it. */
  private readonly texts = new Map<string, string>();
  /** The version of names that are no variables. */
  private readonly others = new Map<string, string>();
  private changes = 0;

  /** The version of a name; empty if there is no such variable. */
  versionOf(name: string): string {
    const value = this.report.values[name];
    if (value === undefined) return this.others.get(name) ?? "";
    return isObject(value) ? (this.versions.get(value) ?? this.texts.get(value) ?? value) : value;
  }

  /** The version that a name had before any cell changed its object. */
  firstVersionOf(name: string): string {
    const value = this.report.values[name];
    return isObject(value) ? (this.texts.get(value) ?? value) : this.versionOf(name);
  }

  /** The name's value as the runner has described it last. */
  valueOf(name: string): string | undefined {
    return this.report.values[name];
  }

  names(): string[] {
    return [...Object.keys(this.report.values), ...this.others.keys()];
  }

  /** The versions of all names. */
  all(): Map<string, string> {
    return new Map(this.names().map((name) => [name, this.versionOf(name)]));
  }

  update(report: VariableReport): void {
    this.report = report;
  }

  /** The object of this name is what a text says. */
  describe(name: string, text: string): void {
    const value = this.valueOf(name);
    if (isObject(value) && !this.texts.has(value)) remember(this.texts, value, text);
  }

  /** The object of a name has changed, and with it what holds it; if deeply, also what it holds. */
  change(name: string, deep: boolean, before: VariableReport): void {
    const value = this.valueOf(name) ?? before.values[name];
    if (value === undefined) this.renew(name);
    if (!isObject(value)) return;
    const changed = new Set([value]);
    for (const { holds } of [before, this.report])
      for (const [outer, inner] of holds) {
        if (inner === value) changed.add(outer);
        if (deep && outer === value) changed.add(inner);
      }
    for (const object of changed) remember(this.versions, object, this.newVersion());
  }

  /** Sets the version of a name that is no variable. */
  set(name: string, version: string): void {
    this.others.set(name, version);
  }

  /** Gives a name that is no variable a version that it has never had. */
  renew(name: string): void {
    this.others.set(name, this.newVersion());
  }

  get current(): VariableReport {
    return this.report;
  }

  private newVersion(): string {
    this.changes += 1;
    return `changed:${this.changes}`;
  }
}

function remember(known: Map<string, string>, object: string, version: string): void {
  known.delete(object);
  known.set(object, version);
  if (known.size > MOST_OBJECTS) known.delete(known.keys().next().value!);
}
