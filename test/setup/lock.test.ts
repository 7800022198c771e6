import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "./clone.js";

interface Lock {
  installing(): void;
  release(): void;
}
const { takeLock } = createRequire(import.meta.url)(path.join(ROOT, "kernel-setup", "lock.cjs")) as {
  takeLock(root: string, refuse: (owner: number) => Error): Promise<Lock>;
};

describe("the lock of a clone", () => {
  let root: string;
  const file = () => path.join(root, ".neurones", "set-up.lock");
  const take = () => takeLock(root, (owner) => new Error(`taken by ${owner}`));
  beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), "neurones-lock-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** Runs `act` while another process lives, whose number is in the lock file. */
  async function withOther(
    words: (pid: number) => string,
    act: (end: () => Promise<void>, pid: number) => Promise<void>,
  ): Promise<void> {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    const ended = once(other, "exit");
    mkdirSync(path.dirname(file()));
    writeFileSync(file(), words(other.pid!));
    const end = async (): Promise<void> => {
      other.kill("SIGKILL");
      await ended;
    };
    try {
      await act(end, other.pid!);
    } finally {
      await end();
    }
  }

  it("is a file with the number of the process, which releasing removes", async () => {
    const lock = await take();
    assert.equal(readFileSync(file(), "utf8"), String(process.pid));
    lock.installing();
    assert.equal(readFileSync(file(), "utf8"), `${process.pid} installing`);
    lock.release();
    assert.ok(!existsSync(file()));
    lock.release();
  });

  it("waits for a process that does not install, and takes the lock of one that has ended", async () => {
    await withOther(String, async (end) => {
      let taken = false;
      const lock = take().then((held) => {
        taken = true;
        return held;
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.equal(taken, false);
      await end();
      (await lock).release();
    });
  });

  it("is refused at once while another installs", async () => {
    await withOther(
      (pid) => `${pid} installing`,
      async (_, pid) => {
        await assert.rejects(take(), new RegExp(`taken by ${pid}`));
        assert.ok(existsSync(file()));
      },
    );
  });

  it("is taken over where a process ended while it wrote the file", async () => {
    mkdirSync(path.dirname(file()));
    writeFileSync(file(), "");
    (await take()).release();
  });
});
