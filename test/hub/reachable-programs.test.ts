/** A shared installation is made with programs that everybody can run, and says so before it installs anything. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { refuseUnreachable } from "../../kernel-setup/reachable-programs.js";
import { layoutOf, type Layout } from "../../system/layout.js";

describe("the Python of a shared installation", function () {
  let folder: string;
  let layout: Layout;
  const chosen = process.env.NEURONES_PYTHON;

  before(function () {
    if (process.platform === "win32") this.skip();
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(await realpath(tmpdir()), "neurones-python-"));
    await chmod(folder, 0o755);
    layout = layoutOf(path.join(folder, "opt"));
  });
  afterEach(async () => {
    if (chosen === undefined) delete process.env.NEURONES_PYTHON;
    else process.env.NEURONES_PYTHON = chosen;
    await rm(folder, { recursive: true });
  });

  /** Writes a program that answers as a Python in this place does. */
  async function pythonAt(program: string, mode: number, target = program): Promise<string> {
    await mkdir(path.dirname(program), { recursive: true });
    await writeFile(
      program,
      `#!/bin/sh\ncase "$2" in *python-is*) echo python-is 3 12 0 1;; *) echo "${target}";; esac\n`,
    );
    await chmod(program, 0o755);
    await chmod(path.dirname(program), mode);
    return program;
  }

  it("is refused where it lies in a folder that is closed to others", async () => {
    process.env.NEURONES_PYTHON = await pythonAt(path.join(folder, "home", "python3"), 0o700);
    await assert.rejects(refuseUnreachable(layout), /home leur est fermé/);
  });

  it("is the one that NEURONES_PYTHON names, after an environment was made with a closed one", async () => {
    const closed = await pythonAt(path.join(folder, "home", "python3"), 0o700);
    await pythonAt(layout.python, 0o755, closed);
    process.env.NEURONES_PYTHON = await pythonAt(path.join(folder, "usr", "python3"), 0o755);
    await refuseUnreachable(layout);
    assert.ok(!existsSync(layout.environment), "it is made anew");
  });

  it("stays with an environment that others can use", async () => {
    const open = await pythonAt(path.join(folder, "usr", "python3"), 0o755);
    await pythonAt(layout.python, 0o755, open);
    process.env.NEURONES_PYTHON = await pythonAt(path.join(folder, "home", "python3"), 0o700);
    await refuseUnreachable(layout);
    assert.ok(existsSync(layout.python));
  });
});
