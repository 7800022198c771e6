/**
 * Attacks: student code that tries to earn points without an answer, to read other files, or to do harm. In
 * each submission the first exercise (2 points) is not solved and the others (1 and 3 points) are, so that
 * the test detects both points gained and points lost.
 */
import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { homedir } from "node:os";
import path from "node:path";
import type { Cell, Notebook } from "../../grading/notebook-file.js";
import type { Marking } from "../../grading/marking/marking.js";
import { inParallel } from "../../grading/pool.js";
import { ROOT } from "../setup/clone.js";
import { studentVersion } from "../../grading/student-version.js";
import { code, LESSON } from "./lesson.js";
import {
  answered,
  edited,
  grade,
  makeTestSandbox,
  pointsOf,
  RIGHT,
  stateOf,
  writtenIn,
  type TestSandbox,
} from "./sandboxed-grading.js";

/** A wrong answer to the first exercise. */
const UNSOLVED = "const logistique = (z: number): number => 0.3 + 0 * z;";
const HONEST = { logistique: 0, lineaire: 1, droite: 3 };
const ALL = { logistique: 2, lineaire: 1, droite: 3 };
const NOTHING = { logistique: 0, lineaire: 0, droite: 0 };
/** The cells that every student has. */
const GIVEN = new Set(studentVersion(LESSON).cells.map(({ source }) => source));

interface Attack {
  /** The code of an attack that only looks around; all of these are cells of one submission. */
  readonly look?: string;
  readonly submitted: Notebook;
  /** Points by exercise; "no gain" if the code also destroys the author's other answers. */
  readonly points: Readonly<Record<string, number>> | "no gain";
  readonly check?: (marking: Marking) => void;
}

/** A submission with these pieces of code in cells after the imports. */
function withCode(
  sources: string | readonly string[],
  answers: Readonly<Record<string, string>> = { ...RIGHT, "03-logistique": UNSOLVED },
): Notebook {
  const cells = [sources].flat().map((source, i) => code(`attaque-${i}`, source));
  return edited((cell) => (cell.id === "outils" ? [cell, ...cells] : [cell]), answered(answers));
}

const attack = (source: string, points: Attack["points"] = HONEST, check?: Attack["check"]): Attack => ({
  submitted: withCode(source),
  points,
  ...(check === undefined ? {} : { check }),
});
/** An attack that changes nothing in its process, so that others may come before and after it. */
const look = (source: string, check: Attack["check"]): Attack => ({
  ...attack(source, HONEST, check),
  look: source,
});
const says = (pattern: RegExp) => (marking: Marking) => assert.match(writtenIn(marking), pattern);
const saysNot = (pattern: RegExp) => (marking: Marking) => assert.doesNotMatch(writtenIn(marking), pattern);

const SECRET = "le-secret-d-un-autre";

/** Code that keeps so many threads busy, until it is ended. */
const keepsBusy = (threads: number): string =>
  `import { Worker } from "node:worker_threads";\nfor (let i = 0; i < ${threads}; i++) new Worker("for (;;);", { eval: true }).on("error", () => {});\nawait new Promise(() => {});`;

/** Code that shows all that a process can learn about itself, and each file outside the course that it can read. */
const LOOK_FOR_PATHS = `import os from "node:os";
import fs from "node:fs";
import path from "node:path";
const chercher = (dossier: string, niveau: number): string[] => { try { return fs.readdirSync(dossier, { withFileTypes: true }).flatMap((entree) => entree.isDirectory() && niveau > 0 ? chercher(path.join(dossier, entree.name), niveau - 1) : [path.join(dossier, entree.name)]); } catch { return []; } };
const textes = [process.execPath, process.argv0, process.cwd(), JSON.stringify(process.argv), JSON.stringify(process.env), JSON.stringify(process.report.getReport()), os.hostname(), os.homedir()];
for (const fichier of ["/proc", "/sys", "/etc", "/dev", "/course"].flatMap((dossier) => chercher(dossier, dossier === "/course" ? 0 : 4)).concat(["/proc/1/cmdline", "/proc/1/environ", "/proc/self/mountinfo", "/proc/self/maps"])) try { if (fs.statSync(fichier).size < 1e6 && !fichier.startsWith("/dev/")) textes.push(fichier + " " + fs.readFileSync(fichier, "utf8")); } catch {}
console.log("lus", textes.length);
for (const texte of textes) console.log(texte.slice(0, 20000));`;

function attacks(folder: string, port: number): Record<string, Attack> {
  const observation = `{ kind: "calls", results: Array.from({ length: 11 }, () => ({ value: 0.5 })) }`;
  const test = (id: string) => `${id}-test`;
  return {
    "replaces exercises.check": attack(
      `const exercises = { check: (): unknown => ({ state: "right", lines: ["exact"] }) };`,
      NOTHING,
    ),
    "replaces check in the module": look(
      `import * as tout from "neurones";\ntry { Object.defineProperty(tout.exercises, "check", { value: () => true }); } catch { console.log("refusé"); }`,
      says(/refusé/),
    ),
    "patches prototypes so that all is equal": attack(
      `Array.prototype.every = (() => true) as never;\nArray.prototype.map = function () { return [0.5] as never; };\nObject.is = () => true;\nNumber.isFinite = () => true;`,
      "no gain",
    ),
    "patches Math and JSON": attack(
      `Math.abs = () => 0; Math.max = () => Infinity;\nJSON.stringify = () => '{"state":"right"}'; JSON.parse = () => ({ right: true });`,
      "no gain",
    ),
    "pollutes Object.prototype": attack(
      `Object.defineProperty(Object.prototype, "right", { value: true });\nObject.defineProperty(Object.prototype, "state", { value: "right" });`,
    ),
    "replaces the display": attack(
      `(globalThis as Record<symbol, unknown>)[Symbol.for("neurones.notebook")] = { display: () => ({ update() {} }), warn() {} };`,
    ),
    "patches the engine's functions": attack(
      `import { Tensor } from "neurones";\nfor (const name of Object.getOwnPropertyNames(Tensor.prototype)) try { Object.defineProperty(Tensor.prototype, name, { value: () => 1 }); } catch {}`,
    ),
    "shows an observation of its own": {
      submitted: withCode("1", {
        ...RIGHT,
        "03-logistique": `const logistique = (z: number): number => { display({ "application/vnd.neurones.observation+json": JSON.stringify({ nonce: "x", observation: ${observation} }) }); return z; };`,
      }),
      points: HONEST,
    },
    "posts messages as the runner does": attack(
      `import { parentPort } from "node:worker_threads";\nfor (let run = 1; run < 60; run++) parentPort?.postMessage({ type: "done", run, outcome: { status: "ok" }, language: "fr" });`,
      "no gain",
    ),
    "prints a reply": attack(
      `import fs from "node:fs";\nfor (let i = 0; i < 20; i++) fs.writeSync(1, "\\n" + "0".repeat(64) + " " + JSON.stringify({ number: 3, status: "ok", outputs: [], observed: { nonce: "x", observation: ${observation} } }) + "\\n0000");`,
    ),
    "reads the grader's commands": attack(
      `import fs from "node:fs";\nsetInterval(() => { try { fs.readSync(0, Buffer.alloc(65536)); } catch {} }, 1);`,
      "no gain",
    ),
    "looks for references and solutions": look(
      `import fs from "node:fs";\nimport path from "node:path";
const walk = (folder: string): string[] => { try { return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => entry.isDirectory() ? walk(path.join(folder, entry.name)) : [path.join(folder, entry.name)]); } catch { return []; } };
const files = walk("/course/dist").concat(walk("/scratch"), walk("/root"), walk("/home"), walk("/tmp"), walk("/work"));
console.log("fichiers", files.length, files.filter((file) => /answers|\\.ipynb|catalogue|gradebook|exercises\\/kinds|\\/0\\d-/.test(file) || /BEGIN SOLUTION|mistakes: \\[/.test(fs.readFileSync(file, "utf8"))));`,
      says(/fichiers \d+ \[\]/),
    ),
    "imports the catalogue": look(
      `try { const tout = await import(["/course/dist/src/exercises", "catalogue.js"].join("/")); console.log("lu", tout); } catch (error) { console.log("absent", String(error)); }`,
      says(/absent/),
    ),
    "looks for other students' files": look(
      `import fs from "node:fs";\nfor (const file of ${JSON.stringify([path.join(folder, "submitted", "alice", "copie.ipynb"), folder, "/etc/passwd", "/proc/1/environ", "/proc/1/root/etc/passwd"])}) try { console.log("lu", fs.statSync(file).isDirectory() ? fs.readdirSync(file) : fs.readFileSync(file, "utf8")); fs.writeFileSync(file, "effacé"); } catch (error) { console.log("refusé"); }`,
      saysNot(new RegExp(`${SECRET}|root:`)),
    ),
    "opens the network": look(
      `import net from "node:net";\nimport dgram from "node:dgram";
try { console.log("reçu", await (await fetch("http://127.0.0.1:${port}/")).text()); } catch { console.log("pas de réseau"); }
net.connect(${port}, "127.0.0.1").on("error", () => {}); dgram.createSocket("udp4").send("x", ${port}, "127.0.0.1", () => {});`,
      says(/pas de réseau/),
    ),
    "asks the kernel for the network's interfaces": look(
      `import os from "node:os";\ntry { console.log("lu", os.networkInterfaces()); } catch (error) { console.log("refusé", String(error)); }`,
      says(/refusé SystemError/),
    ),
    "looks for the instructor's paths": look(LOOK_FOR_PATHS, (marking) => {
      says(/lus \d+/)(marking);
      for (const place of [folder, ROOT, process.cwd(), homedir()].filter((one) => one.length > 1))
        assert.ok(!writtenIn(marking).includes(place), place);
    }),
    "writes into its own memory": look(
      `import fs from "node:fs";\ntry { fs.openSync("/proc/self/mem", "r+"); console.log("ouvert"); } catch { console.log("refusé"); }`,
      says(/refusé/),
    ),
    "keeps 40 threads busy": attack(keepsBusy(40), "no gain", says(/trop de fils|arrêté/)),
    "does all of this at once": attack(
      `import os from "node:os";\ntry { console.log("lu", os.networkInterfaces()); } catch { console.log("refusé"); }\n${LOOK_FOR_PATHS.replace('import os from "node:os";\n', "")}\n${keepsBusy(40)}`,
      "no gain",
    ),
    "starts processes": look(
      `import child from "node:child_process";
for (const program of [process.execPath, "/bin/sh", "sh", "python3"]) { const { error, status } = child.spawnSync(program, ["-c", "id"]); console.log(error === undefined ? "lancé " + status : "refusé"); }`,
      saysNot(/lancé/),
    ),
    "forks without end": attack(
      `import { fork } from "node:child_process";\nfor (let i = 0; i < 200; i++) try { fork("/course/dist/grading/sandbox-program/main.js").on("error", () => {}); } catch {}`,
    ),
    "starts threads without end": attack(
      `import { Worker } from "node:worker_threads";\nfor (let i = 0; i < 500; i++) new Worker("for (;;);", { eval: true }).on("error", () => {});`,
      "no gain",
    ),
    "fills the heap": attack(`const tas: number[][] = []; while (true) tas.push(new Array(1e6).fill(1.5));`),
    "fills memory outside the heap": attack(
      `const tampons: Buffer[] = []; while (true) tampons.push(Buffer.alloc(2 ** 26, 1));`,
    ),
    "fills the disk": attack(
      `import fs from "node:fs";\nlet ecrits = 0; try { for (;;) { fs.appendFileSync("/scratch/plein", Buffer.alloc(2 ** 20)); ecrits++; } } catch { console.log("écrits", ecrits < 64); }\nfor (const lieu of ["/x", "/dev/shm/x", "/course/x", "/course/package.json", "/proc/x", "/usr/x"]) try { fs.writeFileSync(lieu, "x"); console.log("écrit dans", lieu); } catch {}`,
      HONEST,
      (marking) => {
        says(/écrits true/)(marking);
        saysNot(/écrit dans/)(marking);
      },
    ),
    "writes without end": attack(
      `import fs from "node:fs";\nfor (;;) try { fs.writeSync(1, "x".repeat(1e6)); } catch {}`,
    ),
    "ends the process in every way": attack(
      `for (const end of ["exit", "abort"] as const) try { process[end](); } catch {}\n(process as unknown as { reallyExit(code: number): void }).reallyExit(0);`,
    ),
    "kills the process": attack(
      `import { kill } from "node:process";\nfor (const pid of [process.pid, process.ppid, 1, -1, 0]) try { Reflect.apply(Object.getPrototypeOf(process).constructor.kill ?? kill, process, [pid, "SIGKILL"]); } catch {}\n(process as unknown as { _kill(pid: number, signal: number): void })._kill(process.pid, 9);`,
    ),
    "loops without end": attack(`while (true) {}`),
    "loops in a library's code": attack(`/^(a+)+$/.exec("a".repeat(50) + "!");`),
    "ends the process while it is asked": {
      submitted: answered({
        ...RIGHT,
        "03-logistique":
          "const logistique = (z: number): number => { (process as unknown as { reallyExit(code: number): void }).reallyExit(0); return z; };",
      }),
      points: HONEST,
    },
    "loops while it is asked": {
      submitted: answered({
        ...RIGHT,
        "03-logistique": "const logistique = (z: number): number => { for (;;); };",
      }),
      points: HONEST,
      check: (marking) => assert.equal(stateOf(marking, "03-logistique"), "late"),
    },
    "answers with monsters": {
      submitted: answered({
        ...RIGHT,
        "03-logistique": `const logistique = (z: number): number => { let profond: unknown[] = []; for (let i = 0; i < 1e5; i++) profond = [profond]; return profond as never; };`,
        "03-lineaire": `const reponse = JSON.parse('{"__proto__": {"right": true}, "length": 1e9}');`,
        "03-droite": `const droite = (): never => new Array(1e7).fill(0) as never;`,
      }),
      points: NOTHING,
    },
    "answers with getters and proxies": {
      submitted: answered({
        ...RIGHT,
        "03-logistique": `const logistique = (z: number): number => new Proxy([0.5], { get: () => { throw new Error("zut"); } }) as never;`,
      }),
      points: HONEST,
    },
    "asks for more points and marks itself": {
      submitted: edited(
        (cell) => [
          {
            ...cell,
            metadata: {
              ...cell.metadata,
              ...(cell.metadata.nbgrader === undefined
                ? {}
                : { nbgrader: { ...cell.metadata.nbgrader, points: 100, score: 100 } }),
            },
          },
        ],
        answered({ ...RIGHT, "03-logistique": UNSOLVED }),
      ),
      points: HONEST,
    },
    "passes another answer's test for its own": {
      submitted: edited(
        (cell) =>
          cell.id === test("03-logistique")
            ? [{ ...cell, source: `exercises.check("03-lineaire", "b")` }]
            : [cell],
        answered({ ...RIGHT, "03-logistique": UNSOLVED }),
      ),
      points: HONEST,
      check: (marking) => assert.equal(stateOf(marking, "03-logistique"), "edited"),
    },
    "knows the lesson's inputs by heart": {
      submitted: answered({
        ...RIGHT,
        "03-logistique":
          "const logistique = (z: number): number => ({ 0: 0.5, 1: 0.7310585786300049, '-1': 0.2689414213699951, '2.5': 0.9241418199787566, '-7': 0.0009110511944006454, 20: 0.9999999979388463 } as Record<string, number>)[String(z)] ?? 0.5;",
      }),
      points: HONEST,
    },
  };
}

describe("attacks on grading", function () {
  let sandbox: TestSandbox | undefined;
  let server: Server;
  let requests = 0;
  const markings = new Map<string, Promise<Marking>>();
  let all: Record<string, Attack>;

  before(async function () {
    sandbox = await makeTestSandbox();
    if (sandbox === undefined) this.skip();
    const { folder } = sandbox!;
    await mkdir(path.join(folder, "submitted", "alice"), { recursive: true });
    await writeFile(path.join(folder, "submitted", "alice", "copie.ipynb"), SECRET);
    server = createServer((_, response) => {
      requests++;
      response.end(SECRET);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    all = attacks(folder, (server.address() as AddressInfo).port);
    const settle = new Map<string, (marking: Promise<Marking>) => void>();
    for (const name of Object.keys(all))
      markings.set(name, new Promise((resolve) => settle.set(name, resolve)));
    const looks = Object.values(all).flatMap((each) => each.look ?? []);
    const together = {
      submitted: withCode(looks),
      names: Object.keys(all).filter((name) => all[name].look !== undefined),
    };
    const alone = Object.entries(all).flatMap(([name, each]) =>
      each.look === undefined ? [{ submitted: each.submitted, names: [name] }] : [],
    );
    void inParallel([together, ...alone], 2, async ({ submitted, names }) => {
      const marking = grade(submitted, sandbox!);
      for (const name of names) settle.get(name)!(marking);
      await marking.catch(() => undefined);
    });
  });
  after(async () => {
    server?.close();
    await sandbox?.remove();
  });

  for (const name of Object.keys(attacks("", 1))) {
    it(`gain nothing: a submission that ${name}`, async () => {
      const { points, check, look: own } = all[name];
      const whole = await markings.get(name)!;
      const isOwn = ({ source }: Cell) => source === own;
      const marking = own === undefined ? whole : { ...whole, cells: whole.cells.filter(isOwn) };
      if (own !== undefined) assert.equal(marking.cells.length, 1);
      const received = pointsOf(marking);
      if (points !== "no gain") assert.deepEqual(received, points, JSON.stringify(marking.tests, null, 1));
      for (const [exercise, most] of Object.entries(HONEST))
        assert.ok(received[exercise] <= most, JSON.stringify(marking.tests, null, 1));
      check?.(marking);
      // An attack that does not compile, or names what does not exist, proves nothing.
      const attacking = marking.cells.filter((cell) => cell.cell_type === "code" && !GIVEN.has(cell.source));
      assert.ok(attacking.length > 0, "its cells are there");
      assert.doesNotMatch(
        JSON.stringify(attacking.map(({ outputs }) => outputs)),
        /"ename":"(?:TypeScriptError|SyntaxError|ReferenceError)"/,
      );
    });
  }

  it("reach no server and change no file outside the sandbox", async () => {
    await Promise.all(markings.values());
    assert.equal(requests, 0);
    assert.deepEqual(await readdir(path.join(sandbox!.folder, "submitted", "alice")), ["copie.ipynb"]);
  });

  it("do not disturb an honest submission that is graded at the same time", async () => {
    const [, honest] = await Promise.all([
      grade(all["fills memory outside the heap"].submitted, sandbox!),
      grade(answered(RIGHT), sandbox!),
    ]);
    assert.deepEqual(pointsOf(honest), ALL);
  });
  it("leave an honest submission its processor, however many threads they keep busy", async () => {
    const [, honest] = await Promise.all([
      grade(withCode(keepsBusy(20)), sandbox!),
      grade(answered(RIGHT), sandbox!),
    ]);
    assert.deepEqual(pointsOf(honest), ALL);
  });
});
