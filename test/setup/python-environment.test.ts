import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CloneCopy, eventually, outcomeOf, PATIENCE, ROOT } from "./clone.js";
import { PackageIndex, pipEnvironment } from "./package-index.js";

describe("set-up of the Python environment", function () {
  let copy: CloneCopy;
  let index: PackageIndex;

  before(async () => {
    copy = await CloneCopy.make();
    index = await PackageIndex.open();
    await copy.lockPython(index.lock);
  });
  after(async () => {
    await copy.remove();
    await index.close();
  });

  const stamp = () => copy.path(".venv", "neurones.json");
  const isComplete = () => existsSync(stamp());
  beforeEach(() => {
    index.behaviour = "serve";
  });

  /** Makes the environment unless an earlier test has. */
  async function complete(): Promise<void> {
    const { code, output } = await copy.run(["setup"], index.environment);
    assert.equal(code, 0, output);
    assert.ok(isComplete());
  }

  describe("names what is missing and how to install it, and leaves nothing half done", () => {
    let programs: string;
    beforeEach(async () => {
      await rm(copy.path(".venv"), { recursive: true, force: true });
      programs = await mkdtemp(path.join(tmpdir(), "neurones-path-"));
    });
    afterEach(async () => {
      await rm(programs, { recursive: true });
      assert.ok(!isComplete());
      assert.ok(!existsSync(copy.path(".neurones", "set-up.lock")), "the lock is given back");
    });

    async function fakePython(answer: string): Promise<void> {
      const file = path.join(programs, "python3");
      await writeFile(file, `#!/bin/sh\necho ${answer}\n`);
      await chmod(file, 0o755);
    }

    it("Python itself", async () => {
      const { code, output } = await copy.run(["setup"], { PATH: programs });
      assert.equal(code, 1);
      assert.match(
        output,
        /Python est introuvable : il faut Python 3\.10 ou plus récent\. .*apt install python3/,
      );
      assert.doesNotMatch(output, /\n\s+at /, "no stack");
    });

    it("a recent enough Python", async () => {
      await fakePython("python-is 3 8 10 1");
      const { code, output } = await copy.run(["setup"], { PATH: programs });
      assert.equal(code, 1);
      assert.match(output, /Python 3\.8\.10 est trop ancien/);
    });

    it("Python's venv module, which Debian packs apart", async () => {
      await fakePython("python-is 3 12 3 0");
      const { code, output } = await copy.run(["setup"], {
        PATH: programs,
        LC_ALL: "",
        LC_MESSAGES: "",
        LANG: "en_GB.UTF-8",
      });
      assert.equal(code, 1);
      assert.match(output, /sudo apt install python3\.12-venv/);
    });

    it("the Python that NEURONES_PYTHON names", async () => {
      const { code, output } = await copy.run(["setup"], { NEURONES_PYTHON: path.join(programs, "nowhere") });
      assert.equal(code, 1);
      assert.match(output, /NEURONES_PYTHON désigne/);
    });

    it("the network", async () => {
      const { code, output } = await copy.run(["setup"], pipEnvironment("http://127.0.0.1:9/simple/"));
      assert.equal(code, 1);
      assert.match(output, /Pas de réseau, ou le réseau bloque/);
    });

    it("a download that arrives whole", async () => {
      index.behaviour = "other bytes";
      const { code, output } = await copy.run(["setup"], index.environment);
      assert.equal(code, 1);
      assert.match(output, /neurones : L’installation de l’environnement Python a échoué|Pas de réseau/);
    });
  });

  it("names no package in both locks, and leaves the kernel for Python out of both", () => {
    const names = (file: string) => [
      ...new Set(readFileSync(path.join(ROOT, "kernel-setup", file), "utf8").match(/^[a-z0-9-]+(?===)/gm)),
    ];
    const [learning, rest] = [names("requirements.lock"), names("requirements-all.lock")];
    assert.ok(learning.includes("jupyterlab") && rest.includes("nbgrader"));
    assert.deepEqual(
      rest.filter((name) => learning.includes(name)),
      [],
    );
    for (const left of ["nbgrader", "sqlalchemy", "alembic", "rapidfuzz"])
      assert.ok(!learning.includes(left), left);
    assert.ok(![...learning, ...rest].includes("ipykernel"));
  });

  describe("uses a complete environment, and makes an interrupted one again", () => {
    it("recovers from a set-up that was killed in the middle", async () => {
      await rm(copy.path(".venv"), { recursive: true, force: true });
      index.behaviour = "hang";
      index.requests = 0;
      const child = copy.start(["setup"], index.environment);
      const ended = outcomeOf(child);
      await eventually("pip asks for the package", () => index.requests > 0);

      const second = await copy.run(["setup"], index.environment);
      assert.equal(second.code, 1);
      assert.match(second.output, /Une autre installation est en cours/);

      child.kill("SIGKILL");
      await index.close();
      await ended;
      assert.ok(existsSync(copy.path(".venv")) && !isComplete());

      index = await PackageIndex.open();
      await copy.lockPython(index.lock);
      const { code, output } = await copy.run(["setup"], index.environment);
      assert.equal(code, 0, output);
      assert.ok(isComplete());
    });

    it("puts kernel and settings into the environment alone", async () => {
      await complete();
      const kernel = JSON.parse(
        await copy.read(".venv", "share", "jupyter", "kernels", "neurones", "kernel.json"),
      );
      assert.deepEqual(kernel.argv, [
        process.execPath,
        copy.path("dist", "src", "kernel", "main.js"),
        "{connection_file}",
      ]);
      assert.equal(kernel.display_name, "TypeScript (neurones)");
      const logos = readdirSync(copy.path(".venv", "share", "jupyter", "kernels", "neurones"));
      assert.deepEqual(logos.sort(), ["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"]);
    });

    it("skips what is done, without network, npm or another Python", async () => {
      await complete();
      const { code, output } = await copy.run(["setup"], {
        ...pipEnvironment("http://127.0.0.1:9/simple/"),
        PATH: "",
      });
      assert.equal(code, 0, output);
      assert.equal(output, "neurones : tout est installé.\n");
    });

    it("makes the environment again when the lock has changed or its Python is gone", async () => {
      await complete();
      await copy.lockPython(`# changed\n${index.lock}`);
      await writeFile(copy.path(".venv", "leftover"), "");
      assert.equal((await copy.run(["setup"], index.environment)).code, 0);
      assert.ok(!existsSync(copy.path(".venv", "leftover")));

      await rm(copy.path(".venv", "bin"), { recursive: true });
      assert.equal((await copy.run(["setup"], index.environment)).code, 0);
      const value = execFileSync(
        copy.path(".venv", "bin", "python"),
        ["-c", "import tiny; print(tiny.value)"],
        { timeout: PATIENCE },
      );
      assert.equal(value.toString(), "42\n");
    });

    it("adds what grading needs when it is first asked for, and never takes it away", async () => {
      await copy.lockPython(`# again\n${index.lock}`, index.lockOf("extra"));
      const python = copy.path(".venv", "bin", "python");
      const has = (name: string) =>
        spawnSync(python, ["-c", `import ${name}`], { timeout: PATIENCE }).status === 0;
      await rm(copy.path(".venv"), { recursive: true, force: true });

      assert.match((await copy.run(["lesson"], index.environment)).output, /Usage : npm run lesson/);
      assert.deepEqual([has("tiny"), has("extra")], [true, false]);

      const offline = { ...pipEnvironment("http://127.0.0.1:9/simple/") };
      assert.match((await copy.run(["grade"], offline)).output, /Pas de réseau/);
      assert.match(
        (await copy.run(["lesson"], offline)).output,
        /^\nneurones : Usage : npm run lesson/,
        "learning goes on as before",
      );

      // What an installation leaves that was ended in the middle: a description, and not all files.
      const packages = execFileSync(
        python,
        ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        { timeout: PATIENCE },
      )
        .toString()
        .trim();
      await mkdir(path.join(packages, "extra-1.0.dist-info"));
      await writeFile(
        path.join(packages, "extra-1.0.dist-info", "METADATA"),
        "Metadata-Version: 2.1\nName: extra\nVersion: 1.0\n",
      );
      assert.match(
        (await copy.run(["grade", "--zut"], index.environment)).output,
        /paquets Python pour la notation[\s\S]*Option inconnue/,
      );
      assert.deepEqual([has("tiny"), has("extra")], [true, true]);

      for (const args of [["lesson"], ["grade", "--zut"], ["lesson"]]) {
        assert.doesNotMatch(
          (await copy.run(args, offline)).output,
          /paquets|environnement|réseau/,
          args.join(" "),
        );
      }
      assert.ok(has("extra"));
      await copy.lockPython(index.lock, index.lockOf("extra"));
      assert.match((await copy.run(["lesson"], index.environment)).output, /Usage : npm run lesson/);
      assert.ok(has("extra"), "an environment made again has what the former had");
    });

    it("works on after the clone was moved", async () => {
      await complete();
      const moved = path.join(path.dirname(copy.root), "déplacé");
      await mkdir(moved);
      await rm(moved, { recursive: true });
      execFileSync("mv", [copy.root, moved], { timeout: PATIENCE });
      try {
        const script = path.join(moved, "kernel-setup", "bootstrap.cjs");
        const output = execFileSync(process.execPath, [script, "setup"], {
          timeout: PATIENCE,
          env: {
            ...process.env,
            ...pipEnvironment("http://127.0.0.1:9/simple/"),
            LC_ALL: "",
            LC_MESSAGES: "",
            LANG: "en_US.UTF-8",
          },
        });
        assert.equal(output.toString(), "neurones: everything is installed.\n");
      } finally {
        execFileSync("mv", [moved, copy.root], { timeout: PATIENCE });
      }
    });
  });
});
