/**
 * The kernel by one line, `npx neurones-kernel install`, in the hands of a new person: it works when npm has emptied its cache,
 * takes the place of an earlier version, and leaves nothing when it is removed.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { npmCommand } from "../../src/kernel/packages/npm-program.js";
import { KernelClient, resultOf } from "../kernel/client.js";
import { Registry } from "../kernel/packages/registry.js";
import { neededPackages, packed } from "./packed.js";

describe("the kernel's package by npx", function () {
  let place: string;
  let archive: string;
  let home: string;
  let cache: string;
  let registry: Registry | undefined;
  let environment: NodeJS.ProcessEnv;
  let data: string;

  before(async () => {
    place = mkdtempSync(path.join(realpathSync(tmpdir()), "neurones npx é "));
    [home, cache] = ["home", "npm cache"].map((name) => path.join(place, name));
    mkdirSync(home);
    data = path.join(home, ".local", "share", "jupyter");
    const made = await packed();
    archive = path.join(place, path.basename(made));
    cpSync(made, archive);
    registry = await Registry.start(await neededPackages(archive));
    environment = {
      PATH: process.env["PATH"],
      HOME: home,
      LANG: "C.UTF-8",
      npm_config_registry: registry.address,
      npm_config_cache: cache,
      npm_config_update_notifier: "false",
      npm_config_audit: "false",
    };
  });
  after(async () => {
    await registry?.close();
    if (place !== undefined) rmSync(place, { recursive: true, force: true });
  });

  /** What `npx` does: it is `npm exec` under another name. */
  async function npx(...words: readonly string[]): Promise<string> {
    const [program, ...before] = npmCommand();
    const all = [...before, "exec", "--yes", "--package", archive, "--", "neurones-kernel", ...words];
    const { stdout } = await promisify(execFile)(program, all, { cwd: home, env: environment });
    return stdout;
  }

  const kernelIn = (folder: string): readonly string[] => {
    const text = readFileSync(path.join(folder, "kernels", "neurones-kernel", "kernel.json"), "utf8");
    const { argv } = JSON.parse(text) as { readonly argv: readonly string[] };
    return argv.filter((word) => word !== "{connection_file}");
  };

  const copiesIn = (folder: string): readonly string[] => readdirSync(path.join(folder, "neurones-kernel"));

  it("runs cells when npm's cache is gone", async () => {
    assert.match(await npx("install"), /The kernel is copied to [\s\S]* is installed/);
    assert.ok(existsSync(path.join(cache, "_npx")), "npx keeps the package in this cache");
    rmSync(cache, { recursive: true });
    const kernel = await KernelClient.start({
      directory: home,
      checks: "plain",
      command: kernelIn(data),
      env: { HOME: home, LC_ALL: "en_GB.UTF-8" },
    });
    try {
      const reply = await kernel.execute("const words: string[] = ['a', 'b'];\nwords.join('-')");
      assert.equal(resultOf(reply), "'a-b'", kernel.log);
    } finally {
      await kernel.shutdown();
    }
  });

  it("removes copies to which no kernel leads, and those that were never finished", async () => {
    const [current] = copiesIn(data);
    const main = kernelIn(data)[1]!;
    assert.ok(main.startsWith(path.join(data, "neurones-kernel", current!) + path.sep), main);
    const old = path.join(data, "neurones-kernel", "0.0.1-7-old");
    cpSync(
      path.join(data, "neurones-kernel", current!, "node_modules", "neurones-kernel", "package.json"),
      old,
    );
    // No process has this number.
    mkdirSync(path.join(data, "neurones-kernel", `${current}.99999999.part`));
    await npx("install");
    assert.deepEqual(copiesIn(data), [current]);
  });

  it("keeps what it needs below a prefix, where removing the person's own kernel leaves it", async () => {
    const prefix = path.join(place, "environment");
    await npx("install", "--prefix", prefix);
    const below = path.join(prefix, "share", "jupyter");
    assert.ok(kernelIn(below)[1]!.startsWith(below + path.sep));
    await npx("uninstall");
    const left = readdirSync(home, { recursive: true }).filter((name) => /neurones/.test(String(name)));
    assert.deepEqual(left, []);
    assert.ok(!existsSync(data));
    assert.ok(existsSync(kernelIn(below)[1]!));
    await npx("uninstall", "--prefix", prefix);
    assert.ok(!existsSync(below));
  });
});
