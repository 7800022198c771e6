import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { placeInSandbox } from "../../grading/sandbox/bubblewrap.js";
import { LIMITS } from "../../grading/sandbox/configuration.js";
import { findProcessorShare, inGroup, NO_SHARE, onProcessor } from "../../grading/sandbox/processor-share.js";
import { allowedProcessors, Processors } from "../../grading/sandbox/processors.js";
import { excessOf, usageOf, type Usage } from "../../grading/sandbox/resource-watch.js";

describe("the processors of sandboxes", () => {
  it("are those that the system allows", () => {
    assert.deepEqual(allowedProcessors("Cpus_allowed:\tf\nCpus_allowed_list:\t0-2,8\n"), [0, 1, 2, 8]);
    assert.deepEqual(allowedProcessors("Cpus_allowed_list:\t5\n"), [5]);
    assert.deepEqual(allowedProcessors(""), []);
  });

  it("are taken each by one sandbox while there are enough, and given back", () => {
    const processors = new Processors([0, 1, 2]);
    const taken = [processors.take(), processors.take(), processors.take()];
    assert.deepEqual(taken.map((one) => one?.number).sort(), [0, 1, 2]);
    taken[1]?.release();
    assert.equal(processors.take()?.number, taken[1]?.number);
    assert.ok(processors.take() !== undefined, "more sandboxes than processors share them");
    assert.equal(new Processors([]).take(), undefined);
  });
});

describe("a sandbox's share of the processors", () => {
  it("is one processor, as far as the machine can, with the priority of any program", () => {
    assert.deepEqual(onProcessor({ pins: true, groups: false }, 3), ["taskset", "-c", "3"]);
    assert.deepEqual(onProcessor({ pins: true, groups: false }, undefined), []);
    assert.deepEqual(onProcessor(NO_SHARE, 3), []);
  });

  it("is a control group of systemd's where there is one", () => {
    assert.deepEqual(inGroup(NO_SHARE, LIMITS), []);
    const command = inGroup({ pins: true, groups: true }, LIMITS);
    for (const wanted of ["--scope", "--property=CPUQuota=100%", "--property=MemoryMax=2112M"])
      assert.ok(command.includes(wanted), wanted);
    assert.equal(command.at(-1), "--");
  });

  it("has no group where `systemd-run` fails, or closes the descriptor with the filter", async function () {
    if (process.platform !== "linux") this.skip();
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-systemd-"));
    const { PATH } = process.env;
    const groupsWith = async (script: string): Promise<boolean> => {
      const program = path.join(folder, "systemd-run");
      await writeFile(program, `#!/bin/sh\n${script}\n`);
      await chmod(program, 0o755);
      return (await findProcessorShare(LIMITS)).groups;
    };
    const command = 'while [ "$1" != -- ]; do shift; done; shift';
    try {
      process.env.PATH = `${folder}${path.delimiter}${PATH}`;
      assert.equal(await groupsWith(`${command}; exec "$@"`), true);
      assert.equal(await groupsWith(`${command}; exec 3<&-; exec "$@"`), false);
      assert.equal(await groupsWith("exit 1"), false);
    } finally {
      process.env.PATH = PATH;
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe("the watch of a sandbox", () => {
  const none: Usage = { megabytes: 0, seconds: 0, threads: 0, processes: 0 };

  it("names the limit that is exceeded", () => {
    const excess = (usage: Partial<Usage>, elapsed = 1) => excessOf({ ...none, ...usage }, elapsed, LIMITS);
    assert.equal(excess({ megabytes: 100, seconds: 1, threads: 14, processes: 3 }), undefined);
    assert.equal(excess({ megabytes: 2113 }), "memory");
    assert.equal(excess({ processes: 9 }), "processes");
    assert.equal(excess({ threads: 41 }), "threads");
    // One processor, and some more while the program starts.
    assert.equal(excess({ seconds: 100 }, 100), undefined);
    assert.equal(excess({ seconds: 8 }, 1), undefined);
    assert.equal(excess({ seconds: 200 }, 100), "processor");
  });

  it("counts what a process and those that it has started take", async function () {
    if (process.platform !== "linux") this.skip();
    const child = spawn("/bin/sh", ["-c", "sleep 60 & read line; kill $!"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    try {
      const wanted = { processes: 2, threads: 2 };
      let { processes, threads, megabytes } = usageOf(child.pid!);
      while (processes < wanted.processes) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        ({ processes, threads, megabytes } = usageOf(child.pid!));
      }
      assert.deepEqual({ processes, threads }, wanted);
      assert.ok(megabytes > 0);
    } finally {
      child.stdin.end("\n");
    }
    assert.ok(usageOf(process.pid).threads > 1 && usageOf(process.pid).seconds > 0);
  });
});

describe("the place of Node in a sandbox", () => {
  it("is its own among the system's programs, and tells no person's folder", () => {
    assert.equal(placeInSandbox("/usr/bin/node", "/usr/bin/node"), "/usr/bin/node");
    const program = "/home/prof/.nvm/versions/node/v20/bin/node";
    assert.equal(placeInSandbox(program, program), "/node/bin/node");
    assert.equal(
      placeInSandbox("/home/prof/.nvm/versions/node/v20/lib/libx.so.1", program),
      "/node/lib/libx.so.1",
    );
    assert.equal(placeInSandbox("/lib/libc.so.6", program), "/lib/libc.so.6");
  });
});
