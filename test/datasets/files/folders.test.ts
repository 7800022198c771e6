import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { dataFolders, platformCache } from "../../../src/datasets/files/folders.js";
import { temporaryFolder } from "./fixtures.js";

describe("folders of the data sets", () => {
  const folder = temporaryFolder();

  it("are below each system's folder for caches", () => {
    assert.equal(platformCache({}, "linux", "/home/zoé"), "/home/zoé/.cache/neurones");
    assert.equal(
      platformCache({ XDG_CACHE_HOME: "/var/cache/zoé" }, "linux", "/home/zoé"),
      "/var/cache/zoé/neurones",
    );
    assert.equal(
      platformCache({ XDG_CACHE_HOME: "/ignored" }, "darwin", "/Users/zoé"),
      "/Users/zoé/Library/Caches/neurones",
    );
    assert.equal(
      platformCache({ LOCALAPPDATA: "D:\\Zoé Local" }, "win32", "C:\\Users\\Zoé"),
      "D:\\Zoé Local\\neurones\\Cache",
    );
    assert.equal(
      platformCache({}, "win32", "C:\\Users\\Zoé"),
      "C:\\Users\\Zoé\\AppData\\Local\\neurones\\Cache",
    );
  });

  it("are only in NEURONES_DATA if it can be written to, and searching creates nothing", async () => {
    const named = path.join(folder.path, "not", "yet");
    const found = await dataFolders("mnist", { NEURONES_DATA: named });
    assert.deepEqual(found, { readable: [path.join(named, "mnist")], writable: path.join(named, "mnist") });
    assert.equal(existsSync(named), false);
  });

  it("include the system's folder if NEURONES_DATA is read-only, even for an administrator", async () => {
    const named = path.join(folder.path, "read-only");
    mkdirSync(path.join(named, "mnist"), { recursive: true });
    const env = { NEURONES_DATA: named, XDG_CACHE_HOME: folder.path, LOCALAPPDATA: folder.path };
    const cache = path.join(platformCache(env), "mnist");
    chmodSync(path.join(named, "mnist"), 0o555);
    chmodSync(named, 0o555);
    try {
      assert.deepEqual(await dataFolders("mnist", env), {
        readable: [path.join(named, "mnist"), cache],
        writable: cache,
      });
      assert.equal((await dataFolders("imdb", env)).writable, path.join(platformCache(env), "imdb"));
    } finally {
      chmodSync(named, 0o755);
      chmodSync(path.join(named, "mnist"), 0o755);
    }
  });
});
