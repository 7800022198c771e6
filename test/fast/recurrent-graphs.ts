/** Models with recurrent layers that are no chain: states that go from one to another, masks, two directions. */
import * as layers from "../../src/layers/layers.js";
import type { SymbolicTensor } from "../../src/layers/symbolic-tensor.js";
import type { LossName } from "../../src/losses/losses.js";
import type { Model } from "../../src/model/model.js";
import { input, model } from "../../src/model/models.js";

interface RecurrentGraph {
  readonly make: () => Model;
  readonly losses: readonly LossName[];
}

export const KINDS = ["simpleRNN", "lstm", "gru"] as const;
const MERGE_MODES = ["concat", "sum", "mul", "ave"] as const;

/** Sequences of one number, of which those that are zero are padding: about half of them. */
function padded(x: SymbolicTensor, units: number): SymbolicTensor {
  const rectified = layers.activation({ activation: "relu" }).apply(x);
  return layers.dense({ units, activation: "tanh" }).apply(layers.masking().apply(rectified));
}

function dense(x: SymbolicTensor): SymbolicTensor {
  return layers.dense({ units: 2 }).apply(x);
}

function encoderAndDecoder(kind: (typeof KINDS)[number], masked: boolean): Model {
  const [x, y] = [5, 4].map((time) => input({ shape: [time, 1] }));
  const [source, target] = [x, y].map((each) => (masked ? padded(each, 3) : each));
  const [, ...states] = layers[kind]({ units: 6, returnState: true }).apply<SymbolicTensor[]>(source);
  const decoded = layers[kind]({ units: 6, returnSequences: true }).apply(target, { initialState: states });
  return model({ inputs: [x, y], outputs: dense(decoded), seed: 6 });
}

export const RECURRENT_GRAPHS: Readonly<Record<string, RecurrentGraph>> = Object.fromEntries(
  KINDS.flatMap((kind): [string, RecurrentGraph][] => [
    [
      `${kind}, an encoder's states begin a decoder`,
      { losses: ["meanSquaredError"], make: () => encoderAndDecoder(kind, false) },
    ],
    [
      `${kind}, the same with masks on both sides`,
      { losses: ["meanSquaredError"], make: () => encoderAndDecoder(kind, true) },
    ],
    [
      `${kind}, output and states are outputs; the states before are inputs, one of them used twice`,
      {
        losses: ["meanSquaredError", "meanSquaredError", "meanSquaredError"],
        make: () => {
          const [x, h] = [input({ shape: [4, 1] }), input({ shape: [3] })];
          const before = layers.dense({ units: 5, activation: "tanh" }).apply(h);
          const states = kind === "lstm" ? [before, before] : [before];
          const [y, ...last] = layers[kind]({ units: 5, returnState: true, goBackwards: true }).apply<
            SymbolicTensor[]
          >([padded(x, 2), ...states]);
          return model({ inputs: [x, h], outputs: [y, last[last.length - 1], dense(y)], seed: 6 });
        },
      },
    ],
    [
      `${kind} in both directions, with masks and states, each output by itself`,
      {
        losses: ["meanSquaredError"],
        make: () => {
          const x = input({ shape: [5, 1] });
          const layer = (options: { readonly returnState?: boolean }) =>
            layers.bidirectional({
              layer: layers[kind]({ units: 4, returnSequences: true, ...options }) as never,
              mergeMode: null,
            });
          const sequences = padded(x, 3);
          const [one, other, ...states] = layer({ returnState: true }).apply<SymbolicTensor[]>(sequences);
          const again = layer({}).apply<SymbolicTensor[]>([layers.add().apply([one, other]), ...states]);
          return model({ inputs: x, outputs: dense(layers.add().apply(again)), seed: 6 });
        },
      },
    ],
    ...MERGE_MODES.flatMap((mergeMode) =>
      [true, false].map((returnSequences): [string, RecurrentGraph] => [
        `${kind} in both directions, ${mergeMode}, ${returnSequences ? "all steps" : "the last step"}`,
        {
          losses: ["meanSquaredError"],
          make: () => {
            const x = input({ shape: [4, 3] });
            const read = layers.dense({ units: 3, activation: "tanh" }).apply(x);
            const both = layers
              .bidirectional({ layer: layers[kind]({ units: 5, returnSequences }) as never, mergeMode })
              .apply(read);
            // A second reader, whose gradient the layer adds to.
            const y = returnSequences
              ? layers.concatenate().apply([both, read])
              : layers.concatenate().apply([both, layers.flatten().apply(read)]);
            return model({ inputs: x, outputs: dense(y), seed: 6 });
          },
        },
      ]),
    ),
  ]),
);
