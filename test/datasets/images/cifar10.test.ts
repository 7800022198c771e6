import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cifar10, CIFAR10, loadCifar10 } from "../../../src/datasets/images/cifar10.js";
import { CIFAR10_CLASSES } from "../../../src/datasets/images/cifar10-batches.js";
import type { RemoteSet } from "../../../src/datasets/files/remote-set.js";
import { DataError } from "../../../src/errors/errors.js";
import { setLanguage } from "../../../src/language/language.js";
import { makeArchive, type Entry } from "../archive/make-tar.js";
import { faultServer } from "../files/fault-server.js";
import {
  itWithRealData,
  quietNotebook,
  remoteFile,
  someBytes,
  temporaryFolder,
  withEnvironment,
} from "../files/fixtures.js";

const PIXELS = 1024;
const NAME = CIFAR10.files[0].name;

/** Records with these labels, whose pixels all differ. */
function records(labels: readonly number[], start = 1): Uint8Array {
  return Uint8Array.from(labels.flatMap((label, i) => [label, ...someBytes(3 * PIXELS, start + i)]));
}

const batch = (name: string, content: Uint8Array): Entry => ({
  name: `cifar-10-batches-bin/${name}`,
  content,
});
const NAMES = batch("batches.meta.txt", Buffer.from(`${CIFAR10_CLASSES.en.join("\n")}\n\n`));
const SMALL = [
  batch("data_batch_2.bin", records([5, 6], 9)),
  NAMES,
  batch("test_batch.bin", records([9], 20)),
  batch("data_batch_1.bin", records([3, 0, 7])),
  batch("readme.html", Buffer.from("<html>")),
];

describe("datasets.cifar10", () => {
  const folder = temporaryFolder();
  const notebook = quietNotebook();
  withEnvironment(() => ({ NEURONES_DATA: folder.path, NEURONES_OFFLINE: undefined }));

  const place = () => path.join(folder.path, "cifar10", NAME);

  async function load(entries: readonly Entry[]) {
    const bytes = await makeArchive(entries);
    mkdirSync(path.dirname(place()), { recursive: true });
    writeFileSync(place(), bytes);
    return loadCifar10({ ...CIFAR10, mirrors: [], files: [remoteFile(NAME, bytes)] }, {});
  }

  it("reads the batches in order, with the colours of each pixel side by side", async () => {
    const { train, test, classNames, source } = await load(SMALL);
    assert.equal(source, "verified");
    assert.deepEqual(
      [train.count, test.count, [...train.labels], [...test.labels]],
      [5, 1, [3, 0, 7, 5, 6], [9]],
    );
    assert.deepEqual(train.shape, [32, 32, 3]);
    const planes = records([3, 0, 7]);
    for (const [picture, row, column, channel] of [
      [0, 0, 0, 0],
      [0, 0, 1, 2],
      [2, 31, 31, 1],
      [1, 17, 4, 0],
    ]) {
      const stored = planes[picture * 3073 + 1 + channel * PIXELS + row * 32 + column];
      assert.equal(train.images[((picture * 32 + row) * 32 + column) * 3 + channel], stored);
    }
    assert.equal(classNames[3], "chat");
    assert.deepEqual(notebook.now.warnings, []);
  });

  it("names the classes in the language of the lesson", async () => {
    setLanguage("en");
    try {
      assert.equal((await load(SMALL)).classNames[3], "cat");
    } finally {
      setLanguage("fr");
    }
  });

  it("downloads a missing archive", async () => {
    const bytes = await makeArchive(SMALL);
    const server = await faultServer({ [NAME]: { bytes, cuts: 1, cutAfter: 2000 } });
    try {
      const set: RemoteSet = { ...CIFAR10, mirrors: [server.mirror], files: [remoteFile(NAME, bytes)] };
      assert.equal((await loadCifar10(set, {})).source, "verified");
      assert.equal((await loadCifar10(set, {})).train.count, 5);
      assert.deepEqual(server.requests, [NAME, `${NAME} 2000`]);
    } finally {
      await server.close();
    }
  });

  it("says that an archive is not the official one, and describes its contents", async () => {
    await load(SMALL);
    assert.equal((await cifar10({ directory: folder.path })).source, "unverified");
    assert.match(
      notebook.now.warnings[0],
      /^CIFAR-10 : .*cifar-10-binary\.tar\.gz a la bonne forme \(5 images d’apprentissage et 1 de test\), mais ce n’est pas l’original/,
    );
  });

  for (const [what, entries, message] of [
    [
      "a batch that is cut",
      [...SMALL.slice(0, 3), batch("data_batch_1.bin", records([1]).subarray(0, 3000))],
      /reçu .*data_batch_1\.bin, de 3.000 octets, attendu un multiple de 3.073 octets/,
    ],
    ["an empty batch", [...SMALL.slice(0, 3), batch("data_batch_1.bin", new Uint8Array())], /de 0 octets/],
    [
      "a label that is none",
      [batch("data_batch_1.bin", records([10])), SMALL[2]],
      /reçu l’étiquette 10 dans/,
    ],
    [
      "no batch to test on",
      SMALL.slice(0, 2),
      /reçu les fichiers data_batch_2\.bin, attendu data_batch_1\.bin \(à 5\) et test_batch\.bin/,
    ],
    ["no batch to train on", [SMALL[2]], /reçu les fichiers test_batch\.bin/],
    [
      "other files",
      [{ name: "cifar-10-batches-py/data_batch_1", content: someBytes(100) }],
      /reçu les fichiers d’autre chose/,
    ],
    [
      "other classes",
      [...SMALL.slice(2), batch("batches.meta.txt", Buffer.from("apple\nbaby\n"))],
      /reçu les classes apple, baby/,
    ],
    ["a link", [...SMALL, { name: "more", type: "symlink", linkname: "/etc" }], /symlink/],
  ] as [string, Entry[], RegExp][]) {
    it(`refuses an archive with ${what}`, async () => {
      await assert.rejects(
        load(entries),
        (error: unknown) =>
          error instanceof DataError && error.where === "datasets.cifar10" && message.test(error.message),
      );
    });
  }

  it("generates images of the ten classes if there is no network, and says so", async () => {
    const { train, test, source } = await cifar10({ offline: true });
    assert.equal(source, "stand-in");
    assert.deepEqual(
      [train.count, test.count, train.images.length, train.shape],
      [5000, 1000, 5000 * 3072, [32, 32, 3]],
    );
    assert.match(notebook.now.warnings.join(), /^ATTENTION, CIFAR-10 n’est pas disponible/);
  });

  itWithRealData(`cifar10/${NAME}`, "reads a real archive", async (directory) => {
    const { train, test } = await cifar10({ directory });
    assert.ok(train.count >= 10_000 && test.count === 10_000);
    const counts = new Array<number>(10).fill(0);
    test.labels.forEach((label) => counts[label]++);
    assert.deepEqual(counts, new Array(10).fill(1000));
    // In photographs neighbouring pixels are similar. They would not be if the planes of the colours were
    // mixed up.
    const step = (from: number, to: number) =>
      Array.from({ length: 500 }, (_, i) =>
        Math.abs(train.images[i * 3072 + from] - train.images[i * 3072 + to]),
      ).reduce((a, b) => a + b) / 500;
    assert.ok(step(1500, 1503) < 20, `${step(1500, 1503)}`);
  });
});
