/** Every name of TensorFlow.js works, or says what to use instead, as docs/from-tensorflow-js.md tells. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import * as operations from "../../../src/autograd/operations/operations.js";
import * as layers from "../../../src/layers/layers.js";
import * as tf from "../../../src/tfjs/index.js";
import { replacementOf } from "../../../src/tfjs/left-out.js";
import { DOCUMENT, documentWithTable, rows } from "./document.js";

describe("names of TensorFlow.js", () => {
  it("are in the table of docs/from-tensorflow-js.md (NEURONES_APPROVE=1 writes it)", () => {
    const document = documentWithTable();
    if (process.env["NEURONES_APPROVE"] === "1") writeFileSync(DOCUMENT, document);
    assert.equal(readFileSync(DOCUMENT, "utf8"), document);
  });

  it("are left out only where the engine has nothing of the name", () => {
    const names: Readonly<Record<string, unknown>> = { ...operations, ...layers };
    const [top, made] = [tf, tf.layers] as unknown as Readonly<Record<string, unknown>>[];
    const hidden = Object.keys(names).filter((name) => replacementOf(top[name] ?? made[name]) !== undefined);
    assert.deepEqual(hidden, []);
  });

  it("work, or the table tells why not", () => {
    const untold = [...rows().values()].flat().filter(({ told }) => !told);
    assert.deepEqual(
      untold.map(({ name }) => name),
      [],
    );
  });
});
