import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeAside } from "../../src/host/write-aside.node.js";

describe("a file written aside", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "neurones-aside-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("replaces what a process that was ended has left beside it, and nothing else", async () => {
    const { pid: ended } = spawnSync(process.execPath, ["--version"]);
    const others = [`a.json.${process.pid}-0123abcd.new`, `b.json.${ended}-0123abcd.new`, "a.json.new"];
    for (const name of [...others, `a.json.${ended}-0123abcd.new`])
      await writeFile(path.join(folder, name), "");
    await writeAside(path.join(folder, "a.json"), "whole");
    assert.deepEqual((await readdir(folder)).sort(), [...others, "a.json"].sort());
    assert.equal(await readFile(path.join(folder, "a.json"), "utf8"), "whole");
  });
});
