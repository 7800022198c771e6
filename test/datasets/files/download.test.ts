import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { slowdown } from "../../setup/slowdown.js";
import { download, DownloadError, type DownloadOptions } from "../../../src/datasets/files/download.js";
import type { RemoteSet } from "../../../src/datasets/files/remote-set.js";
import { faultServer, type Behaviour, type FaultServer } from "./fault-server.js";
import { remoteFile, someBytes, temporaryFolder } from "./fixtures.js";

const BYTES = someBytes(100_000);
const FILE = remoteFile("data.gz", BYTES);

describe("download", () => {
  const folder = temporaryFolder();
  let servers: FaultServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
  });

  /** Downloads from mirrors with these faults; returns the requests that each received. */
  async function attempt(
    behaviours: readonly Partial<Behaviour>[],
    options: Partial<DownloadOptions> = {},
  ): Promise<string[][]> {
    const mirrors = await Promise.all(
      behaviours.map((behaviour) => faultServer({ "data.gz": { bytes: BYTES, ...behaviour } })),
    );
    servers.push(...mirrors);
    const set: RemoteSet = {
      title: "Test",
      where: "datasets.test",
      folder: "test",
      mirrors: mirrors.map(({ mirror }) => mirror),
      files: [FILE],
    };
    await download(set, FILE, target(), {
      signal: new AbortController().signal,
      patience: 400 * slowdown(),
      pause: 10,
      ...options,
    });
    return mirrors.map(({ requests }) => requests);
  }

  const target = () => path.join(folder.path, "cache", "data.gz");
  const arrived = () => assert.ok(readFileSync(target()).equals(BYTES));
  const refused = (pattern: RegExp) => (error: unknown) =>
    error instanceof DownloadError && error.argument === "data.gz" && pattern.test(error.message);
  const nothingLeft = () => assert.deepEqual(readdirSync(path.dirname(target())), []);

  it("writes the file, and nothing else", async () => {
    assert.deepEqual(await attempt([{}, {}]), [["data.gz"], []]);
    arrived();
    assert.deepEqual(readdirSync(path.dirname(target())), ["data.gz"]);
  });

  it("continues after a lost connection", async () => {
    assert.deepEqual(await attempt([{ cuts: 2, cutAfter: 40_000 }, { status: 503 }]), [
      ["data.gz", "data.gz 40000", "data.gz 80000"],
      ["data.gz 40000", "data.gz 80000"],
    ]);
    arrived();
  });

  it("starts again if the server cannot send a part of the file", async () => {
    const [requests] = await attempt([{ cuts: 1, cutAfter: 60_000, ranges: false }]);
    assert.deepEqual(requests, ["data.gz", "data.gz 60000"]);
    arrived();
  });

  it("continues with the second mirror after the first lost its connection", async () => {
    assert.deepEqual(await attempt([{ cuts: 9, cutAfter: 30_000 }, {}]), [["data.gz"], ["data.gz 30000"]]);
    arrived();
  });

  for (const [name, behaviour, reason] of [
    ["is not there (404)", { status: 404 }, /HTTP 404/],
    ["has trouble (500)", { status: 500 }, /HTTP 500/],
    ["sends other bytes", { bytes: someBytes(100_000, 2) }, /SHA-256/],
    ["sends a shorter file", { bytes: BYTES.subarray(0, 500) }, /500 octets au lieu de/],
    ["sends a longer file", { bytes: someBytes(100_001) }, /100.001 octets au lieu de/],
    ["sends more without saying how much", { bytes: someBytes(200_000), announce: false }, /plus que les/],
    ["says nothing", { silentAfter: 0 }, /pas un octet/],
    ["falls silent", { silentAfter: 70_000 }, /pas un octet/],
  ] as const) {
    it(`uses the second mirror if the first ${name}`, async () => {
      await attempt([behaviour, {}]);
      arrived();
    });

    it(`reports what happened if every mirror ${name}`, async () => {
      await assert.rejects(attempt([behaviour, behaviour]), refused(reason));
      assert.equal(existsSync(target()), false);
    });
  }

  it("assembles the pieces that slow mirrors send, and preserves them if all fail", async () => {
    await assert.rejects(attempt([{ silentAfter: 70_000 }]), refused(/pas un octet/));
    assert.deepEqual(readdirSync(path.dirname(target())), ["data.gz.part"]);
    const [requests] = await attempt([{}]);
    assert.deepEqual(requests, ["data.gz 70000"]);
    arrived();
    assert.deepEqual(readdirSync(path.dirname(target())), ["data.gz"]);
  });

  it("deletes a wrong beginning, and downloads the whole file again", async () => {
    await assert.rejects(
      attempt([{ silentAfter: 70_000, bytes: someBytes(100_000, 3) }]),
      refused(/pas un octet/),
    );
    const [requests] = await attempt([{}]);
    assert.deepEqual(requests, ["data.gz 70000", "data.gz"]);
    arrived();
  });

  it("continues the partial file of a process that has ended, not that of a running one", async () => {
    await assert.rejects(attempt([{ status: 404 }]), refused(/404/));
    nothingLeft();
    const living = `${target()}.${process.pid}-00000000.part`;
    writeFileSync(`${target()}.4194304999-00000000.part`, BYTES.subarray(0, 100));
    writeFileSync(living, "mine");
    const [requests] = await attempt([{}]);
    assert.deepEqual(requests, ["data.gz 100"]);
    arrived();
    assert.equal(readFileSync(living, "utf8"), "mine");
  });

  it("recognises a complete file that was not renamed", async () => {
    await assert.rejects(attempt([{ status: 404 }]), refused(/404/));
    writeFileSync(`${target()}.part`, BYTES);
    assert.deepEqual(await attempt([{}]), [[]]);
    arrived();
  });

  it("does not wait if no mirror can be reached", async () => {
    const closed = await faultServer({});
    await closed.close();
    const set: RemoteSet = {
      title: "Test",
      where: "datasets.test",
      folder: "test",
      mirrors: [closed.mirror],
      files: [FILE],
    };
    await assert.rejects(
      download(set, FILE, target(), { signal: new AbortController().signal, pause: 60_000 }),
      refused(/ECONNREFUSED/),
    );
    nothingLeft();
  });

  it("stops when it is interrupted, and preserves the bytes received", async () => {
    const stop = new AbortController();
    const onProgress = (bytes: number): void => {
      if (bytes >= 50_000) stop.abort(new Error("stopped by the learner"));
    };
    await assert.rejects(
      attempt([{ silentAfter: 50_000 }], { signal: stop.signal, patience: 3_600_000, onProgress }),
      /stopped by the learner/,
    );
    assert.deepEqual(readdirSync(path.dirname(target())), ["data.gz.part"]);
  });

  it("works for notebooks that download the same file at the same time", async () => {
    servers = [await faultServer({ "data.gz": { bytes: BYTES } })];
    const set: RemoteSet = {
      title: "Test",
      where: "datasets.test",
      folder: "test",
      mirrors: [servers[0].mirror],
      files: [FILE],
    };
    await Promise.all(
      [1, 2, 3].map(() => download(set, FILE, target(), { signal: new AbortController().signal })),
    );
    arrived();
    assert.deepEqual(readdirSync(path.dirname(target())), ["data.gz"]);
  });
});
