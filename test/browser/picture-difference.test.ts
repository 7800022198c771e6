import assert from "node:assert/strict";
import { encode } from "fast-png";
import { pictureDifference } from "./picture-difference.js";

/** A picture of 320 × 200 pixels with the colour of each position. */
function picture(
  colour: (x: number, y: number) => readonly [number, number, number],
  width = 320,
  height = 200,
): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 3);
  return encode({ width, height, data, channels: 3 });
}

const WHITE = [255, 255, 255] as const;
const curve = (shift: number) =>
  picture((x, y) => (Math.abs(y - 100 - 50 * Math.sin(x / 40) - shift) < 2 ? [0, 90, 180] : WHITE));

describe("the difference of two pictures", () => {
  it("is zero for equal pictures, and small for a curve one pixel higher", () => {
    assert.equal(pictureDifference(curve(0), curve(0)), 0);
    assert.ok(pictureDifference(curve(0), curve(0.7)) < 0.04);
  });
  it("exceeds the tolerance for an empty drawing, another colour, another curve, other proportions", () => {
    assert.ok(
      pictureDifference(
        curve(0),
        picture(() => WHITE),
      ) > 0.04,
    );
    assert.ok(
      pictureDifference(
        curve(0),
        picture((x, y) => (Math.abs(y - 100 - 50 * Math.sin(x / 40)) < 2 ? [220, 90, 0] : WHITE)),
      ) > 0.04,
    );
    assert.ok(pictureDifference(curve(0), curve(25)) > 0.04);
    assert.equal(
      pictureDifference(
        curve(0),
        picture(() => WHITE, 420),
      ),
      1,
    );
  });
});
