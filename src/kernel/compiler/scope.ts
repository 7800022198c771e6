/**
 * The names that a cell sees: for each name the newest declaration of it in the cells that ran.
 *
 * A scope is immutable and made of at most three layers, looked up from the first to the last. The first holds the
 * newest symbol of every name; where that symbol is, say, only a type while an older cell had a value of the same name,
 * the older symbol stays reachable in the next layer, because the checker passes over a symbol that has not the meaning
 * it looks for.
 */
import ts, { type Scope as ScopeNode, type SymbolTable } from "./typescript.js";

const MEANINGS = [ts.SymbolFlags.Value, ts.SymbolFlags.Type, ts.SymbolFlags.Namespace] as const;

export class CellScope {
  static readonly empty = new CellScope([new Map()]);

  private constructor(private readonly layers: readonly SymbolTable[]) {}

  /** This scope with newer declarations. `flagsOf` tells a symbol's meanings, through aliases. */
  with(
    declared: Iterable<[ts.__String, ts.Symbol]>,
    flagsOf: (symbol: ts.Symbol) => ts.SymbolFlags,
  ): CellScope {
    const layers: SymbolTable[] = this.layers.map((layer) => new Map(layer));
    for (const [name, symbol] of declared) {
      const older = layers.flatMap((layer) => layer.get(name) ?? []);
      let covered = flagsOf(symbol);
      const kept = [symbol];
      for (const old of older) {
        if (!MEANINGS.some((meaning) => flagsOf(old) & meaning && !(covered & meaning))) continue;
        covered |= flagsOf(old);
        kept.push(old);
      }
      for (let depth = 0; depth < Math.max(kept.length, layers.length); depth += 1) {
        layers[depth] ??= new Map();
        const at = kept[depth];
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

  /** This scope, cut down to these names. */
  only(names: ReadonlySet<string>): CellScope {
    const keys = [...names].map((name) => ts.escapeLeadingUnderscores(name));
    const layers = this.layers.map(
      (layer): SymbolTable =>
        new Map(keys.flatMap((key) => (layer.has(key) ? [[key, layer.get(key)!]] : []))),
    );
    return new CellScope(layers.filter((layer, depth) => depth === 0 || layer.size > 0));
  }

  /** Every symbol in reach. */
  symbols(): ts.Symbol[] {
    return this.layers.flatMap((layer) => [...layer.values()]);
  }

  /** True where some cell declared this name. */
  has(name: string): boolean {
    return this.layers[0]!.has(ts.escapeLeadingUnderscores(name));
  }

  /** The chain of scopes to hang a cell's file under, so that the checker finds these names from inside it. */
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
