/** The layers of a network as a model of this project. */
import type * as engine from "../../../src/index.js";
import type { LayerSpec } from "../networks.js";

/** What makes models: of the bundle that programs import, or of the modules that it is made of. */
export type Maker = Pick<typeof engine, "input" | "layers" | "model" | "sequential">;

/** The layers as a model: a chain, unless a layer reads others than the one before it. */
export function modelOf(
  { input, layers, model, sequential }: Maker,
  specs: readonly LayerSpec[],
  shape: readonly number[],
  inputCount = 1,
): engine.Model {
  const make = layers as unknown as Readonly<Record<string, (options: object) => engine.Layer>>;
  if (specs.every(([, , reads]) => reads === undefined))
    return sequential({
      layers: specs.map(([name, options], i) =>
        make[name]({ ...options, ...(i === 0 && { inputShape: shape }) }),
      ),
    });
  const inputs = Array.from({ length: inputCount }, () => input({ shape: [...shape] }));
  const outputs: ReturnType<typeof input>[] = [];
  const at = (place: number) => (place > 0 ? outputs[place - 1] : inputs[-place]);
  specs.forEach(([name, options, reads = [outputs.length]]) =>
    outputs.push(make[name](options).apply(reads.length === 1 ? at(reads[0]) : reads.map(at))),
  );
  return model({ inputs, outputs: outputs.at(-1)! });
}
