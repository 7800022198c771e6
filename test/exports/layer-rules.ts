/**
 * The rules of the layers: the cases of `test/layers/cases.ts` on batches of several sizes, alone and in a
 * model on the fast engine.
 */
import * as n from "../../src/index.js";
import { CASES, optionsOf, type Kind, type LayerCase } from "../layers/cases.js";
import { asInput, inputShapes, outputShapes } from "../layers/subject.js";
import { numbers, type Rule, type Rules } from "./rule.js";

const ruleOf = (kind: LayerCase["kind"]): Rule => {
  const cases = CASES.filter((each) => each.kind === kind);
  return (random, attempt) => {
    const each = cases[attempt % cases.length];
    const batch = 1 + (attempt % 4);
    const shapes = inputShapes(each);
    const inputs = shapes.map((shape) => {
      const x = numbers(random, [batch, ...shape]);
      return each.words === undefined
        ? x
        : n.tensor(
            x.data.map((value) => Math.floor(Math.abs(value) * 100) % each.words!),
            x.shape,
          );
    });
    const make = (name: Kind, options: object) => (n.layers[name] as (given: object) => n.Layer)(options);
    const layer = make(kind, {
      ...optionsOf(each, make),
      ...(shapes.length === 1 ? { inputShape: shapes[0] } : {}),
    });
    const results = outputShapes(each).map((one) => [batch, ...one]);
    if (results.length > 1)
      return { call: () => layer.apply<n.Tensor[]>(asInput(inputs), each.call), shapes: results };
    const [shape] = results;
    if (shapes.length > 1) return { call: () => layer.apply(asInput(inputs), each.call), shape };
    // A model on the fast engine must give the same output as the layer on autograd.
    return {
      call: () => [layer.apply(inputs[0]), n.sequential({ layers: [layer] }).predict(inputs[0])],
      shapes: [shape, shape],
      holds: (both) => nearlyEqual(...(both as [n.Tensor, n.Tensor])),
    };
  };
};

/** Whether two tensors agree up to the rounding errors of float32 sums. */
export function nearlyEqual(a: n.Tensor, b: n.Tensor): boolean {
  const [left, right] = [Array.from(a.data), Array.from(b.data)];
  const most = left.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-3);
  return left.length === right.length && left.every((value, i) => Math.abs(value - right[i]) <= 1e-4 * most);
}

const KINDS = [...new Set(CASES.map(({ kind }) => kind))];

/** Each layer under all of its names: an alias is the same function. */
export const LAYER_RULES: Rules = Object.fromEntries(
  Object.entries<unknown>(n.layers).flatMap(([name, make]) =>
    KINDS.filter((kind) => n.layers[kind] === make).map((kind) => [`layers.${name}`, ruleOf(kind)]),
  ),
);
