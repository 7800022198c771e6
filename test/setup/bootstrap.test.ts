import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { bootstrap, CloneCopy, PATIENCE, ROOT } from "./clone.js";

/** A package in npm's lock file. */
interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
}

describe("bootstrap", function () {
  it("compares versions number by number", () => {
    assert.ok(bootstrap.isAtLeast("20.19.0", "20.19.0"));
    assert.ok(bootstrap.isAtLeast("100.0.0", "20.19.0"));
    assert.ok(!bootstrap.isAtLeast("20.9.0", "20.19.0"));
    assert.ok(!bootstrap.isAtLeast("9.99.99", "20.19.0"));
  });

  it("stops an old Node before it installs anything", () => {
    const script = JSON.stringify(path.join(ROOT, "kernel-setup", "bootstrap.cjs"));
    const code = `Object.defineProperty(process.versions, "node", { value: "18.19.1" }); require(${script}).bootstrap(["start"]);`;
    const { status, stderr } = spawnSync(process.execPath, ["-e", code], {
      encoding: "utf8",
      timeout: PATIENCE,
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    assert.equal(status, 1);
    assert.match(stderr, /Node 18\.19\.1 est trop ancien : il faut Node 20\.19\.0 ou plus récent\./);
  });

  it("is written in a language that Node 10 reads", () => {
    const newer = [
      /\?\./,
      /\?\?/,
      /catch \{/,
      /["']node:/,
      /\basync\b|\bawait\b/,
      /\.replaceAll\(/,
      /\.at\(/,
      /\.flat\(/,
    ];
    const files = readdirSync(path.join(ROOT, "kernel-setup")).filter((name) => name.endsWith(".cjs"));
    assert.ok(files.includes("bootstrap.cjs"));
    for (const file of files) {
      const source = readFileSync(path.join(ROOT, "kernel-setup", file), "utf8");
      for (const syntax of newer) assert.doesNotMatch(source, syntax, file);
    }
  });

  it("speaks English where the system does, else French", () => {
    assert.equal(bootstrap.systemLanguage({ LANG: "en_US.UTF-8" }, "fr-FR"), "en");
    assert.equal(bootstrap.systemLanguage({ LC_ALL: "fr_CA.UTF-8", LANG: "en_US.UTF-8" }, "en-US"), "fr");
    assert.equal(bootstrap.systemLanguage({ LANG: "C.UTF-8" }, "en-US"), "fr");
    assert.equal(bootstrap.systemLanguage({}, "en-GB"), "en");
  });

  it("tells a full disk, a protected folder and a missing network apart", () => {
    const cases: [RegExp, string[]][] = [
      [
        /disque est plein/,
        [
          "npm error code ENOSPC",
          "OSError: [Errno 28] No space left on device",
          "There is not enough space on the disk",
        ],
      ],
      [
        /Impossible d’écrire/,
        [
          "EROFS: read-only file system",
          "npm error code EACCES",
          "error TS5033: Could not write file",
          "[WinError 5] Access is denied",
        ],
      ],
      [
        /Pas de réseau/,
        [
          "npm error code ENOTFOUND",
          "npm error code EAI_AGAIN",
          "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution",
          "NewConnectionError",
        ],
      ],
    ];
    for (const [sentence, outputs] of cases) {
      for (const output of outputs) assert.match(bootstrap.diagnose(output)?.fr ?? "", sentence, output);
    }
    assert.equal(
      bootstrap.diagnose("error TS2322: Type 'string' is not assignable to type 'number'."),
      undefined,
    );
  });

  it("finds in the lock file the packages of every system, and no registry's address", () => {
    const text = readFileSync(path.join(ROOT, "package-lock.json"), "utf8");
    const packages = JSON.parse(text).packages as Record<
      string,
      { version?: string; optionalDependencies?: object }
    >;
    for (const [place, { version, optionalDependencies }] of Object.entries(packages)) {
      assert.ok(version, place);
      for (const name of Object.keys(optionalDependencies ?? {})) {
        const places = [`${place}/node_modules/${name}`, `node_modules/${name}`];
        assert.ok(
          places.some((candidate) => packages[candidate]),
          `${place} wants ${name}`,
        );
      }
    }
    assert.doesNotMatch(text, /"resolved"/);
  });

  describe("installing the npm packages", () => {
    let copy: CloneCopy;
    let npm: string;
    // One copy for all: to copy thousands of files for each test would take seconds of processor time.
    before(async () => {
      copy = await CloneCopy.make({ packages: false });
      npm = path.join(path.dirname(copy.root), "npm-cli.js");
    });
    beforeEach(async () => {
      for (const name of ["node_modules", ".packages"])
        await rm(copy.path(name), { recursive: true, force: true });
    });
    after(() => copy.remove());

    /** What an npm does that succeeds: the packages that are installed here, where it was told to install. */
    const INSTALL = `require("fs").symlinkSync(${JSON.stringify(path.join(ROOT, "node_modules"))}, "node_modules", "junction")`;

    /** Runs a command with an npm that does what this script says. */
    async function runWith(script: string, ...args: string[]) {
      await writeFile(npm, script);
      return await copy.run(args, { npm_execpath: npm });
    }

    const buildWith = (script: string) => runWith(script, "build");

    it("stops with the mend when there is no network, and goes on from there the next time", async () => {
      const failed = await buildWith(`console.error("npm error code ENOTFOUND"); process.exit(1);`);
      assert.equal(failed.code, 1);
      assert.match(failed.output, /Pas de réseau/);
      assert.doesNotMatch(failed.output, /\n\s+at /);

      const mended = await buildWith(`${INSTALL}; console.log(process.argv[2]);`);
      assert.equal(mended.code, 0, mended.output);
      assert.match(mended.output, /^ci$/m);

      const again = await buildWith(`process.exit(1);`);
      assert.deepEqual(again, { code: 0, output: "" });
    });

    it("does not take an interrupted installation for a whole one", async () => {
      await mkdir(copy.path("node_modules", "typescript"), { recursive: true });
      assert.ok(!bootstrap.packagesAreCurrent(copy.root, "all"));
      assert.ok(!bootstrap.packagesAreCurrent(copy.root, "learning"));
      const cutShort = await buildWith("");
      assert.equal(cutShort.code, 1);
      assert.match(cutShort.output, /L’installation des paquets npm a échoué/);
    });

    describe("those of engineers come when a command first needs them", () => {
      /** Writes npm's record of the packages that are installed. */
      async function recordInstalled(
        folder: string,
        packages: Readonly<Record<string, object>>,
      ): Promise<void> {
        await mkdir(path.join(folder, "node_modules"), { recursive: true });
        await writeFile(
          path.join(folder, "node_modules", ".package-lock.json"),
          JSON.stringify({ packages }),
        );
      }

      /** The packages of the lock file that learning needs. */
      async function learningPackages(): Promise<Readonly<Record<string, Locked>>> {
        const { packages } = JSON.parse(await copy.read("package-lock.json")) as {
          packages: Record<string, Locked>;
        };
        return Object.fromEntries(
          Object.entries(packages).filter(([name, { dev }]) => name !== "" && dev !== true),
        );
      }

      it("and learning does without them, but not without its own", async () => {
        const learning = await learningPackages();
        assert.ok(!("node_modules/mocha" in learning) && "node_modules/typescript" in learning);
        await recordInstalled(copy.root, learning);
        assert.ok(bootstrap.packagesAreCurrent(copy.root, "learning"));
        assert.ok(!bootstrap.packagesAreCurrent(copy.root, "all"));
        await recordInstalled(copy.root, {
          ...learning,
          "node_modules/typescript": { ...learning["node_modules/typescript"], version: "1.0.0" },
        });
        assert.ok(!bootstrap.packagesAreCurrent(copy.root, "learning"));
      });

      it("asked of npm by the commands that need them alone", async () => {
        const asked = async (...args: string[]) =>
          /--omit=dev|--include=dev/.exec(
            (await runWith("console.log(process.argv.join(' '));", ...args)).output,
          )?.[0];
        assert.equal(await asked("start"), "--omit=dev");
        assert.equal(await asked("lint"), "--include=dev");
        const needs = (extent: "learning" | "all", ...commands: string[][]) => {
          for (const args of commands) assert.equal(bootstrap.needsOf(args).packages, extent, args.join(" "));
        };
        needs(
          "learning",
          ["start"],
          ["start", "--instructor"],
          ["lesson"],
          ["train"],
          ["release"],
          ["collect"],
          ["grade"],
          ["feedback"],
          ["grades"],
        );
        needs(
          "all",
          ["setup"],
          ["build"],
          ["test"],
          ["test-long"],
          ["test-nodes"],
          ["test-bare"],
          ["lint"],
          ["site"],
        );
      });

      it("as do those of Python for grading", () => {
        for (const args of [["start"], ["lesson"], ["train"], ["site"]])
          assert.equal(bootstrap.needsOf(args).python, "learning", args.join(" "));
        for (const args of [
          ["start", "--no-browser", "--instructor"],
          ["setup"],
          ["test"],
          ["release"],
          ["collect"],
          ["grade"],
          ["feedback"],
          ["grades"],
        ]) {
          assert.equal(bootstrap.needsOf(args).python, "all", args.join(" "));
        }
        assert.deepEqual(
          [bootstrap.needsOf(["build"]).python, bootstrap.needsOf(["lint"]).python],
          [undefined, undefined],
        );
      });

      it("kept, and kept current, by the commands that do not", async () => {
        const learning = await learningPackages();
        await recordInstalled(copy.root, {
          ...learning,
          "node_modules/mocha": { version: "1.0.0", dev: true },
        });
        assert.match(
          (await runWith("console.log(process.argv.join(' '));", "start")).output,
          /^(?!.*--omit)/s,
        );
        await recordInstalled(copy.root, { "node_modules/mocha": { version: "1.0.0", dev: true } });
        assert.match(
          (await runWith("console.log(process.argv.join(' '));", "start")).output,
          /--include=dev/,
        );
      });

      it("or leave everything as it was", async () => {
        await recordInstalled(copy.root, await learningPackages());
        const halfWay = `require("fs").mkdirSync("node_modules/mocha", { recursive: true }); console.error("ENOTFOUND"); process.exit(1);`;
        for (const command of ["test", "lint", "site"]) {
          const { code, output } = await runWith(halfWay, command);
          assert.equal(code, 1, output);
          assert.match(output, /Pas de réseau/);
          assert.ok(bootstrap.packagesAreCurrent(copy.root, "learning"), command);
          assert.ok(
            !existsSync(copy.path("node_modules", "mocha")) && !existsSync(copy.path(".packages")),
            command,
          );
        }
      });

      it("and a run that was ended before it used what had arrived leaves nothing to fetch", async () => {
        await mkdir(copy.path(".packages"));
        await symlink(path.join(ROOT, "node_modules"), copy.path(".packages", "node_modules"), "junction");
        await copyFile(copy.path("package-lock.json"), copy.path(".packages", "package-lock.json"));
        const { code, output } = await buildWith("process.exit(1);");
        assert.equal(code, 0, output);
        assert.ok(bootstrap.packagesAreCurrent(copy.root, "all") && !existsSync(copy.path(".packages")));
      });

      it("lint runs with them, and compiles nothing", async () => {
        await copy.linkPackages();
        const compiled = path.join(path.dirname(copy.root), "compiled");
        await rename(copy.path("dist"), compiled);
        try {
          const { code, output } = await runWith("process.exit(1);", "lint", "--version");
          assert.equal(code, 0, output);
          assert.match(output, /^✓ Prettier .*\n✓ ESLint .*\n✓ folders /);
          assert.ok(!existsSync(copy.path("dist")));
        } finally {
          await rename(compiled, copy.path("dist"));
        }
      });
    });

    it("says so when the disk is full", async () => {
      const { code, output } = await buildWith(
        `console.error("npm error ENOSPC: no space left on device"); process.exit(1);`,
      );
      assert.equal(code, 1);
      assert.match(output, /Le disque est plein/);
    });
  });

  it("says so when the folder is read-only", async () => {
    const copy = await CloneCopy.make();
    const root = process.getuid?.() === 0;
    try {
      if (root)
        execFileSync("chmod", ["-R", "a+rX", path.dirname(path.dirname(copy.root))], { timeout: PATIENCE });
      else await chmod(copy.root, 0o555);
      const { code, output } = await copy.run(["build"], {}, root ? { uid: 65534 } : {});
      assert.equal(code, 1);
      assert.match(output, /^\nneurones : Impossible d’écrire dans .*mon TP/);
    } finally {
      await chmod(copy.root, 0o755);
      await copy.remove();
    }
  });

  it("says so when the disk has no room left", async function () {
    const copy = await CloneCopy.make();
    const disk = await mkdtemp(path.join(tmpdir(), "neurones-disk-"));
    const mounted =
      spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], { timeout: PATIENCE }).status ===
      0;
    try {
      if (!mounted) this.skip();
      spawnSync("dd", ["if=/dev/zero", `of=${path.join(disk, "filler")}`, "bs=1k"], { timeout: PATIENCE });
      await symlink(disk, copy.path(".neurones"));
      const { code, output } = await copy.run(["build"]);
      assert.equal(code, 1);
      assert.match(output, /Le disque est plein/);
    } finally {
      if (mounted) spawnSync("umount", [disk], { timeout: PATIENCE });
      await rm(disk, { recursive: true });
      await copy.remove();
    }
  });

  it("compiles for learning what learning needs, from its own sources alone", async () => {
    const copy = await CloneCopy.make();
    try {
      const forAllOnly = ["test", "bench", "pages", "commands/testing", "engineering.tsbuildinfo"];
      for (const one of forAllOnly) await rm(copy.path("dist", one), { recursive: true });
      await writeFile(copy.path("test", "broken.test.ts"), "export const x: number = 'text';\n");
      const { output } = await copy.run(["start"], { NEURONES_PYTHON: copy.path("nowhere") });
      assert.match(output, /^\nneurones : NEURONES_PYTHON désigne/, "after the compiling");
      for (const one of forAllOnly) assert.ok(!existsSync(copy.path("dist", one)), one);
    } finally {
      await copy.remove();
    }
  });

  it("removes what was compiled from sources that are gone", async () => {
    const copy = await CloneCopy.make();
    try {
      const orphan = copy.path("dist", "test", "gone.test.js");
      await writeFile(orphan, "");
      assert.equal((await copy.run(["build"])).code, 0);
      assert.ok(!existsSync(orphan));
      assert.ok(existsSync(copy.path("dist", "src", "index.js")));
      assert.ok(existsSync(copy.path("dist", "bundle", "neurones.js")));
      assert.ok(existsSync(copy.path("dist", "bundle", "node", "neurones.js")));
    } finally {
      await copy.remove();
    }
  });

  it("names the mistakes of a build that fails, and the commands it knows", async () => {
    const copy = await CloneCopy.make();
    try {
      const unknown = await copy.run(["strat"]);
      assert.equal(unknown.code, 1);
      assert.match(unknown.output, /commande inconnue : strat\. Connues : build, setup, start, test, lesson/);
      await writeFile(copy.path("src", "broken.ts"), "export const x: number = 'text';\n");
      const { code, output } = await copy.run(["build"]);
      assert.equal(code, 1);
      assert.match(output, /src\/broken\.ts.*TS2322[\s\S]*La compilation a échoué/);
    } finally {
      await copy.remove();
    }
  });
});
