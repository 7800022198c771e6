/**
 * Options of `compile` that differ from output to output: a list in the order of the outputs, or an object by
 * their names.
 */
import { ArgumentError } from "../errors/errors.js";
import { isPlainObject } from "../errors/known-options.js";
import type { Sentence } from "../language/language.js";
import type { Graph } from "./graph.js";

/** One value for each output: a list in the order of the outputs, or values by the outputs' names. */
export type ByOutput<Value> = readonly Value[] | ReadonlyMap<string, Value>;

/** The name of an output, which is that of the layer that computes it. */
export function outputName(outputs: Graph["outputs"], i: number): string {
  const { from, position } = outputs[i];
  if (from === undefined) return `output_${i + 1}`;
  return position === 0 ? from.layer.name : `${from.layer.name}_${position}`;
}

/** An object by names as a map; undefined for any other value, and for an object without names. */
export function entriesByName(given: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (!isPlainObject(given)) return undefined;
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : entries;
}

/**
 * The value of each output, in their order.
 * @param missing the value of an output that an object does not name; where absent, it must name all
 * @throws ArgumentError for a list of another length, and for names that are not those of outputs
 */
export function eachOutput<Value>(
  { outputs }: Graph,
  given: ByOutput<Value>,
  { where, argument, mend, missing }: { where: string; argument: string; mend: Sentence; missing?: Value },
): readonly Value[] {
  const names = outputs.map((_, i) => outputName(outputs, i));
  if (given instanceof Map) {
    const stranger = [...given.keys()].find((name) => !names.includes(name as string));
    const values = names.map((name) => (given as ReadonlyMap<string, Value>).get(name) ?? missing);
    if (stranger === undefined && values.every((value) => value !== undefined)) return values as Value[];
    throw new ArgumentError({
      where,
      argument,
      received: [...given.keys()].join(", "),
      expected: names.join(", "),
      mend: {
        fr: "Les noms sont ceux des couches qui donnent les sorties du modèle.",
        en: "The names are those of the layers that give the model's outputs.",
      },
    });
  }
  const list = given as readonly Value[];
  if (list.length === names.length) return list;
  throw new ArgumentError({
    where,
    argument,
    received: String(list.length),
    expected: String(names.length),
    mend,
  });
}
