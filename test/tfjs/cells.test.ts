/** Cells of a program's own, in recurrent layers of both libraries. */
import assert from "node:assert/strict";
import * as theirs from "@tensorflow/tfjs";
import * as ours from "../../src/tfjs/index.js";

const STEPS = [
  [
    [1, 2],
    [3, -4],
    [0.5, 1],
  ],
];

const NEURONES = ours as unknown as typeof theirs;

/** A layer of a cell that sums its inputs, weighted, and its output. */
function outputs(tf: typeof theirs): { readonly make: () => theirs.RNN; readonly output: number[] } {
  class Weighted extends tf.layers.RNNCell {
    static className = "Weighted";
    stateSize = 2;
    private weight?: theirs.LayerVariable;

    override build(): void {
      this.weight = this.addWeight("weight", [2], "float32", tf.initializers.constant({ value: 0.5 }));
    }

    override call(inputs: theirs.Tensor | theirs.Tensor[]): theirs.Tensor[] {
      const [x, sum] = inputs as theirs.Tensor[];
      const next = tf.add(tf.mul(x, this.weight!.read()), sum);
      return [tf.tanh(next), next];
    }
  }
  tf.serialization.registerClass(Weighted);
  const make = () => tf.layers.rnn({ cell: new Weighted(), returnSequences: true }) as theirs.RNN;
  return { make, output: [...(make().apply(tf.tensor3d(STEPS)) as theirs.Tensor).dataSync()] };
}

describe("cells of a program's own", () => {
  it("compute the same in either library", () => {
    const [a, b] = [outputs(theirs), outputs(NEURONES)];
    a.output.forEach((number, i) => assert.ok(Math.abs(number - b.output[i]) < 1e-6, String(i)));
  });

  it("read in both directions too, which TensorFlow.js cannot do with an rnn", () => {
    const { make, output } = outputs(NEURONES);
    const both = NEURONES.layers.bidirectional({ layer: make(), mergeMode: "concat" });
    const [forward, backward] = NEURONES.split(both.apply(NEURONES.tensor3d(STEPS)) as theirs.Tensor, 2, -1);
    assert.deepEqual([...forward.dataSync()], output);
    // Read backwards, the first step has seen all inputs.
    assert.ok(Math.abs(backward.dataSync()[0] - Math.tanh(2.25)) < 1e-6);
  });
});
