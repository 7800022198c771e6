/**
 * The names that compiled code uses for its own variables, chosen so that they differ from every name in the
 * source, and the helper functions with such names.
 */
import ts from "./typescript.js";

/**
 * The helper functions that compiled code may need, as function expressions. `$` stands for the suffix that
 * marks the names of compiled code: `$run` is the `RunGuard`, `$interrupted` its shared number, `$exports`
 * and `$require` the parameters.
 */
const HELPERS = {
  /** The box of a variable: one per name and session, whichever cells declare it. */
  variable: `(name) => {
    const own = $run.builtIn.Symbol.for("neurones.variables");
    const all = $exports[own] ?? ($exports[own] = new $run.builtIn.Map());
    let box = all.get(name);
    if (box === undefined) all.set(name, box = { value: undefined, isMade: false });
    return box;
  }`,
  /** A variable whose declaration may not have been executed yet: throws a `ReferenceError` in that case. */
  guarded: `(name, box) => ({
    get value() {
      if (!box.isMade) throw new $run.builtIn.ReferenceError("Cannot access '" + name + "' before initialization");
      return box.value;
    }
  })`,
  /** Makes the box of an imported variable read the module's variable. */
  live: `(box, read) => {
    $run.builtIn.Object.defineProperty(box, "value", { __proto__: null, get: read, enumerable: true, configurable: true,
      set: (value) => $run.builtIn.Object.defineProperty(box, "value", { __proto__: null, value, writable: true, enumerable: true, configurable: true }) });
  }`,
  /** Makes a name a property of `exports`, and reports to the run that it has a value. */
  made: `(name, box) => {
    if (name !== "_") $run.builtIn.Object.defineProperty($exports, name, { __proto__: null,
      get: () => box.value, set: (value) => { box.value = value; }, enumerable: true, configurable: true });
    box.isMade = true;
    $run.made(name);
  }`,
  /** Returns an awaited value if the run may continue; messages of the page that wait are delivered first. */
  awaited: `(value, serial) => {
    if ($interrupted[1] > 0) $run.deliverMessages();
    if ($interrupted[0] >= serial) $run.stop();
    if ($run.sole !== serial) $run.resumed(serial);
    return value;
  }`,
  /** The same for the value of a `yield`: there the caller's run continues, so `resumed` is not called. */
  yielded: `(value, serial) => {
    if ($interrupted[0] >= serial) $run.stop();
    return value;
  }`,
  /** Begins a catch clause: throws an error that stops the run again, since a cell must not catch it. */
  caught: `(error, serial) => {
    if ($run.isStop(error)) throw error;
    if ($interrupted[0] >= serial) $run.stop();
    if ($run.sole !== serial) $run.resumed(serial);
    $run.caught(error);
  }`,
  /** A named import of a module without types: throws a `ReferenceError` if the module has no such export. */
  exportOf: `(module, name) => {
    if (module == null || !(name in $run.builtIn.Object(module)))
      throw new $run.builtIn.ReferenceError("The imported module has no export named '" + name + "'");
    return module[name];
  }`,
  /** The default import of a module: its `default` if it is an ES module, else the module itself. */
  defaultOf: `(module) => (module != null && (module.__esModule || module[$run.builtIn.Symbol.toStringTag] === "Module")
    ? module.default : module)`,
  /**
   * The namespace import of a module: the module itself if it is an ES module, else an object made of its
   * properties.
   */
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

/** The names that the code compiled from one source uses. */
export class Names {
  /** A text that does not occur in the source; every name of compiled code contains it. */
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

  /** The box of a session variable; the variable is its property `value`. */
  variable(name: string): ts.Identifier {
    this.helpers.add("variable");
    this.variables.add(name);
    return ts.factory.createIdentifier(`${name}${this.mark}`);
  }

  /** Used instead of the box if the variable may be read before it has a value. */
  guarded(name: string): ts.Identifier {
    this.variable(name);
    this.helpers.add("guarded");
    this.guards.add(name);
    return ts.factory.createIdentifier(`${name}${this.mark}0`);
  }

  /** Defines a name of the source; in `value`, `$` stands for the mark. */
  provide(name: string, value: string): void {
    this.provided.set(name, value);
  }

  /** A constant of the cell with the value that a variable of an earlier cell had when this cell began. */
  snapshot(name: string): ts.Identifier {
    this.variable(name);
    this.snapshots.add(name);
    return ts.factory.createIdentifier(name);
  }

  helper(helper: Helper): ts.Identifier {
    this.helpers.add(helper);
    return this.own(helper);
  }

  /** Another name of compiled code. */
  own(name: string): ts.Identifier {
    return ts.factory.createIdentifier(`${this.mark}${name}`);
  }

  /** The line before the compiled source that defines all these names. */
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
