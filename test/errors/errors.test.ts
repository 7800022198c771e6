import assert from "node:assert/strict";
import { setLanguage, ShapeError } from "../../src/index.js";

describe("errors", () => {
  const complaint = {
    where: "dense_1",
    argument: "x",
    received: "[32, 10]",
    expected: "[n, 784]",
    mend: { fr: "Aplatissez les images.", en: "Flatten the images." },
  };
  afterEach(() => setLanguage("fr"));

  it("say what was received, what was expected and what to change, in French by default", () => {
    const error = new ShapeError(complaint);
    assert.equal(error.message, "dense_1, x : reçu [32, 10], attendu [n, 784]. Aplatissez les images.");
    assert.equal(error.name, "ShapeError");
  });

  it("are English on request, and have fields", () => {
    setLanguage("en");
    const error = new ShapeError(complaint);
    assert.equal(error.message, "dense_1, x: received [32, 10], expected [n, 784]. Flatten the images.");
    assert.equal(error.received, "[32, 10]");
    assert.equal(error.mend, "Flatten the images.");
  });
});
