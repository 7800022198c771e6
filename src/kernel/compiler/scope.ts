/**
 * The names that a cell sees: for each name, its newest declaration in the cells that ran.
 *
 * A scope is immutable and has at most three layers, which the checker searches from the first to the last.
 * The first layer has the newest symbol of every name. If that symbol is only a type while an older cell
 * declared a value of the same name, the older symbol is in the next layer: the checker skips a symbol that
 * does not have the meaning it looks for.
 */
import ts, { type Scope as ScopeNode, type SymbolTable } from "./typescript.js";

const MEANINGS = [ts.SymbolFlags.Value, ts.SymbolFlags.Type, ts.SymbolFlags.Namespace] as const;

export class CellScope {
  static readonly empty = new CellScope([new Map()]);

  private constructor(private readonly layers: readonly SymbolTable[]) {}

  /**
   * This scope with newer declarations. `flagsOf` gives the flags of a symbol, of its target if it is an
   * alias.
   */
  with(
    declared: Iterable<[ts.__String, ts.Symbol]>,
    flagsOf: (symbol: ts.Symbol) => ts.SymbolFlags,
  ): CellScope {
    const layers: SymbolTable[] = this.layers.map((layer) => new Map(layer));
    for (const [name, symbol] of declared) {
      const older = layers.flatMap((layer) => layer.get(name) ?? []);
      let covered = flagsOf(symbol);
      const reachable = [symbol];
      for (const old of older) {
        if (!MEANINGS.some((meaning) => flagsOf(old) & meaning && !(covered & meaning))) continue;
        covered |= flagsOf(old);
        reachable.push(old);
      }
      for (let depth = 0; depth < Math.max(reachable.length, layers.length); depth += 1) {
        layers[depth] ??= new Map();
        const at = reachable[depth];
        if (at === undefined) layers[depth]!.delete(name);
        else layers[depth]!.set(name, at);
      }
    }
    return new CellScope(layers);
  }

  /** The names declared so far. */
  names(): string[] {
    return [...this.layers[0]!.keys()].map((name) => ts.unescapeLeadingUnderscores(name));
  }

  /** This scope with only these names. */
  only(names: ReadonlySet<string>): CellScope {
    const keys = [...names].map((name) => ts.escapeLeadingUnderscores(name));
    const layers = this.layers.map(
      (layer): SymbolTable =>
        new Map(keys.flatMap((key) => (layer.has(key) ? [[key, layer.get(key)!]] : []))),
    );
    return new CellScope(layers.filter((layer, depth) => depth === 0 || layer.size > 0));
  }

  /** Every symbol in this scope. */
  symbols(): ts.Symbol[] {
    return this.layers.flatMap((layer) => [...layer.values()]);
  }

  /** True if a cell has declared this name. */
  has(name: string): boolean {
    return this.layers[0]!.has(ts.escapeLeadingUnderscores(name));
  }

  /** The newest symbol of a name. */
  symbolOf(name: string): ts.Symbol | undefined {
    return this.layers[0]!.get(ts.escapeLeadingUnderscores(name));
  }

  /** A chain of syntax nodes for the parent of a cell's file, through which the checker finds these names. */
  toNode(): ts.Node {
    let outer: ScopeNode | undefined;
    for (const layer of [...this.layers].reverse()) {
      const node = ts.factory.createBlock([]) as ts.Node as ScopeNode;
      node.locals = layer;
      if (outer !== undefined) node.parent = outer;
      outer = node;
    }
    return outer!;
  }
}
