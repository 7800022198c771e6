import assert from "node:assert/strict";
import { quick } from "neurones";
import { KernelClient, resultOf } from "../kernel/client.js";

describe("quick", () => {
  const before = process.env["NEURONES_QUICK"];
  afterEach(() => {
    if (before === undefined) delete process.env["NEURONES_QUICK"];
    else process.env["NEURONES_QUICK"] = before;
  });

  for (const value of ["", "0", "false"]) {
    it(`does not shorten a training where NEURONES_QUICK is ${JSON.stringify(value)}`, () => {
      process.env["NEURONES_QUICK"] = value;
      assert.equal(quick(20, 3), 20);
    });
  }

  it("does not shorten a training where NEURONES_QUICK is not set", () => {
    delete process.env["NEURONES_QUICK"];
    assert.equal(quick(20, 3), 20);
  });

  it("shortens a training on request, and displays so in the cell", async () => {
    const kernel = await KernelClient.start({ env: { NEURONES_QUICK: "1" } });
    try {
      const exchange = await kernel.execute('import { quick } from "neurones";\nquick(20, 3)');
      assert.equal(resultOf(exchange), "3");
      const shown = exchange.outputs
        .filter(({ type }) => type === "display_data")
        .map(({ content }) => (content["data"] as Record<string, string>)["text/plain"]);
      assert.deepEqual(shown, ["Raccourci pour aller vite (NEURONES_QUICK) : 3 au lieu de 20."]);
    } finally {
      await kernel.shutdown();
    }
  });
});
