import assert from "node:assert/strict";
import { datasets } from "../../src/index.js";

describe("datasets.sunspots", () => {
  it("has one number for each year from 1700 to 1988, the same on each call", () => {
    const { years, values } = datasets.sunspots();
    assert.equal(values.length, 289);
    assert.deepEqual([years[0], years.at(-1)], [1700, 1988]);
    assert.deepEqual([values[0], values[257], values.at(-1)], [5, 190.2, 100.2]);
    values[0] = NaN;
    assert.equal(datasets.sunspots().values[0], 5);
  });
  it("has R's mean and variance (mean(sunspot.year), var(sunspot.year))", () => {
    const { values } = datasets.sunspots();
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    assert.ok(
      Math.abs(mean - 48.613494809689) < 1e-9 && Math.abs(variance - 1558.2047825356) < 1e-7,
      `${mean} ${variance}`,
    );
  });
});
