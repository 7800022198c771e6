/** Where npm's program is found, on each system. */
import assert from "node:assert/strict";
import { npmCommand, type NpmSearch } from "../../../src/kernel/packages/npm-program.js";

const CLI = "node_modules/npm/bin/npm-cli.js";

const UNIX: NpmSearch = {
  platform: "linux",
  node: "/opt/node/bin/node",
  searchPath: "/usr/local/bin:/usr/bin",
  exists: () => false,
};
const WINDOWS: NpmSearch = {
  platform: "win32",
  node: "C:\\Program Files\\nodejs\\node.exe",
  searchPath: "C:\\Windows;;D:\\tools\\npm",
  exists: () => false,
};

function having(search: NpmSearch, ...files: readonly string[]): NpmSearch {
  return { ...search, exists: (file) => files.includes(file) };
}

describe("npm's program", () => {
  it("is the one that came with Node", () => {
    const own = `/opt/node/lib/${CLI}`;
    assert.deepEqual(npmCommand(having(UNIX, own, `/usr/lib/${CLI}`)), [UNIX.node, own]);
    const installed = "C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js";
    assert.deepEqual(npmCommand(having(WINDOWS, installed)), [WINDOWS.node, installed]);
  });

  it("is else the one on the search path, without a shell", () => {
    const other = `/usr/lib/${CLI}`;
    assert.deepEqual(npmCommand(having(UNIX, other)), [UNIX.node, other]);
    const tools = "D:\\tools\\npm\\node_modules\\npm\\bin\\npm-cli.js";
    assert.deepEqual(npmCommand(having(WINDOWS, tools)), [WINDOWS.node, tools]);
  });

  it("is left to the system where nothing is found", () => {
    assert.deepEqual(npmCommand(UNIX), ["npm"]);
    assert.deepEqual(npmCommand(WINDOWS), ["npm"]);
  });
});
