/** Options that figures refuse before they draw. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { ArgumentError } from "../../src/errors/errors.js";
import * as plots from "../../src/plots/plots.js";
import { complains, type Fields } from "../model/complains.js";

const any = <Value>(value: unknown) => value as Value;
const CLOUD = {
  x: [
    [0, 1],
    [1, 0],
  ],
  y: [0, 1],
};

const CASES: readonly (readonly [string, () => unknown, Fields])[] = [
  ["no options", () => plots.scatter(any(undefined)), { where: "scatter", argument: "x" }],
  ["points that are none", () => plots.scatter({ x: any([null]) }), { argument: "x" }],
  [
    "an option that there is not",
    () => plots.scatter({ ...CLOUD, colour: "red" } as never),
    { where: "scatter", received: /colour/ },
  ],
  ["a title that is a number", () => plots.scatter({ ...CLOUD, title: any(3) }), { argument: "title" }],
  ["a width as text", () => plots.scatter({ ...CLOUD, width: any("560px") }), { argument: "width" }],
  [
    "a line without its three numbers",
    () => plots.scatter({ ...CLOUD, lines: [{ weights: [1, 2] }] }),
    { argument: "lines" },
  ],
  [
    "a model that is none",
    () => plots.decisionZones({ ...CLOUD, model: any({}) }),
    { argument: "model", mend: /points/ },
  ],
  [
    "a grid without end",
    () => plots.decisionZones({ ...CLOUD, model: () => [], resolution: 1e9 }),
    { argument: "resolution" },
  ],
  ["no functions", () => plots.curves(any({})), { where: "curves", argument: "functions" }],
  [
    "a domain the wrong way round",
    () => plots.curves({ functions: { a: (x) => x }, domain: [1, 0] }),
    { argument: "domain" },
  ],
  [
    "no derivative",
    () => plots.descent(any({ f: () => 0, start: 0, rates: [1, 2] })),
    { where: "descent", argument: "derivative" },
  ],
  ["no nodes", () => plots.computationGraph({ nodes: [] }), { argument: "nodes" }],
  [
    "pictures that are none",
    () => plots.imageGrid({ images: any("a"), shape: [2, 2] }),
    { argument: "images" },
  ],
  ["bars of text", () => plots.bars(any({ a: "3" })), { where: "bars", argument: "values" }],
  ["a matrix that is none", () => plots.confusionMatrix(any([[1]])), { argument: "matrix" }],
  ["a history that is none", () => plots.history(any({ loss: [1] })), { argument: "training" }],
  ["figures that are none", () => plots.sideBySide(any([1])), { argument: "figures" }],
  ["labels that are none", () => plots.classHistogram(any([null])), { argument: "labels" }],
];

describe("figures refuse", () => {
  for (const [what, call, fields] of CASES)
    it(what, () => assert.throws(call, complains(ArgumentError, fields)));

  it("but accept NaN, a number that is not known yet, and do not draw it", () => {
    const { svg } = plots.scatter({ ...CLOUD, lines: [{ weights: [NaN, NaN, NaN], label: "plus tard" }] });
    assert.doesNotMatch(svg, /NaN/);
  });
});
