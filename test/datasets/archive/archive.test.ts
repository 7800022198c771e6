import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { Archive, type ReadOptions } from "../../../src/datasets/archive/archive.js";
import { sha256 } from "../../../src/datasets/files/checksum.js";
import { MNIST } from "../../../src/datasets/images/mnist.js";
import { DataError } from "../../../src/errors/errors.js";
import { someBytes, temporaryFolder } from "../files/fixtures.js";
import { lie, makeArchive, makeTar, type Entry } from "./make-tar.js";

const SET = { ...MNIST, where: "datasets.test" };

describe("archive", () => {
  const folder = temporaryFolder();
  const place = () => path.join(folder.path, "data.tar.gz");

  /** The wanted files of an archive with these bytes, by name. */
  async function read(
    bytes: Uint8Array,
    options: Partial<ReadOptions> = {},
  ): Promise<Record<string, Uint8Array>> {
    writeFileSync(place(), bytes);
    const archive = new Archive(SET, place());
    const found: [string, Uint8Array][] = [];
    for await (const file of archive.files({
      wanted: () => 1e6,
      signal: new AbortController().signal,
      ...options,
    }))
      found.push([file.name, file.bytes]);
    assert.equal(archive.sha256(), sha256(bytes));
    // Assigning to the name `__proto__` of an object would be no entry of it.
    return Object.fromEntries(found);
  }

  const refused = (message: RegExp) => (error: unknown) =>
    error instanceof DataError && error.argument === place() && message.test(error.message);

  it("returns the files that were packed", async () => {
    const names = fc.stringMatching(/^[a-z0-9_é-]{1,60}(\/[a-z0-9_. ]{0,60}[a-z0-9]){0,3}$/);
    const files = fc.dictionary(names, fc.uint8Array({ maxLength: 3000 }), { maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(files, async (wanted) => {
        const entries = Object.entries(wanted).map(([name, content]) => ({ name, content }));
        const found = await read(await makeArchive(entries));
        assert.deepEqual({ ...found }, { ...wanted });
      }),
      { numRuns: 60 },
    );
  });

  it("skips other files, and reports its progress", async () => {
    const told: number[] = [];
    const bytes = await makeArchive([
      { name: "a/", type: "directory" },
      { name: "a/large.bin", content: someBytes(500_000) },
      { name: "./a/small.txt", content: Buffer.from("é") },
    ]);
    const found = await read(bytes, {
      wanted: (name) => (name === "a/small.txt" ? 2 : undefined),
      onProgress: (count) => told.push(count),
    });
    assert.deepEqual(Object.keys(found), ["a/small.txt"]);
    assert.equal(told.at(-1), bytes.length);
  });

  const file = (name: string): Entry => ({ name, content: Buffer.from("x") });
  for (const [what, entries, message] of [
    ["a path that climbs", [file("a/../../etc/passwd")], /sort de son dossier/],
    ["a path that starts at the root", [file("/etc/passwd")], /sort de son dossier/],
    ["a path of another system", [file("..\\..\\autoexec.bat")], /sort de son dossier/],
    ["a drive", [file("C:/autoexec.bat")], /sort de son dossier/],
    ["a path with a line break", [file("a\nb")], /sort de son dossier/],
    ["a folder that climbs", [{ name: "../", type: "directory" }], /sort de son dossier/],
    [
      "a symbolic link",
      [{ name: "a", type: "symlink", linkname: "/etc/passwd" }],
      /« a » n’est ni un fichier ni un dossier \(symlink\)/,
    ],
    ["a hard link", [file("b"), { name: "a", type: "link", linkname: "b" }], /\(link\)/],
    ["a device", [{ name: "a", type: "character-device", devmajor: 1, devminor: 5 }], /\(character-device\)/],
    ["a pipe", [{ name: "a", type: "fifo" }], /\(fifo\)/],
    ["two files of one name", [file("a/b"), file("./a//b")], /« a\/b » s’y trouve deux fois/],
    [
      "a file too large to be one",
      [{ name: "a", content: someBytes(2_000_000) }],
      /« a » aurait 2.000.000 octets/,
    ],
  ] as [string, Entry[], RegExp][]) {
    it(`is refused with ${what}`, async () => {
      await assert.rejects(
        read(await makeArchive([file("before"), ...entries, file("after")])),
        refused(message),
      );
      assert.deepEqual(readdirSync(folder.path), ["data.tar.gz"]);
    });
  }

  it("is refused if a size is wrong", async () => {
    const tar = await makeTar([
      { name: "a", content: someBytes(3000) },
      { name: "b", content: someBytes(3000, 2) },
    ]);
    for (const size of [0, 100, 2000, 3500, 5000, 900_000])
      await assert.rejects(
        read(gzipSync(lie(tar, 0, size))),
        refused(/Invalid tar header|Unexpected end|la fin de l’archive manque|deux fois/),
      );
    await assert.rejects(read(gzipSync(lie(tar, 0, 8 ** 11 - 1))), refused(/aurait 8.589.934.591 octets/));
  });

  it("is refused if its end is missing, wherever it was cut", async () => {
    const tar = await makeTar([
      { name: "a", content: someBytes(3000) },
      { name: "b", content: someBytes(700, 2) },
    ]);
    const whole = gzipSync(tar);
    // Some of the zeros at the end may be missing; all bytes before them are needed.
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: tar.length - 1025 }), fc.nat(), async (kept, n) => {
        await assert.rejects(read(gzipSync(tar.subarray(0, kept))), DataError);
        await assert.rejects(read(whole.subarray(0, n % whole.length)), DataError);
      }),
      { numRuns: 60 },
    );
  });

  it("is refused if it is another kind of file", async () => {
    await assert.rejects(read(Buffer.from("<!DOCTYPE html>")), refused(/incorrect header check/));
    await assert.rejects(read(gzipSync(someBytes(5000))), refused(/Invalid tar header/));
    await assert.rejects(read(gzipSync(new Uint8Array(0))), refused(/la fin de l’archive manque/));
    const damaged = await makeArchive([{ name: "a", content: someBytes(50_000) }]);
    await assert.rejects(read(damaged.fill(0, 20_000, 20_100)), DataError);
  });

  it("stops when it is interrupted", async () => {
    const stop = new AbortController();
    const entries = Array.from({ length: 50 }, (_, i) => ({
      name: `${i}`,
      content: someBytes(20_000, i + 1),
    }));
    const bytes = await makeArchive(entries);
    const onProgress = () => stop.abort(new Error("stopped by the learner"));
    await assert.rejects(read(bytes, { signal: stop.signal, onProgress }), /stopped by the learner/);
    await assert.rejects(read(bytes, { signal: stop.signal }), /stopped by the learner/);
  });

  it("may be abandoned before its end", async () => {
    writeFileSync(
      place(),
      await makeArchive([file("a"), { name: "b", content: someBytes(400_000) }, file("c")]),
    );
    for await (const { name } of new Archive(SET, place()).files({
      wanted: () => 1e6,
      signal: new AbortController().signal,
    })) {
      assert.equal(name, "a");
      break;
    }
  });
});
