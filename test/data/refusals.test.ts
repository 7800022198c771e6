/** Arguments that the functions on data, the generated sets and tables refuse. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { batches } from "../../src/data/batches.js";
import { encodeLabels } from "../../src/data/encode-labels.js";
import { padSequences } from "../../src/data/pad-sequences.js";
import { normalise, Scaling, standardise } from "../../src/data/scaling.js";
import { shuffle } from "../../src/data/shuffle.js";
import { trainTestSplit } from "../../src/data/train-test-split.js";
import * as datasets from "../../src/datasets/datasets.js";
import { ArgumentError } from "../../src/errors/errors.js";
import { table } from "../../src/lesson/table.js";
import { complains, type Fields } from "../model/complains.js";

const any = <Value>(value: unknown) => value as Value;
const DATA = { x: [[1], [2], [3], [4]], y: [0, 1, 0, 1] };

const CASES: readonly (readonly [string, () => unknown, Fields])[] = [
  ["batches of nothing", () => batches(any<typeof DATA>(null)), { where: "batches", argument: "data" }],
  ["batches of 0", () => batches(DATA, { batchSize: 0 }), { argument: "batchSize" }],
  [
    "an option of batches in Python's spelling",
    () => batches(DATA, any({ batch_size: 3 })),
    { received: /batch_size/, mend: /batchSize/ },
  ],
  ["shuffle as text", () => batches(DATA, any({ shuffle: "oui" })), { argument: "shuffle" }],
  ["a seed as text", () => shuffle(DATA, any({ seed: "a" })), { where: "shuffle", argument: "seed" }],
  ["a function for a stream", () => shuffle(DATA, any({ random: Math.random })), { argument: "random" }],
  [
    "a share in Python's spelling",
    () => trainTestSplit(DATA, any({ test_size: 0.5 })),
    { received: /test_size/, mend: /testSize/ },
  ],
  ["an unknown part", () => trainTestSplit(DATA, any({ stratify: "toString" })), { argument: "stratify" }],
  [
    "one word for sequences",
    () => padSequences(any("chat")),
    { where: "padSequences", argument: "sequences" },
  ],
  ["half a length", () => padSequences([[1]], { maxLength: 1.5 }), { argument: "maxLength" }],
  ["a length beyond the memory", () => padSequences([[1], [2]], { maxLength: 1e9 }), { argument: "shape" }],
  ["a filling that is no integer", () => padSequences([[1]], { value: 0.5 }), { argument: "value" }],
  [
    "one word for labels",
    () => encodeLabels(any<string[]>("chat")),
    { where: "encodeLabels", argument: "labels", received: /"chat"/ },
  ],
  ["a label that is nothing", () => encodeLabels(any<string[]>(["a", null])), { argument: "labels[1]" }],
  ["a label that is no number", () => encodeLabels([1, NaN]), { argument: "labels[1]" }],
  [
    "a class that is there twice",
    () => encodeLabels(["a"], ["a", "b", "a"]),
    { argument: "classes[2]", received: /"a"/ },
  ],
  ["a text for classes", () => encodeLabels(["a"], any("a")), { argument: "classes" }],
  [
    "text that looks like a number",
    () => standardise(any([["1"], ["2"]])),
    { where: "standardise", argument: "x[0]", received: /"1"/ },
  ],
  ["nothing for a number", () => standardise(any([[1], [null]])), { argument: "x[1]", received: /null/ }],
  ["a word for features", () => normalise(any("12")), { where: "normalise", argument: "x" }],
  ["an unknown option of normalise", () => normalise([1, 2], any({ minimum: 0 })), { received: /minimum/ }],
  ["bounds in the wrong order", () => normalise([1, 2], { min: 1, max: 0 }), { argument: "min, max" }],
  [
    "undefined numbers for a Scaling",
    () => new Scaling("a", any(undefined), any(undefined)),
    { where: "Scaling" },
  ],
  ["half a point", () => datasets.xor({ n: 1.5 }), { where: "datasets.xor", argument: "n" }],
  ["too many points", () => datasets.moons({ n: 1e9 }), { argument: "n", expected: /1000000/ }],
  [
    "points as text",
    () => datasets.flower(any({ pointsPerPetal: "50" })),
    { argument: "pointsPerPetal", received: /"50"/ },
  ],
  [
    "an unknown option of a generated set",
    () => datasets.perceptron(any({ points: 3 })),
    { where: "datasets.perceptron", received: /points/ },
  ],
  ["a table of nothing", () => table(any(undefined)), { where: "table", argument: "rows" }],
  ["a table of numbers", () => table(any([1, 2])), { argument: "rows" }],
];

describe("functions on data refuse", () => {
  for (const [what, call, fields] of CASES)
    it(what, () => assert.throws(call, complains(ArgumentError, fields)));

  it("an unknown option of a set from files", async () => {
    for (const load of [datasets.mnist, datasets.cifar10, datasets.imdb]) {
      await assert.rejects(
        () => load(any({ folder: "a" })),
        complains(ArgumentError, { received: /folder/ }),
      );
      await assert.rejects(
        () => load(any({ offline: "oui" })),
        complains(ArgumentError, { argument: "offline" }),
      );
    }
  });
});
