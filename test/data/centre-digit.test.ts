import assert from "node:assert/strict";
import { ArgumentError, centreDigit, datasets } from "../../src/index.js";
import { itWithRealData } from "../datasets/files/fixtures.js";

/** A filled rectangle in a square picture. */
function rectangle(side: number, left: number, top: number, width: number, height: number): Uint8Array {
  return Uint8Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) - left, Math.floor(i / side) - top];
    return x >= 0 && x < width && y >= 0 && y < height ? 255 : 0;
  });
}

/** The digit's rows and columns that have at least half of the ink. */
function boxOf(digit: Uint8Array): number[] {
  const dark = [...digit.keys()].filter((i) => digit[i] > 127);
  const [xs, ys] = [dark.map((i) => i % 28), dark.map((i) => Math.floor(i / 28))];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

describe("centreDigit", () => {
  it("shrinks and enlarges a drawing into 20 × 20 pixels, in the middle, of the same proportions", () => {
    for (const drawing of [
      rectangle(28, 1, 2, 5, 10),
      rectangle(56, 20, 6, 20, 40),
      rectangle(100, 9, 9, 25, 50),
    ])
      assert.deepEqual(boxOf(centreDigit(drawing)), [10, 5, 19, 24], `from ${drawing.length} pixels`);
    assert.deepEqual(boxOf(centreDigit(rectangle(28, 0, 0, 20, 4))), [5, 13, 24, 16], "a wide one");
  });

  it("leaves a blank drawing blank, and never has more ink than 255", () => {
    assert.deepEqual(centreDigit(new Uint8Array(784)), new Uint8Array(784));
    assert.equal(Math.max(...centreDigit(rectangle(28, 3, 3, 9, 9))), 255);
  });

  it("refuses what is no square drawing", () => {
    for (const wrong of [[], [1, 2, 3], [256], ["a"], "abcd", null])
      assert.throws(() => centreDigit(wrong as never), ArgumentError, String(wrong));
  });

  itWithRealData(
    "mnist/t10k-images-idx3-ubyte.gz",
    "leaves MNIST’s digits as they are",
    async (directory) => {
      const { test } = await datasets.mnist({ directory });
      for (let i = 0; i < 300; i++) {
        const digit = test.images.slice(784 * i, 784 * (i + 1));
        assert.deepEqual(centreDigit(digit), Uint8Array.from(digit), `digit ${i}`);
      }
    },
  );
});
