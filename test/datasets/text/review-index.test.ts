import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { indexName, readIndex, writeIndex } from "../../../src/datasets/text/index-file.js";
import {
  ReviewIndexer,
  wordsOf,
  type Part,
  type ReviewIndex,
} from "../../../src/datasets/text/review-index.js";
import { readNumbers, writeNumbers } from "../../../src/datasets/text/variable-length.js";
import { temporaryFolder } from "../files/fixtures.js";

type Review = readonly [part: Part, label: 0 | 1, words: string];

function indexed(reviews: readonly (Review & { position?: number })[]): ReviewIndex {
  const indexer = new ReviewIndexer();
  reviews.forEach((review, i) =>
    indexer.add(
      review[0],
      review[1],
      review.position ?? i,
      review[2].split(" ").filter((word) => word !== ""),
    ),
  );
  return indexer.finish();
}

const reviews = fc.array(
  fc.tuple(
    fc.constantFrom<Part>("train", "test"),
    fc.constantFrom<0 | 1>(0, 1),
    fc
      .array(fc.constantFrom("a", "film", "good", "bad", "so", "été"), { maxLength: 9 })
      .map((words) => words.join(" ")),
  ),
  { maxLength: 20 },
);

describe("index of reviews", () => {
  const folder = temporaryFolder();

  it("ranks the words of the training reviews by frequency, then alphabetically", () => {
    const { words, train, test } = indexed([
      ["train", 1, "good good film"],
      ["train", 0, "bad film"],
      ["test", 1, "good new film"],
    ]);
    assert.deepEqual(words, ["film", "good", "bad"]);
    const spelled = ({ ranks, starts, labels }: typeof train) =>
      Array.from(labels, (label, i) => `${label} ${ranks.slice(starts[i], starts[i + 1]).join()}`).sort();
    assert.deepEqual(spelled(train), ["0 3,1", "1 2,2,1"]);
    assert.deepEqual(spelled(test), ["1 2,0,1"]);
  });

  it("does not depend on the order of the archive", () => {
    fc.assert(
      fc.property(reviews, fc.infiniteStream(fc.nat()), (list, chance) => {
        const placed = list.map((review, position) =>
          Object.assign([...review] as unknown as Review & { position?: number }, { position }),
        );
        const shuffled = placed
          .map((review) => ({ review, key: chance.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ review }) => review);
        assert.deepEqual(indexed(shuffled), indexed(placed));
      }),
    );
  });

  it("shuffles positive and negative reviews", () => {
    const { train } = indexed(
      Array.from({ length: 200 }, (_, i): Review => ["train", i < 100 ? 0 : 1, "film"]),
    );
    const good = train.labels.subarray(150).reduce((sum, label) => sum + label, 0);
    assert.ok(good > 10 && good < 40, `${good} of the last 50`);
  });

  it("is unchanged after writing and reading", async () => {
    await fc.assert(
      fc.asyncProperty(
        reviews.filter((list) => list.some(([part, , words]) => part === "train" && words !== "")),
        async (list) => {
          const index = indexed(list);
          const file = path.join(folder.path, indexName("ab12"));
          await writeIndex(file, "ab12", index);
          assert.deepEqual(await readIndex(file, "ab12"), index);
          assert.deepEqual(readdirSync(folder.path), [path.basename(file)]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("is not read from a file that is damaged, truncated, of another archive or of another format", async () => {
    const file = path.join(folder.path, "data.index");
    await writeIndex(
      file,
      "ab12",
      indexed([
        ["train", 1, "good film"],
        ["test", 0, "bad film"],
      ]),
    );
    assert.equal(await readIndex(file, "cd34"), undefined);
    assert.equal(await readIndex(path.join(folder.path, "nowhere"), "ab12"), undefined);
    const whole = readFileSync(file);
    for (let position = 0; position < whole.length; position++) {
      writeFileSync(file, whole.subarray(0, position));
      assert.equal(await readIndex(file, "ab12"), undefined, `cut at ${position}`);
    }
    const body = whole.indexOf("}\n") + 2;
    for (let position = body; position < whole.length; position++) {
      const damaged = Buffer.from(whole);
      damaged[position] ^= 1;
      writeFileSync(file, damaged);
      assert.equal(await readIndex(file, "ab12"), undefined, `changed at ${position}`);
    }
  });
});

describe("numbers of variable length", () => {
  it("are unchanged after encoding and decoding", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.oneof(fc.nat(200), fc.nat(0x7fffffff)))), (arrays) => {
        const written = writeNumbers(arrays.map((array) => Int32Array.from(array)));
        assert.deepEqual([...readNumbers(written, arrays.flat().length)], arrays.flat());
      }),
    );
  });

  it("have the lengths of LEB128", () => {
    assert.deepEqual([...writeNumbers([Int32Array.of(0, 127, 128, 16_384)])], [0, 127, 128, 1, 128, 128, 1]);
  });
});

describe("words of a text", () => {
  for (const [text, words] of [
    ["I LOVED it!!! 10/10, a must-see.", ["i", "loved", "it", "10", "10", "a", "must", "see"]],
    [
      "Don't miss it.<br /><br />'Twas fun, they said: 'great'.",
      ["don't", "miss", "it", "twas", "fun", "they", "said", "great"],
    ],
    ["Amélie n’est pas triste", ["amélie", "n'est", "pas", "triste"]],
    ["<BR>one<br/>two<br>three", ["one", "two", "three"]],
    ["… — !?", []],
    ["", []],
  ] as [string, string[]][]) {
    it(JSON.stringify(text), () => assert.deepEqual(wordsOf(text), words));
  }
});
