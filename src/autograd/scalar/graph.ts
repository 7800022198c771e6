/**
 * A computation on single numbers, as data that a plot draws: `plots.computationGraph({ nodes: graphOf({ z,
 * y, L }) })`.
 */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { sourcesFirst, Value } from "./value.js";

/** One quantity of the computation. */
export interface ScalarNode {
  readonly name: string;
  /** How it is computed from others; undefined for an input. */
  readonly formula: string | undefined;
  readonly value: number;
  readonly gradient: number;
  /** The names of the quantities that it is computed from. */
  readonly from: readonly string[];
}

/**
 * The named values and all that they were computed from, inputs first.
 * @param named values by the names to show. Inputs keep the name they were made with. A step without a name
 *   becomes a part of the formula of the next one: name each step that is to have a box of its own.
 * @example
 * ```ts
 * const w = value(2, "w");
 * const z = w.mul(3);
 * plots.computationGraph({ nodes: graphOf({ w, z: z.backward() }) });
 * ```
 */
export function graphOf(named: Readonly<Record<string, Value>>): ScalarNode[] {
  if (
    typeof named !== "object" ||
    named === null ||
    Object.values(named).some((each) => !(each instanceof Value))
  ) {
    throw new ArgumentError({
      where: "graphOf",
      argument: "named",
      received: written(named),
      expected: { fr: "des valeurs par leur nom : { z, L }", en: "values by their names: { z, L }" },
      mend: {
        fr: 'Par exemple graphOf({ z, L }), avec z = value(2, "x").mul(3).',
        en: 'For example graphOf({ z, L }), with z = value(2, "x").mul(3).',
      },
    });
  }
  const names = new Map(Object.entries(named).map(([name, each]) => [each, name]));
  const nodes = new Map<Value, ScalarNode>();
  for (const result of Object.values(named)) {
    for (const each of sourcesFirst(result)) {
      const isInput = each.from.length === 0 && Number.isNaN(Number(each.formula));
      if (nodes.has(each) || !(names.has(each) || isInput)) continue;
      const name = names.get(each) ?? each.formula;
      const from = [...new Set(each.from.flatMap(([source]) => boxesUnder(source, names)))];
      nodes.set(each, {
        name,
        formula: each.from.length === 0 ? undefined : write(each, names, true),
        value: each.value,
        gradient: each.gradient,
        from,
      });
    }
  }
  return [...nodes.values()];
}

/**
 * The name of a value's box; for a value without a box, the names of the nearest boxes that it is computed
 * from.
 */
function boxesUnder(each: Value, names: ReadonlyMap<Value, string>): string[] {
  const name = names.get(each);
  if (name !== undefined) return [name];
  if (each.from.length === 0) return Number.isNaN(Number(each.formula)) ? [each.formula] : [];
  return each.from.flatMap(([source]) => boxesUnder(source, names));
}

/**
 * A value as a formula; `outermost` for the value of the box itself, which is written without its own name.
 */
function write(each: Value, names: ReadonlyMap<Value, string>, outermost = false): string {
  const name = names.get(each);
  if (name !== undefined && !outermost) return name;
  if (each.from.length === 0) return each.formula;
  const parts = each.from.map(([source]) => write(source, names));
  if (each.from.length === 1)
    return each.formula === "²" ? `${wrap(parts[0])}²` : `${each.formula}(${parts[0]})`;
  const [left, right] = each.formula === "+" ? parts : parts.map(wrap);
  return each.formula === "×" ? `${left}·${right}` : `${left} ${each.formula} ${right}`;
}

function wrap(text: string): string {
  return / [+−] /.test(text) ? `(${text})` : text;
}
