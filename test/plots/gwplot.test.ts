import assert from "node:assert/strict";
import { ArgumentError } from "../../src/errors/errors.js";
import { neuralnet, type NeuralNetwork } from "../../src/neuralnet/neuralnet.js";
import { gwplot } from "../../src/plots/plots.js";
import { setSeed } from "../../src/random/r-random.js";

describe("the plot of generalized weights", () => {
  let net: NeuralNetwork;
  before(async () => {
    const random = setSeed(3);
    const x = Array.from({ length: 30 }, () => random.rnorm(2));
    net = await neuralnet({
      x,
      y: x.map(([a, b]) => [Number(a > b), Number(a > 0)]),
      hidden: 2,
      rep: 3,
      stepmax: 200,
      errFct: "ce",
      linearOutput: false,
      threshold: 0.5,
      warnings: false,
    });
  });
  const dots = (svg: string) => svg.match(/<circle/g)?.length ?? 0;

  it("has one point per example and repetition, at the input's value", () => {
    assert.equal(dots(gwplot(net).svg), 90);
    assert.equal(dots(gwplot(net, { rep: "best" }).svg), 30);
    assert.equal(dots(gwplot(net, { rep: 2 }).svg), 30);
  });

  it("accepts inputs and outputs by number from 1, or by name", () => {
    const named = { inputs: ["âge", "poids"], outputs: ["malade", "guéri"] };
    assert.equal(
      gwplot(net, { ...named, selectedCovariate: "poids", selectedResponse: "guéri" }).svg,
      gwplot(net, { ...named, selectedCovariate: 2, selectedResponse: 2 }).svg,
    );
    assert.notEqual(gwplot(net, { selectedCovariate: 1 }).svg, gwplot(net, { selectedCovariate: 2 }).svg);
    assert.match(gwplot(net, { ...named, selectedCovariate: "poids" }).svg, /poids/);
    assert.match(gwplot(net, named).svg, /réponse : malade/);
  });

  it("draws the same generalized weights as R: the column of the input among those of the output", () => {
    const description = gwplot(net, { selectedCovariate: 2, selectedResponse: 2, rep: "best" }).description;
    const column = net.generalizedWeights.map((row) => row[3]);
    assert.match(
      description,
      new RegExp(
        `${Math.max(...column)
          .toPrecision(3)
          .replace(".", ",")
          .slice(0, 3)}`,
      ),
    );
  });

  it("marks the best repetition on request, with its error", () => {
    assert.match(gwplot(net, { highlight: true }).svg, /erreur minimale/);
    assert.doesNotMatch(gwplot(net).svg, /erreur minimale/);
  });

  it("uses the given ends of the axis, and leaves out infinite weights", async () => {
    assert.notEqual(gwplot(net, { min: -50, max: 50 }).svg, gwplot(net).svg);
    const sure = await neuralnet({
      x: [[-1e3], [1e3]],
      y: [0, 1],
      hidden: 0,
      linearOutput: false,
      startWeights: [0, 10],
      warnings: false,
    });
    const figure = gwplot(sure);
    assert.match(figure.svg, /car sans valeur finie/);
    assert.match(figure.description, /tous infinis/);
  });

  it("refuses inputs, outputs and repetitions that do not exist", () => {
    for (const options of [
      { selectedCovariate: 0 },
      { selectedCovariate: 3 },
      { selectedCovariate: "x" },
      { selectedResponse: 3 },
      { rep: 4 },
      { rep: "worst" as "best" },
      { min: 2, max: 1 },
      { inputs: ["a"] },
      { covariate: 1 },
    ]) {
      assert.throws(() => gwplot(net, options), ArgumentError, JSON.stringify(options));
    }
  });
});
