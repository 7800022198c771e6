/**
 * Names that compiled code uses for itself, chosen so that no name in the source can meet them, and the helper
 * functions that go by them.
 */
import ts from "./typescript.js";

/**
 * The helpers that compiled code may need, as function expressions. `$` stands for the mark of the names around them:
 * `$run` is the `RunGuard`, `$interrupted` its shared number, `$exports` and `$require` the parameters.
 */
const HELPERS = {
  /** The variable of a name: one box per name and session, whoever declares it. */
  variable: `(name) => {
    const own = $run.builtIn.Symbol.for("neurones.variables");
    const all = $exports[own] ?? ($exports[own] = new $run.builtIn.Map());
    let box = all.get(name);
    if (box === undefined) all.set(name, box = { value: undefined, isMade: false });
    return box;
  }`,
  /** A variable where its declaration may not have been reached yet. */
  guarded: `(name, box) => ({
    get value() {
      if (!box.isMade) throw new $run.builtIn.ReferenceError("Cannot access '" + name + "' before initialization");
      return box.value;
    }
  })`,
  /** An import that follows the module's variable. */
  live: `(box, read) => {
    $run.builtIn.Object.defineProperty(box, "value", { __proto__: null, get: read, enumerable: true, configurable: true,
      set: (value) => $run.builtIn.Object.defineProperty(box, "value", { __proto__: null, value, writable: true, enumerable: true, configurable: true }) });
  }`,
  /** Makes a name a property of \`exports\`, and tells the run of it. */
  made: `(name, box) => {
    if (name !== "_") $run.builtIn.Object.defineProperty($exports, name, { __proto__: null,
      get: () => box.value, set: (value) => { box.value = value; }, enumerable: true, configurable: true });
    box.isMade = true;
    $run.made(name);
  }`,
  /** Lets an awaited value pass where the run goes on. */
  awaited: `(value, serial) => {
    if ($interrupted[0] >= serial) $run.stop();
    if ($run.sole !== serial) $run.resumed(serial);
    return value;
  }`,
  /** The same for what comes back from a \`yield\`: there whoever asked goes on as well. */
  yielded: `(value, serial) => {
    if ($interrupted[0] >= serial) $run.stop();
    return value;
  }`,
  /** Begins a catch clause: what stops the run is not for the cell to catch. */
  caught: `(error, serial) => {
    if ($run.isStop(error)) throw error;
    if ($interrupted[0] >= serial) $run.stop();
    if ($run.sole !== serial) $run.resumed(serial);
    $run.caught(error);
  }`,
  /** The default import of a module: its \`default\` where it was an ES module, else all of it. */
  defaultOf: `(module) => (module != null && (module.__esModule || module[$run.builtIn.Symbol.toStringTag] === "Module")
    ? module.default : module)`,
  /** The namespace import of a module: an ES module's own, else one made of a CommonJS module's properties. */
  namespaceOf: `(module) => {
    if (module != null && (module.__esModule || module[$run.builtIn.Symbol.toStringTag] === "Module")) return module;
    const namespace = { default: module };
    if (module != null && (typeof module === "object" || typeof module === "function")) {
      for (const name of $run.builtIn.Object.getOwnPropertyNames(module)) {
        if (name !== "default") {
          $run.builtIn.Object.defineProperty(namespace, name, { __proto__: null, get: () => module[name], enumerable: true, configurable: true });
        }
      }
    }
    return namespace;
  }`,
} as const;

export type Helper = keyof typeof HELPERS;

/** The names of one compiled source. */
export class Names {
  /** Occurs nowhere in the source; every name of ours has it. */
  private readonly mark: string;
  private readonly helpers = new Set<Helper>();
  private readonly variables = new Set<string>();
  private readonly guards = new Set<string>();
  private readonly snapshots = new Set<string>();
  private readonly provided = new Map<string, string>();

  constructor(source: string) {
    let number = 0;
    while (source.includes(`$${number}`)) number += 1;
    this.mark = `$${number}`;
  }

  /** The box of a session variable, whose `value` it is. */
  variable(name: string): ts.Identifier {
    this.helpers.add("variable");
    this.variables.add(name);
    return ts.factory.createIdentifier(`${name}${this.mark}`);
  }

  /** Stands for the box where the variable may be asked for before it has a value. */
  guarded(name: string): ts.Identifier {
    this.variable(name);
    this.helpers.add("guarded");
    this.guards.add(name);
    return ts.factory.createIdentifier(`${name}${this.mark}0`);
  }

  /** Gives a name of the source a meaning; in `value`, `$` stands for the mark. */
  provide(name: string, value: string): void {
    this.provided.set(name, value);
  }

  /** A constant of the cell that holds what a variable of an earlier cell was when this cell began. */
  snapshot(name: string): ts.Identifier {
    this.variable(name);
    this.snapshots.add(name);
    return ts.factory.createIdentifier(name);
  }

  helper(helper: Helper): ts.Identifier {
    this.helpers.add(helper);
    return this.own(helper);
  }

  /** Another name of our own. */
  own(name: string): ts.Identifier {
    return ts.factory.createIdentifier(`${this.mark}${name}`);
  }

  /** One line to stand before the compiled source, giving all these names their meaning. */
  prologue(): string {
    const $ = this.mark;
    const constants = [
      `${$}exports = exports`,
      `${$}require = require`,
      `${$}run = __run`,
      `${$}interrupted = __run.interrupted`,
      ...[...this.helpers].map((helper) => `${$}${helper} = ${this.written(HELPERS[helper])}`),
      ...[...this.variables].map((name) => `${name}${$} = ${$}variable(${JSON.stringify(name)})`),
      ...[...this.guards].map((name) => `${name}${$}0 = ${$}guarded(${JSON.stringify(name)}, ${name}${$})`),
      ...[...this.provided].map(([name, value]) => `${name} = ${this.written(value)}`),
      ...[...this.snapshots].map((name) => `${name} = ${name}${$}.value`),
    ];
    return `"use strict"; const ${constants.join(", ")};`;
  }

  private written(text: string): string {
    return text.replaceAll(/\s+/g, " ").replaceAll(/\$(?=[a-z])/g, this.mark);
  }
}
