/** Tensors as text: `neurones/tfjs` prints them as TensorFlow.js does, to the last blank. */
import assert from "node:assert/strict";
import * as theirs from "@tensorflow/tfjs";
import * as ours from "../../src/tfjs/index.js";
import { JUPYTER_DISPLAY } from "../../src/host/notebook.js";

type Library = typeof theirs;
const tf = ours as unknown as Library;

const SHAPES: readonly (readonly number[])[] = [
  ...[[], [0], [1], [20], [21], [2, 2], [1, 3], [3, 1], [1, 1], [25, 2], [2, 25], [21, 21], [0, 3], [2, 0]],
  ...[
    [2, 2, 3],
    [1, 2, 2],
    [2, 1, 1],
    [22, 2, 1],
    [2, 22, 3],
    [1, 1, 1],
    [0, 2, 2],
    [2, 0, 3],
  ],
  ...[
    [2, 3, 2, 2],
    [1, 2, 1, 2],
    [1, 1, 1, 1],
    [2, 1, 2, 1, 3],
    [1, 1, 1, 1, 1],
    [1, 2, 1, 1, 2, 2],
  ],
];

const VALUES = [1, -2.5, 0.1, 1234.56789, 1e-9, 0, -0, NaN, Infinity, 1e21, 3, 100000, 1 / 3, -1e-7];

function numbersOf(shape: readonly number[]): number[] {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return Array.from({ length: size }, (_, i) => VALUES[(i * 5) % VALUES.length]);
}

/** What a call writes to the console. */
function printed(call: () => void): string[] {
  const { log } = console;
  const lines: string[] = [];
  console.log = (text: string) => void lines.push(text);
  try {
    call();
  } finally {
    console.log = log;
  }
  return lines;
}

describe("tensors of neurones/tfjs as text", () => {
  for (const dtype of ["float32", "int32", "bool"] as const)
    it(`${dtype}: the text of TensorFlow.js, of any shape`, () => {
      for (const shape of SHAPES) {
        const [mine, other] = [tf, theirs].map((library) => {
          const x = library.tensor(numbersOf(shape), [...shape]).cast(dtype);
          return [x.toString(), x.toString(true), String(x)];
        });
        assert.deepEqual(mine, other, `[${shape.join()}]`);
      }
    });

  it("are printed by the method and by the function, variables too", () => {
    const texts = (library: Library) =>
      printed(() => {
        const x = library.tensor2d([
          [1, 2],
          [3, 4],
        ]);
        x.print();
        x.print(true);
        library.print(x);
        library.print(x, true);
        library.variable(x).print();
        library.scalar(0.1).print();
      });
    assert.deepEqual(texts(tf), texts(theirs));
    assert.equal(texts(tf)[0], "Tensor\n    [[1, 2],\n     [3, 4]]");
  });

  it("are displayed at the end of a cell as those of neurones", () => {
    const bundle = (tf.ones([2, 2]) as unknown as Record<symbol, () => Record<string, string>>)[
      JUPYTER_DISPLAY
    ]();
    assert.match(bundle["text/html"], /<table>/);
    assert.match(bundle["text/plain"], /\[2, 2\] float32/);
  });
});
