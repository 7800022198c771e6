/**
 * Reading and writing safetensors: round trips, the bytes of the format, and files that are damaged or of
 * another format.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { DataError } from "../../../src/errors/errors.js";
import { readSafetensors, writeSafetensors } from "../../../src/model/saving/safetensors.js";
import { allocate, type DataType } from "../../../src/tensor/dtype.js";
import { sizeOf } from "../../../src/tensor/shape.js";
import { Tensor } from "../../../src/tensor/tensor.js";

/** A file written by hand. */
function file(
  header: string,
  data: Uint8Array = new Uint8Array(0),
  length = new TextEncoder().encode(header).length,
): Uint8Array {
  const bytes = new TextEncoder().encode(header);
  const made = new Uint8Array(8 + bytes.length + data.length);
  new DataView(made.buffer).setBigUint64(0, BigInt(length), true);
  made.set(bytes, 8);
  made.set(data, 8 + bytes.length);
  return made;
}

const anyTensor = fc
  .tuple(
    fc.constantFrom<DataType>("float32", "float64", "int32", "uint8"),
    fc.array(fc.nat(4), { maxLength: 4 }),
    fc.nat(),
  )
  .map(([dtype, shape, seed]) => {
    const data = allocate(dtype, sizeOf(shape));
    for (let i = 0; i < data.length; i++) data[i] = Math.sin(seed + i) * 200;
    return new Tensor(data, shape);
  });
const anyTensors = fc
  .array(fc.tuple(fc.string(), anyTensor), { maxLength: 5 })
  .map((entries) => new Map(entries.filter(([name]) => name !== "__metadata__")));

describe("safetensors", () => {
  it("are read as they were written, whatever their names, types and shapes", () => {
    fc.assert(
      fc.property(
        anyTensors,
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__"),
          fc.string(),
          { maxKeys: 3 },
        ),
        (tensors, metadata) => {
          const read = readSafetensors(writeSafetensors(tensors, metadata), "test");
          assert.deepEqual({ ...read.metadata }, { ...metadata });
          assert.equal(read.tensors.size, tensors.size);
          for (const [name, { data, shape, dtype }] of tensors) {
            const again = read.tensors.get(name)!;
            assert.deepEqual([again.data, again.shape, again.dtype], [data, shape, dtype]);
          }
        },
      ),
    );
  });

  it("have the bytes that the format prescribes", () => {
    const bytes = writeSafetensors(
      new Map([
        ["a", new Tensor(Float32Array.of(1, -2), [2, 1])],
        ["1", new Tensor(Uint8Array.of(7), [])],
      ]),
    );
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    assert.equal(length % 8, 0);
    const header = new TextDecoder().decode(bytes.subarray(8, 8 + length));
    assert.equal(
      header.trimEnd(),
      '{"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"1":{"dtype":"U8","shape":[],"data_offsets":[8,9]}}',
    );
    assert.deepEqual([...bytes.subarray(8 + length)], [0, 0, 128, 63, 0, 0, 0, 192, 7]);
  });

  it("that are truncated anywhere, or have an extra byte, are refused", () => {
    const whole = writeSafetensors(new Map([["w", new Tensor(Float32Array.of(1, 2, 3), [3])]]), {
      note: "é",
    });
    for (let length = 0; length < whole.length; length++)
      assert.throws(() => readSafetensors(whole.subarray(0, length), "cut"), DataError, `${length} bytes`);
    assert.throws(() => readSafetensors(Uint8Array.from([...whole, 0]), "long"), DataError);
  });

  it("with any byte changed are read as tensors of the right size, or refused with a DataError", () => {
    const whole = writeSafetensors(
      new Map([
        ["w", new Tensor(Float32Array.of(1, 2, 3), [3])],
        ["b", new Tensor(Int32Array.of(4), [1])],
      ]),
    );
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = whole.slice();
        changed[at] = (changed[at] + by) % 256;
        readOrRefuse(changed);
      }),
      { numRuns: 1000 },
    );
  });

  it("random bytes are refused with a DataError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readOrRefuse(bytes)),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.json(), fc.uint8Array({ maxLength: 40 }), (header, data) =>
        readOrRefuse(file(header, data)),
      ),
      { numRuns: 500 },
    );
  });

  const entry = (fields: object) =>
    JSON.stringify({ w: { dtype: "F32", shape: [1], data_offsets: [0, 4], ...fields } });
  const four = new Uint8Array(4);
  const WRONG: readonly (readonly [what: string, bytes: Uint8Array, says: RegExp])[] = [
    ["a header longer than the file", file("{}", four, 1000), /en-tête/],
    ["a header that is not JSON", file("{hello", four), /JSON/],
    ["a header that is a list", file("[]", four), /JSON/],
    [
      "a header that is no UTF-8",
      (() => {
        const bytes = file("{}  ");
        bytes[10] = 0xff;
        return bytes;
      })(),
      /JSON/,
    ],
    ["an unknown type", file(entry({ dtype: "F8_E4M3" }), four), /F8_E4M3/],
    ["a size that contradicts the shape", file(entry({ shape: [2] }), four), /contredit/],
    ["negative extents", file(entry({ shape: [-1, -1] }), four), /forme/],
    ["offsets beyond the data", file(entry({ shape: [2], data_offsets: [0, 8] }), four), /octets/],
    ["a gap before a tensor", file(entry({ data_offsets: [4, 8] }), new Uint8Array(8)), /place/],
    [
      "tensors that overlap",
      file(
        JSON.stringify({
          a: { dtype: "F32", shape: [1], data_offsets: [0, 4] },
          b: { dtype: "F32", shape: [1], data_offsets: [0, 4] },
        }),
        four,
      ),
      /place/,
    ],
    ["metadata that are not texts", file(JSON.stringify({ __metadata__: { a: 1 } })), /métadonnées/],
    ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13), /en-tête/],
  ];
  for (const [what, bytes, says] of WRONG) {
    it(`with ${what} are refused`, () => {
      assert.throws(
        () => readSafetensors(bytes, "weights.safetensors"),
        (error: unknown) =>
          error instanceof DataError && error.argument === "weights.safetensors" && says.test(error.received),
      );
    });
  }
});

function readOrRefuse(bytes: Uint8Array): void {
  try {
    for (const { data, shape } of readSafetensors(bytes, "test").tensors.values())
      assert.equal(data.length, sizeOf(shape));
  } catch (error) {
    assert.ok(error instanceof DataError, String(error));
  }
}
