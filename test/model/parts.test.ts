/** model.inputs and outputs, layer.input and output: models made of parts of others. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { StateError } from "../../src/errors/errors.js";
import * as layers from "../../src/layers/layers.js";
import { SymbolicTensor } from "../../src/layers/symbolic-tensor.js";
import { input, model, sequential } from "../../src/model/models.js";
import { randomNormal } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";
import { complains } from "./complains.js";

describe("parts of a model", () => {
  const chain = () =>
    sequential({
      layers: [
        layers.dense({ units: 4, activation: "tanh", inputShape: [3], name: "first" }),
        layers.dense({ units: 2, name: "second" }),
        layers.dense({ units: 1 }),
      ],
    });

  it("are models of their own, from the inputs to the output of a layer", () => {
    const net = chain();
    const part = model({ inputs: net.inputs, outputs: net.getLayer("second").output });
    const x = randomNormal([5, 3]);
    const [first, second] = net.layers;
    assert.deepEqual(part.apply(x).data, second.apply(first.apply(x)).data);
    assert.deepEqual(part.outputs[0].shape, [null, 2]);
  });

  it("can be continued, with the weights that they have", () => {
    const net = chain();
    const { output } = net.getLayer("first") as { output: SymbolicTensor };
    const longer = model({ inputs: net.input, outputs: layers.dense({ units: 7 }).apply(output) });
    assert.deepEqual((longer.predict(randomNormal([5, 3])) as Tensor).shape, [5, 7]);
    assert.equal(longer.weights[0], net.weights[0]);
  });

  it("can begin at any tensor of another model", () => {
    const net = chain();
    const rest = model({ inputs: net.layers[1].input, outputs: net.output });
    assert.deepEqual((rest.predict(randomNormal([5, 4])) as Tensor).shape, [5, 1]);
  });

  it("have one input and output, or a list", () => {
    const [a, b] = [input({ shape: [2] }), input({ shape: [3] })];
    const joined = layers.concatenate();
    const both = joined.apply([a, b]);
    const net = model({ inputs: [a, b], outputs: [both, a] });
    assert.deepEqual(joined.input, [a, b]);
    assert.equal(joined.output, both);
    assert.deepEqual(
      [net.input, net.output],
      [
        [a, b],
        [both, a],
      ],
    );
    assert.deepEqual([...net.inputs, ...net.outputs], [a, b, both, a]);
  });

  it("are unknown for a layer in no model, and not unique for one used twice", () => {
    const layer = layers.dense({ units: 2 });
    assert.throws(() => layer.output, complains(StateError, { where: "dense", argument: "output" }));
    const x = input({ shape: [2] });
    layer.apply(layer.apply(x));
    assert.throws(() => layer.input, complains(StateError, { argument: "input", received: /2/ }));
    const net = sequential();
    assert.throws(() => net.inputs, StateError);
  });

  it("know each layer once in a chain, however it grew and shrank", () => {
    const net = chain();
    net.add(layers.dense({ units: 6, name: "last" }));
    net.pop();
    net.add(layers.dense({ units: 5, name: "other" }));
    assert.equal(net.getLayer("other").output, net.output);
    assert.equal(net.getLayer("first").input, net.input);
    assert.ok(net.output instanceof SymbolicTensor);
  });
});
