import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { imdb, IMDB, loadImdb, type ImdbOptions } from "../../../src/datasets/text/imdb.js";
import { platformCache } from "../../../src/datasets/files/folders.js";
import type { ReviewData } from "../../../src/datasets/text/review-data.js";
import { ArgumentError, DataError } from "../../../src/errors/errors.js";
import { makeArchive, type Entry } from "../archive/make-tar.js";
import { faultServer } from "../files/fault-server.js";
import {
  itWithRealData,
  quietNotebook,
  remoteFile,
  temporaryFolder,
  withEnvironment,
} from "../files/fixtures.js";

const REAL_NAME = "aclImdb-labelled.tar.gz";
const NAME = IMDB.files[0].name;

const review = (name: string, text: string): Entry => ({
  name: `aclImdb/${name}`,
  content: Buffer.from(text),
});
const SMALL = [
  { name: "aclImdb/", type: "directory" } as Entry,
  review("test/neg/0_1.txt", "The plot is bad, the plot is a mystery."),
  review("train/unsup/0_0.txt", "Nobody has said whether this is good or bad bad bad bad."),
  review("train/pos/1_10.txt", "The film is good.<br /><br />The end is good."),
  review("train/neg/0_2.txt", "The film is BAD"),
  review("test/pos/3_7.txt", "good"),
  review("README", "read me"),
];

describe("datasets.imdb", () => {
  const folder = temporaryFolder();
  const notebook = quietNotebook();
  withEnvironment(() => ({
    NEURONES_DATA: path.join(folder.path, "data"),
    XDG_CACHE_HOME: path.join(folder.path, "cache"),
    LOCALAPPDATA: path.join(folder.path, "cache"),
    HOME: folder.path,
    NEURONES_OFFLINE: undefined,
  }));

  const home = () => path.join(folder.path, "data", "imdb");
  const indices = (where: string) =>
    existsSync(where) ? readdirSync(where).filter((name) => name.endsWith(".index")) : [];

  async function load(entries: readonly Entry[], options: ImdbOptions = {}): Promise<ReviewData> {
    const bytes = await makeArchive(entries);
    mkdirSync(home(), { recursive: true });
    writeFileSync(path.join(home(), NAME), bytes);
    return loadImdb(
      { ...IMDB, mirrors: [], files: [{ ...remoteFile(NAME, bytes), alsoNamed: IMDB.files[0].alsoNamed }] },
      options,
    );
  }

  it("numbers words by their frequency in the training reviews, as Keras does", async () => {
    const { train, test, vocabulary, source } = await load(SMALL);
    assert.equal(source, "verified");
    assert.deepEqual(vocabulary, [
      "<pad>",
      "<start>",
      "<unknown>",
      "<unused>",
      "is",
      "the",
      "film",
      "good",
      "bad",
      "end",
    ]);
    const spelled = Object.fromEntries(
      train.sequences.map((sequence, i) => [train.labels[i], [...sequence]]),
    );
    assert.deepEqual(spelled, { 0: [1, 5, 6, 4, 8], 1: [1, 5, 6, 4, 7, 5, 9, 4, 7] });
    const unseen = Object.fromEntries(test.sequences.map((sequence, i) => [test.labels[i], [...sequence]]));
    assert.deepEqual(unseen, { 0: [1, 5, 2, 4, 8, 5, 2, 4, 2, 2], 1: [1, 7] });
  });

  it("has numbers for the most frequent words only, and decodes them", async () => {
    const { train, vocabulary, encode, decode } = await load(SMALL, { words: 8 });
    assert.deepEqual(vocabulary.slice(4), ["is", "the", "film", "good"]);
    assert.deepEqual(encode("The film — isn't it good? BAD!"), [1, 5, 6, 2, 2, 7, 2]);
    assert.equal(decode([0, 0, ...encode("The film is a bore")]), "the film is ? ?");
    const bad = train.sequences[train.labels.indexOf(0)];
    assert.equal(decode(bad), "the film is ?");
    assert.throws(() => decode([8]), ArgumentError);
  });

  it("returns rows of one length for an embedding, and bags of words", async () => {
    const { train } = await load(SMALL, { maxLength: 4 });
    const row = train.labels.indexOf(0);
    assert.deepEqual(train.padded.shape, [2, 4]);
    assert.equal(train.padded, train.padded);
    assert.deepEqual((train.padded.arraySync() as number[][])[row], [5, 6, 4, 8]);
    const { padded } = (await load(SMALL, { maxLength: 7, padding: "post" })).train;
    assert.deepEqual((padded.arraySync() as number[][])[row], [1, 5, 6, 4, 8, 0, 0]);
    const small = (await load(SMALL, { words: 10 })).train;
    assert.deepEqual(small.bagOfWords([row]).arraySync(), [[0, 0, 0, 0, 1, 1, 1, 0, 1, 0]]);
    assert.deepEqual(small.bagOfWords().shape, [2, 10]);
    assert.throws(() => small.bagOfWords([2]), /indices : reçu 2, attendu des positions de 0 à 1/);
    const { train: wide } = await load(SMALL, { words: 100_000_000 });
    assert.throws(() => wide.bagOfWords(), /au plus 1 critiques à la fois/);
  });

  it("downloads and indexes the archive once, and later reads the index", async () => {
    const bytes = await makeArchive(SMALL);
    const server = await faultServer({ [NAME]: { bytes } });
    try {
      const set = { ...IMDB, mirrors: [server.mirror], files: [remoteFile(NAME, bytes)] };
      const first = await loadImdb(set, {});
      assert.deepEqual(indices(home()).length, 1);
      const second = await loadImdb(set, {});
      assert.deepEqual(second.train.sequences, first.train.sequences);
      assert.deepEqual(
        [second.test.labels, second.vocabulary, second.source],
        [first.test.labels, first.vocabulary, "verified"],
      );
      assert.deepEqual(server.requests, [NAME]);
    } finally {
      await server.close();
    }
  });

  it("stores the index in the system's cache if the archive's folder is read-only", async () => {
    await load(SMALL);
    const [name] = indices(home());
    const shared = path.join(folder.path, "shared");
    mkdirSync(shared);
    writeFileSync(path.join(shared, "aclImdb-mine.tgz"), await makeArchive(SMALL));
    chmodSync(shared, 0o555);
    try {
      assert.equal((await imdb({ directory: shared })).source, "unverified");
      assert.match(
        notebook.now.warnings[0],
        /^IMDB : .*aclImdb-mine\.tgz a la bonne forme \(2 critiques d’apprentissage et 2 de test\), mais/,
      );
      assert.deepEqual(readdirSync(shared), ["aclImdb-mine.tgz"]);
      assert.deepEqual(indices(path.join(platformCache(), "imdb")), [name]);
    } finally {
      chmodSync(shared, 0o755);
    }
  });

  it("builds a damaged index again, and works without one that cannot be written", async () => {
    const first = await load(SMALL);
    const file = path.join(home(), indices(home())[0]);
    writeFileSync(file, "neurones reviews 1\n{}\n");
    assert.deepEqual((await load(SMALL)).train.sequences, first.train.sequences);
    assert.ok(existsSync(file));
    const other = [...SMALL, review("train/pos/9_9.txt", "fine")];
    mkdirSync(path.join(folder.path, "full"));
    writeFileSync(path.join(folder.path, "full", NAME), await makeArchive(other));
    chmodSync(path.join(folder.path, "full"), 0o555);
    writeFileSync(path.join(folder.path, "file"), "a file where the folder should be");
    Object.assign(process.env, {
      XDG_CACHE_HOME: path.join(folder.path, "file"),
      LOCALAPPDATA: path.join(folder.path, "file"),
      HOME: path.join(folder.path, "file"),
    });
    try {
      assert.equal((await imdb({ directory: path.join(folder.path, "full") })).train.count, 3);
      assert.match(notebook.now.warnings.join("\n"), /l’index n’a pas pu être gardé/);
    } finally {
      chmodSync(path.join(folder.path, "full"), 0o755);
    }
  });

  for (const [what, entries, message] of [
    [
      "no good reviews to test on",
      SMALL.filter(({ name }) => !name.includes("test/pos")),
      /train\/pos: 1, train\/neg: 1, test\/pos: 0, test\/neg: 1, attendu des critiques dans chacun des quatre dossiers/,
    ],
    ["a climbing path", [...SMALL, review("../../train/pos/2_8.txt", "x")], /sort de son dossier/],
    [
      "a link",
      [...SMALL, { name: "aclImdb/train/pos/5_9.txt", type: "symlink", linkname: "1_10.txt" }],
      /symlink/,
    ],
    [
      "a review that is no review",
      [...SMALL, review("train/pos/5_9.txt", "x".repeat(1_000_001))],
      /1.000.001 octets/,
    ],
  ] as [string, Entry[], RegExp][]) {
    it(`refuses an archive with ${what}`, async () => {
      await assert.rejects(
        load(entries),
        (error: unknown) =>
          error instanceof DataError && error.where === "datasets.imdb" && message.test(error.message),
      );
      assert.deepEqual(readdirSync(home()), [NAME]);
    });
  }

  it("refuses impossible options before any long work", async () => {
    await assert.rejects(imdb({ words: 4 }), /words : reçu 4, attendu un entier ≥ 5/);
    await assert.rejects(imdb({ maxLength: 0 }), /maxLength : reçu 0/);
  });

  it("generates reviews if there is no network, and says so", async () => {
    const made = await imdb({ offline: true });
    assert.equal(made.source, "stand-in");
    assert.deepEqual([made.train.count, made.test.count], [3000, 1000]);
    assert.match(notebook.now.warnings.join(), /^ATTENTION, IMDB n’est pas disponible/);
    assert.deepEqual((await imdb({ offline: true })).train.sequences, made.train.sequences);
    // A count of the words that are more frequent in positive reviews classifies most reviews, but not all.
    const { train, test, vocabulary } = made;
    const weights = new Float64Array(vocabulary.length);
    train.sequences.forEach((sequence, i) =>
      new Set(sequence).forEach((word) => (weights[word] += train.labels[i] === 1 ? 1 : -1)),
    );
    const right = test.sequences.filter(
      (sequence, i) =>
        [...new Set(sequence)].reduce((sum, word) => sum + weights[word], 0) > 0 === (test.labels[i] === 1),
    ).length;
    assert.ok(right > 750 && right < 990, `${right}`);
  });

  itWithRealData(`imdb/${REAL_NAME}`, "reads a real archive", async (directory) => {
    const { train, test, vocabulary, decode } = await imdb({ directory });
    assert.deepEqual(
      [train.count, test.count, vocabulary.length, vocabulary[4]],
      [25_000, 25_000, 10_000, "the"],
    );
    for (const { labels } of [train, test])
      assert.equal(
        labels.reduce((sum, label) => sum + label, 0),
        12_500,
      );
    assert.match(decode(train.sequences[0]), /^[\p{L}\p{N}' ?]{20,}$/u);
    assert.deepEqual(train.padded.shape, [25_000, 256]);
  });
});
