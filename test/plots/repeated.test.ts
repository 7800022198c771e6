/** Marks that are written as text are the same, to the last letter, as those that Observable Plot draws. */
import assert from "node:assert/strict";
import * as Plot from "@observablehq/plot";
import { JSDOM } from "jsdom";
import { renderRepeated, withRepeated } from "../../src/plots/repeated.js";

const { document, XMLSerializer: Serializer } = new JSDOM("").window;
const POINTS = Array.from({ length: 30 }, (_, i): [number, number] => [
  Math.sin(i) * 10,
  Math.cos(3 * i) / 1e6,
]);

function drawn(points: [number, number][], symbol: Plot.SymbolType, options: Plot.DotOptions): string {
  const plot = Plot.plot({
    document,
    marks: [Plot.dot(points, { x: "0", y: "1", symbol, r: 3, fill: "red", ...options })],
  });
  return new Serializer().serializeToString(plot);
}

describe("plots: repeated marks", () => {
  for (const symbol of ["circle", "triangle", "square", "star", "plus", "diamond2"] as const)
    for (const count of [0, 1, 2, 30])
      it(`draw ${count} times ${symbol} as Observable Plot does`, () => {
        const points = POINTS.slice(0, count);
        const direct = drawn(points, symbol, {});
        const repeated = drawn(points, symbol, { render: renderRepeated });
        assert.equal(withRepeated(repeated), direct);
        if (count === 30) assert.ok(repeated.length < direct.length / 2);
        assert.ok(!withRepeated(repeated).includes("<!--"));
      });

  it("leave out a point without a place", () => {
    const points: [number, number][] = [
      [1, 2],
      [NaN, 1],
      [3, 4],
      [5, 6],
    ];
    assert.equal(
      withRepeated(drawn(points, "square", { render: renderRepeated })),
      drawn(points, "square", {}),
    );
  });
});
