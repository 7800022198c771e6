import assert from "node:assert/strict";
import fc from "fast-check";
import { parseIdx } from "../../../src/datasets/images/idx.js";
import { DataError } from "../../../src/errors/errors.js";
import { writeIdx } from "./write-idx.js";

const shapes = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 });
const arrays = shapes.chain((shape) => {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return fc.record({
    shape: fc.constant(shape),
    values: fc.uint8Array({ minLength: size, maxLength: size }),
  });
});
const read = (bytes: Uint8Array, axes: number) => parseIdx({ bytes, place: "file" }, axes, "test");

describe("the IDX format", () => {
  it("returns the array that was written", () => {
    fc.assert(
      fc.property(arrays, ({ shape, values }) => {
        // Inside a larger buffer, as the contents of files are.
        const written = writeIdx(shape, values);
        const inside = new Uint8Array(written.length + 7);
        inside.set(written, 3);
        assert.deepEqual(read(inside.subarray(3, 3 + written.length), shape.length), { shape, values });
      }),
    );
  });

  it("is refused with a byte too few or too many", () => {
    fc.assert(
      fc.property(arrays, fc.nat(), ({ shape, values }, n) => {
        const written = writeIdx(shape, values);
        assert.throws(() => read(written.subarray(0, n % written.length), shape.length), DataError);
        assert.throws(() => read(new Uint8Array([...written, 0]), shape.length), DataError);
      }),
    );
  });

  it("is refused with another number of axes or another type", () => {
    fc.assert(
      fc.property(
        arrays,
        fc.integer({ min: 1, max: 5 }),
        fc.uint8Array({ minLength: 3, maxLength: 3 }),
        ({ shape, values }, axes, start) => {
          const written = writeIdx(shape, values);
          if (axes !== shape.length) assert.throws(() => read(written, axes), DataError);
          if (start.join() !== "0,0,8")
            assert.throws(
              () => read(new Uint8Array([...start, ...written.subarray(3)]), shape.length),
              DataError,
            );
        },
      ),
    );
  });

  it("is refused if the bytes are random", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          const { shape, values } = read(bytes, 1);
          assert.deepEqual(writeIdx(shape, values), bytes);
        } catch (error) {
          assert.ok(error instanceof DataError);
        }
      }),
    );
  });

  it("is refused with the found and the expected form", () => {
    assert.throws(
      () => read(new Uint8Array([80, 75, 3, 4]), 3),
      /file : reçu 4 octets qui commencent par \[80, 75, 3, 4\], attendu un fichier IDX d’octets à 3 axe/,
    );
    assert.throws(
      () => read(writeIdx([2, 2], new Uint8Array(4)).subarray(0, 15), 2),
      /reçu 3 valeurs, attendu les 4 de la forme \[2, 2\]/,
    );
  });
});
