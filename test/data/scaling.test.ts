import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeLabels } from "../../src/data/encode-labels.js";
import { normalise, standardise } from "../../src/data/scaling.js";
import { ArgumentError, ShapeError } from "../../src/errors/errors.js";
import { tensor } from "../../src/tensor/create.js";
import { quietNotebook } from "../datasets/files/fixtures.js";

const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const tables = fc
  .integer({ min: 1, max: 4 })
  .chain((columns) =>
    fc.array(fc.array(numbers, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 12 }),
  );
const column = (rows: readonly (readonly number[])[], j: number) => rows.map((row) => row[j]);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Whether values up to a million are far enough apart to be scaled without rounding errors that show. */
const isWide = (values: readonly number[]) => Math.max(...values) - Math.min(...values) > 1;

describe("scaling", () => {
  const notebook = quietNotebook();

  it("standardises each feature of the training examples to mean 0 and deviation 1", () => {
    fc.assert(
      fc.property(tables, (x) => {
        const scaled = standardise(x).apply(x);
        x[0].forEach((_, j) => {
          const values = column(scaled, j);
          if (!isWide(column(x, j))) return;
          assert.ok(Math.abs(mean(values)) < 1e-6);
          assert.ok(Math.abs(mean(values.map((value) => (value - mean(values)) ** 2)) - 1) < 1e-6);
        });
      }),
    );
  });

  it("normalises each feature of the training examples from min to max", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: -5, max: 0 }), fc.integer({ min: 1, max: 5 }), (x, min, max) => {
        const scaled = normalise(x, { min, max }).apply(x);
        x[0].forEach((_, j) => {
          if (!isWide(column(x, j))) return;
          assert.ok(Math.abs(Math.min(...column(scaled, j)) - min) < 1e-6);
          assert.ok(Math.abs(Math.max(...column(scaled, j)) - max) < 1e-6);
        });
      }),
    );
  });

  it("is inverted by invert", () => {
    fc.assert(
      fc.property(tables, (x) => {
        for (const scaling of [standardise(x), normalise(x)]) {
          const back = scaling.invert(scaling.apply(x));
          x.forEach((row, i) =>
            row.forEach((value, j) =>
              assert.ok(Math.abs(back[i][j] - value) <= 1e-9 * (1 + Math.max(...x.flat().map(Math.abs)))),
            ),
          );
        }
      }),
    );
  });

  it("is measured on the training examples, and applied to others", () => {
    const scaling = standardise([
      [1, 10],
      [3, 30],
    ]);
    assert.deepEqual(
      [scaling.shift, scaling.unit],
      [
        [2, 20],
        [1, 10],
      ],
    );
    assert.deepEqual(scaling.apply([[4, 20]]), [[2, 0]]);
    assert.deepEqual(normalise([[0], [4]]).apply([[-4], [2], [8]]), [[-1], [0.5], [2]]);
  });

  it("keeps the kind of container", () => {
    assert.deepEqual(normalise([2, 4, 6]).apply([3]), [0.25]);
    assert.deepEqual(normalise(Uint8Array.of(0, 255)).apply(Uint8Array.of(51)), Float32Array.of(0.2));
    assert.deepEqual(normalise(Float64Array.of(0, 10)).apply(Float64Array.of(1)), Float64Array.of(0.1));
    const pictures = tensor([0, 1, 2, 3, 4, 5, 6, 7], [2, 2, 2]);
    const scaled = normalise(pictures).apply(pictures);
    assert.deepEqual(
      [scaled.dtype, scaled.arraySync()],
      [
        "float32",
        [
          [
            [0, 0],
            [0, 0],
          ],
          [
            [1, 1],
            [1, 1],
          ],
        ],
      ],
    );
  });

  it("only shifts a constant feature, with a warning", () => {
    const x = [
      [0.1, 1],
      [0.1, 2],
      [0.1, 3],
    ];
    assert.deepEqual(
      column(standardise(x).apply(x), 0)
        .map(Math.abs)
        .map((value) => value < 1e-15),
      [true, true, true],
    );
    assert.deepEqual(column(normalise(x).apply(x), 0), [0, 0, 0]);
    assert.match(
      notebook.now.warnings[0],
      /^standardise : la même valeur partout dans 1 variable sur 2 \(colonne 0\) ;/,
    );
    assert.match(notebook.now.warnings[1], /^normalise : /);
  });

  it("refuses what has no scale", () => {
    assert.throws(() => standardise([]), ShapeError);
    assert.throws(() => standardise([[1, 2], [3]]), /x\[1\] : reçu 1 nombre, attendu 2/);
    assert.throws(() => standardise([[1], [NaN]]), /x\[1\] : reçu NaN/);
    assert.throws(
      () => normalise([[1], ["2"]] as unknown as number[][]).apply([["a"]] as unknown as number[][]),
      ArgumentError,
    );
    assert.throws(() => normalise([[1]], { min: 1, max: 1 }), ArgumentError);
    assert.throws(
      () => standardise([[1, 2]]).apply([[1]]),
      (error: unknown) =>
        error instanceof ShapeError &&
        /standardise\(\)\.apply, x : reçu 1 nombre par exemple, attendu 2/.test(error.message),
    );
  });
});

describe("encodeLabels", () => {
  it("numbers classes in their order", () => {
    assert.deepEqual(encodeLabels(["chien", "chat", "chien"]), {
      numbers: Int32Array.of(1, 0, 1),
      classes: ["chat", "chien"],
    });
    assert.deepEqual(encodeLabels([10, -1, 2]), { numbers: Int32Array.of(2, 0, 1), classes: [-1, 2, 10] });
    assert.deepEqual(encodeLabels(tensor([1, -1])).classes, [-1, 1]);
    assert.deepEqual(encodeLabels(Uint8Array.of(7, 7)).numbers, Int32Array.of(0, 0));
  });

  it("gives the test labels the numbers of the training labels", () => {
    const { classes } = encodeLabels(["b", "a", "c"]);
    assert.deepEqual(encodeLabels(["c", "c"], classes).numbers, Int32Array.of(2, 2));
    assert.throws(
      () => encodeLabels(["d"], classes),
      /labels\[0\] : reçu "d", attendu l’une des classes a, b, c/,
    );
  });
});
