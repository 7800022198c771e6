import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { loadMnist, mnist, MNIST } from "../../../src/datasets/images/mnist.js";
import type { RemoteFile, RemoteSet } from "../../../src/datasets/files/remote-set.js";
import { DataError, StateError } from "../../../src/errors/errors.js";
import { imageGrid } from "../../../src/plots/image-grid.js";
import { faultServer, type FaultServer } from "../files/fault-server.js";
import {
  itWithRealData,
  quietNotebook,
  remoteFile,
  someBytes,
  temporaryFolder,
  withEnvironment,
} from "../files/fixtures.js";
import { writeIdx } from "./write-idx.js";

/** A small set of the form of MNIST: 5 images for training, 3 for testing. */
const CONTENTS = [
  writeIdx([5, 28, 28], someBytes(5 * 784)),
  writeIdx([5], Uint8Array.of(3, 1, 4, 1, 5)),
  writeIdx([3, 28, 28], someBytes(3 * 784, 2)),
  writeIdx([3], Uint8Array.of(9, 2, 6)),
];
const NAMES = MNIST.files.map(({ name }) => name);
const FILES: RemoteFile[] = CONTENTS.map((bytes, i) =>
  remoteFile(NAMES[i], gzipSync(bytes), MNIST.files[i].alsoNamed),
);
const SMALL: RemoteSet = { ...MNIST, files: FILES, mirrors: [] };

describe("datasets.mnist", () => {
  const folder = temporaryFolder();
  const notebook = quietNotebook();
  withEnvironment(() => ({ NEURONES_DATA: folder.path, NEURONES_OFFLINE: undefined }));
  let server: FaultServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  const cache = () => path.join(folder.path, "mnist");

  /** Writes the files, some of them changed, into the cache. */
  function put(changed: Readonly<Record<number, Uint8Array>> = {}, names: readonly string[] = NAMES): void {
    mkdirSync(cache(), { recursive: true });
    CONTENTS.forEach((bytes, i) =>
      writeFileSync(path.join(cache(), names[i]), changed[i] ?? gzipSync(bytes)),
    );
  }

  async function served(
    files: Readonly<Record<string, Parameters<typeof faultServer>[0][string]>>,
  ): Promise<RemoteSet> {
    server = await faultServer(files);
    return { ...SMALL, mirrors: [server.mirror] };
  }

  const everything = () =>
    Object.fromEntries(NAMES.map((name, i) => [name, { bytes: gzipSync(CONTENTS[i]) }]));

  it("downloads four files once with one progress bar, and later reads them from the cache", async () => {
    const set = await served(everything());
    const data = await loadMnist(set, {});
    assert.equal(data.source, "verified");
    assert.deepEqual(readdirSync(cache()).sort(), [...NAMES].sort());
    assert.match(String(notebook.now.shown[0]["text/plain"]), /^MNIST : téléchargement ░+ 0\s%/);
    assert.match(String(notebook.now.shown.at(-1)?.["text/plain"]), /téléchargés et vérifiés, gardés dans /);
    assert.deepEqual(await loadMnist(set, {}), data);
    assert.equal(server?.requests.length, 4);
    assert.deepEqual(notebook.now.warnings, []);
  });

  it("returns images and labels unchanged, in the form that imageGrid accepts", async () => {
    put();
    const { train, test, classNames } = await loadMnist(SMALL, {});
    assert.deepEqual(
      { ...train, images: train.images.length },
      { images: 5 * 784, shape: [28, 28], labels: Uint8Array.of(3, 1, 4, 1, 5), count: 5 },
    );
    assert.deepEqual(train.images, CONTENTS[0].slice(16));
    assert.deepEqual([...test.labels], [9, 2, 6]);
    assert.equal(classNames[7], "7");
    assert.match(imageGrid({ ...train, indices: [0, 1, 2] }).svg, /<image/);
  });

  it("downloads only missing files", async () => {
    const set = await served(everything());
    put();
    truncateSync(path.join(cache(), NAMES[3]), 0);
    await assert.rejects(loadMnist(set, {}), DataError);
    mkdirSync(path.join(folder.path, "other", "mnist"), { recursive: true });
    process.env["NEURONES_DATA"] = path.join(folder.path, "other");
    writeFileSync(path.join(folder.path, "other", "mnist", NAMES[0]), gzipSync(CONTENTS[0]));
    await loadMnist(set, {});
    assert.deepEqual(server?.requests, NAMES.slice(1));
  });

  it("reads other files, compressed or not, and says that they are not the official ones", async () => {
    put({ 0: CONTENTS[0], 1: gzipSync(CONTENTS[1], { level: 1 }) }, [
      "train-images.idx3-ubyte",
      ...NAMES.slice(1),
    ]);
    for (const directory of [cache(), folder.path]) {
      assert.equal((await loadMnist(SMALL, { directory })).source, "unverified");
      assert.match(
        notebook.now.warnings.at(-1) ?? "",
        /^MNIST : .* a la bonne forme \(5 images d’apprentissage et 3 de test\), mais ce n’est pas l’original vérifié/,
      );
    }
  });

  it("recognises the official contents however they are compressed", async () => {
    const known = FILES.map((file, i) => ({ ...file, contentsSha256: remoteFile("", CONTENTS[i]).sha256 }));
    put({ 0: CONTENTS[0], 1: gzipSync(CONTENTS[1], { level: 1 }) });
    assert.equal((await loadMnist({ ...SMALL, files: known }, {})).source, "verified");
    assert.deepEqual(notebook.now.warnings, []);
  });

  for (const [what, changed, message] of [
    ["a truncated file", { 0: gzipSync(CONTENTS[0]).subarray(0, 2000) }, /unexpected end of file/],
    ["a damaged file", { 2: gzipSync(CONTENTS[2]).fill(7, 900, 930) }, /train|t10k/],
    ["an empty file", { 1: new Uint8Array() }, /0 octets/],
    [
      "a web page",
      { 3: Buffer.from("<!DOCTYPE html><title>Connexion au réseau</title>") },
      /attendu un fichier IDX/,
    ],
    ["labels where pictures belong", { 0: gzipSync(CONTENTS[1]) }, /attendu un fichier IDX d’octets à 3 axe/],
    [
      "pictures of another size",
      { 2: gzipSync(writeIdx([3, 14, 14], someBytes(588))) },
      /reçu \[14, 14\], attendu des images de forme \[28, 28\]/,
    ],
    [
      "fewer labels than pictures",
      { 1: gzipSync(writeIdx([4], new Uint8Array(4))) },
      /reçu 4 étiquettes, attendu une par image, pour 5 images/,
    ],
    [
      "a label that is no digit",
      { 3: gzipSync(writeIdx([3], Uint8Array.of(1, 10, 2))) },
      /reçu l’étiquette 10 en position 1/,
    ],
    [
      "no picture at all",
      { 2: gzipSync(writeIdx([0, 28, 28], new Uint8Array())), 3: gzipSync(writeIdx([0], new Uint8Array())) },
      /au moins une/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      put(changed);
      await assert.rejects(
        loadMnist(SMALL, {}),
        (error: unknown) =>
          error instanceof DataError && error.where === "datasets.mnist" && message.test(error.message),
      );
    });
  }

  it("names the files that a directory lacks", async () => {
    await assert.rejects(
      mnist({ directory: folder.path }),
      /directory : reçu .*rien, attendu un dossier avec train-images-idx3-ubyte\.gz, /,
    );
    await assert.rejects(mnist({ directory: path.join(folder.path, "nowhere") }), /ENOENT/);
  });

  it("generates digits if there is no network, and says so", async () => {
    process.env["NEURONES_OFFLINE"] = "1";
    const data = await mnist();
    assert.equal(data.source, "stand-in");
    assert.deepEqual([data.train.count, data.test.count, data.train.images.length], [6000, 1000, 6000 * 784]);
    assert.match(
      notebook.now.warnings.join(),
      /^ATTENTION, MNIST n’est pas disponible : le réseau n’est pas permis/,
    );
    assert.deepEqual(await mnist({ offline: true }), data);
    assert.equal(existsSync(cache()), false);
  });

  it("generates digits if the download fails, and says why; throws an error if standIn is false", async () => {
    const set = await served({ [NAMES[0]]: { bytes: someBytes(FILES[0].size) } });
    assert.equal((await loadMnist(set, {})).source, "stand-in");
    assert.match(
      notebook.now.warnings.join(),
      /le téléchargement a échoué \(http:.*d’autres octets que l’original/,
    );
    await assert.rejects(loadMnist(set, { standIn: false }), DataError);
    await assert.rejects(mnist({ standIn: false, offline: true }), StateError);
  });

  it("reports a folder that cannot be written to", async () => {
    const set = await served(everything());
    writeFileSync(cache(), "a file where the folder should be");
    await assert.rejects(
      loadMnist(set, {}),
      (error: unknown) => error instanceof DataError && /NEURONES_DATA/.test(error.message),
    );
  });

  itWithRealData(`mnist/${NAMES[0]}`, "reads the real files", async (directory) => {
    const { train, test, source } = await mnist({ directory });
    assert.equal(source, "verified");
    assert.deepEqual([train.count, test.count], [60_000, 10_000]);
    assert.deepEqual(
      [...train.labels.slice(0, 5), ...test.labels.slice(0, 5)],
      [5, 0, 4, 1, 9, 7, 2, 1, 0, 4],
    );
    assert.equal(
      train.images.reduce((most, byte) => Math.max(most, byte), 0),
      255,
    );
  });
});
