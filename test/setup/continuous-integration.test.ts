import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../system/run-process.js";
import { ROOT } from "./clone.js";

describe("continuous integration", () => {
  let programs: string;
  before(function () {
    if (process.platform === "win32") this.skip();
  });
  beforeEach(async () => {
    programs = await mkdtemp(path.join(tmpdir(), "neurones-programs-"));
    for (const name of ["dirname", "mktemp", "rm", "tail", "grep"])
      await symlink(
        (await run("/bin/sh", ["-c", `command -v ${name}`], { quiet: true })).output.trim(),
        path.join(programs, name),
      );
    await program("id", "echo 0");
    await program("npm", 'echo "npm $*"; echo "3 passed, 0 failed"');
    await program("apt-get", `echo "$*" >> '${path.join(programs, "asked")}'`);
  });
  afterEach(async () => await rm(programs, { recursive: true, force: true }));

  async function program(name: string, script: string): Promise<void> {
    const file = path.join(programs, name);
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
  }

  const asked = () => readFile(path.join(programs, "asked"), "utf8").catch(() => "");
  const runs = () =>
    run("/bin/bash", [path.join(ROOT, ".ci", "run")], {
      env: { PATH: programs, TMPDIR: programs },
      quiet: true,
    });

  it("installs the browser and the sandbox where they are missing, then runs npm test", async () => {
    const { code, output } = await runs();
    assert.equal(code, 0, output);
    assert.match(await asked(), /^update -qq\ninstall .*chromium bubblewrap\n$/);
    assert.match(
      output,
      /Chromium could not be installed[^]*bubblewrap could not be installed[^]*npm test\n/,
    );
    assert.match(output, /3 passed, 0 failed\n$/);
  });

  it("installs the one that is missing alone, and nothing where both are there", async () => {
    await program("chromium", "exit 0");
    await runs();
    assert.match(await asked(), /^update -qq\ninstall .* bubblewrap\n$/);
    assert.doesNotMatch(await asked(), /chromium/);
    await program("bwrap", "exit 0");
    await rm(path.join(programs, "asked"));
    assert.equal((await runs()).code, 0);
    assert.equal(await asked(), "");
  });

  it("ends with the exit status of the tests, and a closing line even where they never began", async () => {
    await program("npm", "exit 7");
    const { code, output } = await runs();
    assert.equal(code, 7);
    assert.match(output, /0 passed, 1 failed\n$/);
  });
});
