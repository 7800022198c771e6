import assert from "node:assert/strict";
import {
  findPython,
  pythonCandidates,
  type Candidate,
  type PythonFound,
} from "../../kernel-setup/find-python.js";

describe("finding Python", () => {
  /** A machine on which these commands are these Pythons; a missing third entry means: without venv. */
  function machine(pythons: Record<string, [number, number, boolean?]>) {
    return (candidate: Candidate): Promise<PythonFound | undefined> => {
      const python = pythons[[candidate.command, ...candidate.args].join(" ")];
      if (!python) return Promise.resolve(undefined);
      return Promise.resolve({
        ...candidate,
        version: [python[0], python[1], 4],
        makesEnvironments: python[2] ?? true,
      });
    };
  }
  const find = (
    platform: NodeJS.Platform,
    pythons: Record<string, [number, number, boolean?]>,
    env: NodeJS.ProcessEnv = {},
  ) => findPython(platform, env, machine(pythons));

  it("tries Windows' launcher first there, python3 first elsewhere", async () => {
    assert.deepEqual(pythonCandidates("win32", {})[0], { command: "py", args: ["-3"] });
    assert.equal((await find("win32", { "py -3": [3, 12], python: [3, 11] })).command, "py");
    assert.equal((await find("win32", { python: [3, 11] })).command, "python");
    assert.equal((await find("darwin", { python3: [3, 13], python: [2, 7] })).command, "python3");
  });

  it("passes over those that are too old or cannot make environments", async () => {
    assert.equal((await find("darwin", { python3: [3, 9], "python3.12": [3, 12] })).command, "python3.12");
    assert.equal(
      (await find("linux", { python3: [3, 12, false], "python3.11": [3, 11] })).command,
      "python3.11",
    );
    assert.equal((await find("linux", { python3: [3, 10] })).version[1], 10);
  });

  it("takes only the one that NEURONES_PYTHON names", async () => {
    const env = { NEURONES_PYTHON: "C:\\Mon Python\\python.exe" };
    const found = await find("win32", { "C:\\Mon Python\\python.exe": [3, 11], "py -3": [3, 13] }, env);
    assert.equal(found.command, "C:\\Mon Python\\python.exe");
    await assert.rejects(
      find("win32", { "py -3": [3, 13] }, env),
      /NEURONES_PYTHON désigne « C:\\Mon Python\\python\.exe »/,
    );
  });

  it("says on each system what to install", async () => {
    await assert.rejects(find("win32", {}), /introuvable.*winget install Python/);
    await assert.rejects(
      find("darwin", { python3: [3, 9] }),
      /Python 3\.9\.4 est trop ancien.*brew install python/,
    );
    await assert.rejects(find("linux", {}), /apt install python3 python3-venv/);
    await assert.rejects(find("freebsd", {}), /Python 3\.10 ou plus récent/);
    await assert.rejects(
      find("linux", { python3: [3, 13, false] }),
      /sans ses modules venv et ensurepip.*python3\.13-venv/,
    );
  });
});
