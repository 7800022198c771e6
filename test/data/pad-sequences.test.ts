import assert from "node:assert/strict";
import fc from "fast-check";
import { padSequences, type PadOptions } from "../../src/data/pad-sequences.js";
import { ArgumentError } from "../../src/errors/errors.js";

const SEQUENCES = [[1], [2, 3], [4, 5, 6]];

describe("padSequences", () => {
  // The examples of Keras' documentation of `pad_sequences`, and its two kinds of cutting.
  for (const [options, rows] of [
    [
      {},
      [
        [0, 0, 1],
        [0, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      { value: -1 },
      [
        [-1, -1, 1],
        [-1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      { padding: "post" },
      [
        [1, 0, 0],
        [2, 3, 0],
        [4, 5, 6],
      ],
    ],
    [
      { maxLength: 2 },
      [
        [0, 1],
        [2, 3],
        [5, 6],
      ],
    ],
    [
      { maxLength: 2, truncating: "post" },
      [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
    ],
    [
      { maxLength: 2, truncating: "post", padding: "post" },
      [
        [1, 0],
        [2, 3],
        [4, 5],
      ],
    ],
    [
      { maxLength: 5, padding: "post" },
      [
        [1, 0, 0, 0, 0],
        [2, 3, 0, 0, 0],
        [4, 5, 6, 0, 0],
      ],
    ],
  ] as [PadOptions, number[][]][]) {
    it(`does as Keras does with ${JSON.stringify(options)}`, () => {
      const padded = padSequences(SEQUENCES, options);
      assert.deepEqual(padded.arraySync(), rows);
      assert.equal(padded.dtype, "int32");
    });
  }

  it("takes typed arrays, and empty lists", () => {
    assert.deepEqual(padSequences([Int32Array.of(7), Uint8Array.of(8, 9)]).arraySync(), [
      [0, 7],
      [8, 9],
    ]);
    assert.deepEqual(padSequences([]).shape, [0, 0]);
    assert.deepEqual(padSequences([[], []], { maxLength: 2 }).arraySync(), [
      [0, 0],
      [0, 0],
    ]);
  });

  it("keeps as much of every sequence as fits, at the chosen end", () => {
    const ends = fc.constantFrom("pre" as const, "post" as const);
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 1, max: 99 }))),
        fc.integer({ min: 1, max: 12 }),
        ends,
        ends,
        (sequences, maxLength, padding, truncating) => {
          const { data, shape } = padSequences(sequences, { maxLength, padding, truncating });
          assert.deepEqual(shape, [sequences.length, maxLength]);
          sequences.forEach((sequence, i) => {
            const row = [...data.slice(i * maxLength, (i + 1) * maxLength)];
            const part = truncating === "pre" ? sequence.slice(-maxLength) : sequence.slice(0, maxLength);
            const zeros = new Array<number>(maxLength - part.length).fill(0);
            assert.deepEqual(row, padding === "pre" ? [...zeros, ...part] : [...part, ...zeros]);
          });
        },
      ),
    );
  });

  it("refuses what it cannot use", () => {
    assert.throws(() => padSequences(SEQUENCES, { maxLength: 1.5 }), ArgumentError);
    assert.throws(
      () => padSequences(SEQUENCES, { padding: "before" as "pre" }),
      /padSequences, padding : reçu "before"/,
    );
    assert.throws(
      () => padSequences([["film"] as unknown as number[]]),
      /sequences\[0\] : reçu film, attendu des entiers/,
    );
  });
});
