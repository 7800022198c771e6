import assert from "node:assert/strict";
import { instantiate, loadModule, type WithConstants } from "../../src/host/compiled-module.js";

const FILE = new URL("../../src/neuralnet/steps.wasm", import.meta.url);

describe("a compiled module", () => {
  it("is loaded once", () => {
    const module = loadModule(FILE);
    assert.ok(module instanceof WebAssembly.Module);
    assert.equal(loadModule(new URL(FILE)), module);
  });

  it("is undefined if its file is missing", () => {
    assert.equal(loadModule(new URL("missing.wasm", FILE)), undefined);
  });

  it("writes its constants, and refuses too little memory for them", () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const end = instantiate<WithConstants>(loadModule(FILE)!, memory, 512).writeConstants();
    assert.ok(end > 0 && end <= 512);
    assert.throws(() => instantiate(loadModule(FILE)!, memory, end - 1), /constants end at/);
  });
});
