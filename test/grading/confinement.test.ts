import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { container } from "../../grading/sandbox/container.js";
import { findConfinement } from "../../grading/sandbox/confinement.js";
import { makeImage } from "../../grading/sandbox/image.js";
import { LIMITS } from "../../grading/sandbox/configuration.js";
import { withSnapshot } from "../../grading/sandbox/snapshot.js";
import * as sandboxed from "../../grading/sandbox-program/exercises.js";
import { seccompFilter } from "../../grading/sandbox/seccomp.js";
import { layoutOf } from "../../system/layout.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import * as exercises from "../../src/exercises/exercises.js";
import { ROOT } from "../setup/clone.js";
import { answered, grade, pointsOf, RIGHT, SHORT } from "./sandboxed-grading.js";

describe("confinement", () => {
  const { PATH } = process.env;
  afterEach(() => {
    process.env.PATH = PATH;
  });

  it("fails, and says what to install, if the machine has no way to confine", async () => {
    process.env.PATH = "";
    await assert.rejects(
      findConfinement(false, "linux"),
      /Rien pour isoler.*apt install bubblewrap.*--without-sandbox/,
    );
    await assert.rejects(findConfinement(false, "darwin"), /Podman ou Docker/);
  });

  it("is omitted only on request, and then submissions are graded without it", async function () {
    process.env.PATH = "";
    const confinement = await findConfinement(true, "linux");
    process.env.PATH = PATH;
    assert.equal(confinement.kind, "none");
    const image = path.join(ROOT, ".neurones", "grading", `test-${process.pid}`);
    try {
      await makeImage(layoutOf(ROOT), image);
      const marking = await grade(answered(RIGHT), {
        confinement,
        files: await withSnapshot(confinement, { image, packages: path.join(ROOT, "node_modules") }),
        limits: SHORT,
      });
      assert.deepEqual(pointsOf(marking), { logistique: 2, lineaire: 1, droite: 3 });
    } finally {
      await rm(image, { recursive: true, force: true });
    }
  });

  it("by a container allows no network and no writing, sets limits, and mounts two folders read-only", () => {
    const { args } = container("podman", { image: "/i", packages: "/p" }, LIMITS);
    for (const wanted of [
      "--network=none",
      "--read-only",
      "--cap-drop=ALL",
      "--security-opt=no-new-privileges",
      "--user=65534:65534",
      "--memory=2048m",
      "--memory-swap=2048m",
      "--pull=never",
      "--mount=type=bind,source=/i,target=/course,readonly",
      "--mount=type=bind,source=/p,target=/course/node_modules,readonly",
    ]) {
      assert.ok(args.includes(wanted), wanted);
    }
    const made = container("podman", { image: "/i", packages: "/p", makes: "/m" }, LIMITS).args;
    assert.ok(
      made.includes("--mount=type=bind,source=/m,target=/made") && made.at(-1) === "/made/program.cjs",
    );
    assert.ok(
      !args.some((arg) => arg.includes("/made")) &&
        args.some((arg) => arg.startsWith("--pids-limit=")) &&
        args.some((arg) => /^--tmpfs=\/scratch:.*size=64m/.test(arg)),
    );
  });

  it("filters system calls on the processors it knows", () => {
    for (const processor of ["x64", "arm64"]) {
      const filter = seccompFilter(processor)!;
      assert.equal(filter.length % 8, 0);
      // The program always ends: the last instruction returns, and no jump leads beyond it.
      for (let i = 0; i < filter.length; i += 8) {
        const furthest = Math.max(filter.readUInt8(i + 2), filter.readUInt8(i + 3));
        assert.ok(i + 8 * (furthest + 1) < filter.length || filter.readUInt16LE(i) === 0x06);
      }
      assert.equal(filter.readUInt16LE(filter.length - 8), 0x06);
    }
    assert.equal(seccompFilter("mips"), undefined);
  });
});

describe("the image of a sandbox", () => {
  it("contains all modules that its modules import, and an `exercises` with every function of the real one", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-image-"));
    try {
      const image = path.join(folder, "image");
      await makeImage(layoutOf(ROOT), image);
      const modules = (await readdir(image, { recursive: true })).filter(
        (file) => file.endsWith(".js") && !file.includes(`${path.sep}assembly${path.sep}`),
      );
      assert.ok(modules.length > 300, String(modules.length));
      const missing: string[] = [];
      for (const file of modules) {
        const text = await readFile(path.join(image, file), "utf8");
        for (const [, target] of text.matchAll(/^(?:import|export) [^"'`]*["'](\.\.?\/[^"']+)["'];$/gm)) {
          if (!existsSync(path.join(image, path.dirname(file), target)))
            missing.push(`${file} imports ${target}`);
        }
      }
      assert.deepEqual(missing, []);
      assert.deepEqual(
        Object.keys(sandboxed).sort(),
        Object.keys(exercises)
          .filter(
            (name) => name in sandboxed || typeof exercises[name as keyof typeof exercises] === "function",
          )
          .sort(),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("contains the kernel and the engine, but no reference solution, judging function, mistake or hint of an exercise", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-image-"));
    try {
      await makeImage(layoutOf(ROOT), path.join(folder, "image"));
      const files = await readdir(path.join(folder, "image"), { recursive: true, withFileTypes: true });
      const texts = await Promise.all(
        files
          .filter((file) => file.isFile())
          .map(
            async (file) =>
              [file.name, await readFile(path.join(file.parentPath, file.name), "utf8")] as const,
          ),
      );
      assert.ok(
        texts.some(([name]) => name === "neuralnet.js") && texts.some(([name]) => name === "recording.js"),
      );
      const sentences = [...EXERCISES.values()].flatMap(({ hints, read }) =>
        [...hints, read].map(({ fr }) => fr.slice(0, 40)),
      );
      for (const [name, text] of texts) {
        assert.doesNotMatch(
          text,
          /BEGIN SOLUTION|mistakes: \[|functionExercise|choiceExercise|numberExercise/,
          name,
        );
        assert.deepEqual(
          sentences.filter((sentence) => text.includes(sentence)),
          [],
          name,
        );
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
