/**
 * The program that every npm script starts: `node kernel-setup/bootstrap.cjs <command> [arguments]`.
 *
 * On a fresh clone there is no node_modules and nothing is compiled. So this file and the other `.cjs` files
 * beside it are plain JavaScript without dependencies, in a syntax that Node 10 (2018) can read: an old Node
 * then reaches the message that says it is too old. The bootstrap checks the version of Node, goes on in a newer one where
 * that computes faster (`pinned-node.cjs`), installs the npm packages, compiles the sources, and calls
 * `commands/learning.ts` or `commands/engineering.ts`. It skips each step that is already done.
 *
 * Learning needs some of the packages and some of the compiled sources; tests, lint, timings and the site
 * need all of them. The table below says which of the two each command needs. A command never removes
 * packages that another has installed.
 */
"use strict";

const fs = require("fs");
const path = require("path");
const url = require("url");
const buildStamp = require("./build-stamp.cjs");
const failure = require("./failure.cjs");
const takeLock = require("./lock.cjs").takeLock;
const packages = require("./npm-packages.cjs");
const pinnedNode = require("./pinned-node.cjs");
const restart = require("./restart.cjs");
const run = require("./run-shown.cjs").run;

const root = path.dirname(__dirname);
const language = failure.language;
const say = failure.say;
const diagnose = failure.diagnose;
const SetUpFailure = failure.SetUpFailure;

/**
 * The commands, each with the npm packages it needs and, if it needs Python, the Python packages. "learning"
 * means the packages of a student; "all" adds those of engineers (npm) and those of instructors and tests
 * (Python).
 */
const COMMANDS = {
  build: { packages: "all" },
  setup: { packages: "all", python: "all" },
  start: { packages: "learning", python: "learning" },
  test: { packages: "all", python: "all" },
  lesson: { packages: "learning", python: "learning" },
  "test-long": { packages: "all", python: "all" },
  "test-nodes": { packages: "all", python: "all" },
  "test-bare": { packages: "all", python: "all" },
  "test-tfjs": { packages: "all" },
  lint: { packages: "all" },
  train: { packages: "learning", python: "learning" },
  site: { packages: "all", python: "learning" },
  lite: { packages: "learning", python: "learning" },
  docs: { packages: "all" },
  pack: { packages: "all" },
  coverage: { packages: "all", python: "all" },
  bench: { packages: "all" },
  "bench-peers": { packages: "all" },
  release: { packages: "learning", python: "all" },
  collect: { packages: "learning", python: "all" },
  grade: { packages: "learning", python: "all" },
  feedback: { packages: "learning", python: "all" },
  grades: { packages: "learning", python: "all" },
  // What `setup --shared` runs in the new installation (`shared-installation.ts`).
  "complete-shared": { packages: "learning", python: "all" },
};

/** The commands in the kit that a class is given. */
const KIT_COMMANDS = { start: COMMANDS.start };

/**
 * Whether this folder is such a kit, and no clone: its compiled files came with it (`kit/write-kit.ts`), so nothing is
 * compiled, and a student's packages are all that it needs.
 */
const isKit = fs.existsSync(path.join(root, "dist", "kit.json"));

/** The commands of a shared installation, which only read it. */
const OF_SHARED = ["start"];

/** The file that marks a shared installation (`system/shared.ts`). */
const SHARED_MARK = "shared.json";

/**
 * The packages that a command needs. An instructor's JupyterLab shows nbgrader's menus, so it needs all of
 * Python's.
 */
function needsOf(args) {
  const name = String(args[0]);
  const commands = isKit ? KIT_COMMANDS : COMMANDS;
  if (!Object.prototype.hasOwnProperty.call(commands, name)) {
    const known = Object.keys(commands).join(", ");
    throw new SetUpFailure({
      fr: `commande inconnue : ${name}. Connues : ${known}.`,
      en: `unknown command: ${name}. Known: ${known}.`,
    });
  }
  const isInstructor = name === "start" && args.indexOf("--instructor") > 0;
  if (isInstructor && isKit)
    throw new SetUpFailure({
      fr: "--instructor : les solutions ne sont pas dans ce dossier. Elles sont dans celui de votre enseignant.",
      en: "--instructor: this folder has no solutions. Your instructor's has.",
    });
  return isInstructor ? { packages: "learning", python: "all" } : COMMANDS[name];
}

/** Whether a version such as "20.20.2" is at least a minimum such as "20.19.0". */
function isAtLeast(version, minimum) {
  const ours = version.split(".").map(Number);
  const wanted = minimum.split(".").map(Number);
  for (let i = 0; i < wanted.length; i++) {
    if (ours[i] !== wanted[i]) return ours[i] > wanted[i];
  }
  return true;
}

function checkNode(version, minimum) {
  if (isAtLeast(version, minimum)) return;
  throw new SetUpFailure({
    fr: `Node ${version} est trop ancien : il faut Node ${minimum} ou plus récent. Installez la version LTS depuis nodejs.org, ouvrez un nouveau terminal et recommencez.`,
    en: `Node ${version} is too old: Node ${minimum} or newer is needed. Install the LTS version from nodejs.org, open a new terminal and try again.`,
  });
}

/** Takes the lock of this clone; this also proves that the folder is writable. */
function lock() {
  const refuse = (owner) =>
    new SetUpFailure({
      fr: `Une autre installation est en cours dans ce dossier (processus ${owner}). Attendez qu’elle finisse, puis relancez la même commande.`,
      en: `Another set-up is at work in this folder (process ${owner}). Wait until it is done, then run the same command again.`,
    });
  return Promise.resolve()
    .then(() => takeLock(root, refuse))
    .catch((error) => {
      if (error instanceof SetUpFailure) throw error;
      const cause = /ENOTDIR|EISDIR/.test(error.code) ? "EACCES" : String(error.code);
      throw new SetUpFailure(diagnose(cause) || { fr: String(error), en: String(error) });
    });
}

/**
 * Compiles the sources for learning, or all sources, and joins the engine (`bundle.ts`), unless the stamp says
 * that they are compiled.
 */
function build(extent) {
  if (buildStamp.isCompiled(root, extent)) return Promise.resolve();
  const output = path.join(root, "dist");
  const digest = buildStamp.digestOf(root, extent);
  if (!fs.existsSync(output)) console.log(say({ fr: "neurones : compilation…", en: "neurones: compiling…" }));
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const project = extent === "all" ? "tsconfig.json" : "tsconfig.learning.json";
  const bundler = path.join(output, "kernel-setup", "bundle.js");
  return run(process.execPath, [compiler, "--build", "--stopBuildOnErrors", project])
    .then((result) => (result.ok ? run(process.execPath, [bundler]) : result))
    .then((result) => {
      if (result.ok) return buildStamp.markCompiled(root, extent, digest);
      const cause = diagnose(result.output);
      // A full disk may have truncated the output; without these files the compiler writes all of it again.
      if (cause)
        ["learning", "engineering"].forEach((name) =>
          fs.rmSync(path.join(output, `${name}.tsbuildinfo`), { force: true }),
        );
      throw new SetUpFailure(
        cause || {
          fr: "La compilation a échoué : corrigez les erreurs ci-dessus (git stash met de côté vos changements de src/).",
          en: "The build failed: mend the errors above (git stash sets your changes to src/ aside).",
        },
      );
    });
}

/**
 * Checks the sources. Nothing is compiled first: a fault in a source is to be reported by the check itself.
 */
function lint(args) {
  const checks = path.join(root, "commands", "lint.cjs");
  return run(process.execPath, [checks].concat(args), { stdio: "inherit" }).then((result) =>
    result.ok ? 0 : 1,
  );
}

/** The compiled entry of a command. */
function entryOf(needs) {
  if (isKit) return ["kit", "start.js"];
  return ["commands", needs.packages === "all" ? "engineering.js" : "learning.js"];
}

/** Whether the programs came compiled, and without their sources. */
function isWithoutSources(args) {
  return isKit || args[0] === "complete-shared" || fs.existsSync(path.join(root, SHARED_MARK));
}

/** Runs a command of a shared installation, which has everything and is not written into. */
function runShared(args, needs) {
  const isKnown = OF_SHARED.indexOf(args[0]) >= 0 && args.indexOf("--instructor") < 0;
  if (!isKnown) {
    const words = args.join(" ");
    throw new SetUpFailure({
      fr: `« ${words} » n’existe pas dans une installation partagée (${root}), que personne ne modifie. Commandes : ${OF_SHARED.join(", ")}. Pour tout le reste, utilisez un clone à vous.`,
      en: `“${words}” does not exist in a shared installation (${root}), which nobody changes. Commands: ${OF_SHARED.join(", ")}. For everything else, use a clone of yours.`,
    });
  }
  return buildAndRun(args, needs, { installing: () => undefined, release: () => undefined });
}

/** Compiles, unless the compiled files came without their sources, then runs the command by its entry. */
function buildAndRun(args, needs, held) {
  const entry = path.join.apply(path, [root, "dist"].concat(entryOf(needs)));
  const handover = {
    root: root,
    language: language,
    python: needs.python,
    isCompiledHere: !isKit,
    diagnose: diagnose,
    installing: held.installing,
    release: held.release,
  };
  return Promise.resolve()
    .then(() => (isWithoutSources(args) ? undefined : build(needs.packages)))
    .then(() => import(url.pathToFileURL(entry).href))
    .then((main) => main.main(args, handover));
}

/**
 * The program of the Node in which to go on, which is installed first if need be; undefined to go on in this one. A shared
 * installation has it or does without.
 */
function findNewerNode() {
  const wanted = pinnedNode.wantedPackage(pinnedNode.thisMachine());
  if (restart.takeMark() || wanted === undefined) return Promise.resolve(undefined);
  const installed = pinnedNode.installedProgram(wanted);
  const isShared = fs.existsSync(path.join(root, SHARED_MARK));
  if (installed !== undefined || isShared || !pinnedNode.mayFetch(wanted)) return Promise.resolve(installed);
  return lock().then((held) => {
    held.installing();
    // Another command may have installed it while this one waited for the lock.
    return Promise.resolve(pinnedNode.installedProgram(wanted) || pinnedNode.install(wanted)).then(
      (program) => {
        held.release();
        return program;
      },
    );
  });
}

/** Installs and compiles what a command needs, then runs it; resolves to its exit status. */
function prepareAndRun(args, needs) {
  if (fs.existsSync(path.join(root, SHARED_MARK))) return runShared(args, needs);
  return lock().then((held) =>
    packages.installPackages(needs.packages, held).then(() => {
      if (args[0] !== "lint") return buildAndRun(args, needs, held);
      held.release();
      return lint(args.slice(1));
    }),
  );
}

function bootstrap(args) {
  return Promise.resolve()
    .then(() => {
      const engines = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).engines;
      checkNode(process.versions.node, engines.node.replace(/[^0-9.]/g, ""));
      const needs = needsOf(args);
      return findNewerNode().then((node) =>
        node === undefined ? prepareAndRun(args, needs) : restart.restartWith(node, __filename, args),
      );
    })
    .catch((error) => {
      if (!(error instanceof SetUpFailure)) throw error;
      console.error("\nneurones : " + say(error.sentence));
      return 1;
    })
    .then((code) => {
      process.exitCode = code;
    });
}

/** With `--json` a command writes one document to standard output; all other output goes to standard error. */
function keepOutputForDocument(args) {
  if (args.indexOf("--json") > 0) process.stdout.write = process.stderr.write.bind(process.stderr);
}

if (require.main === module) {
  keepOutputForDocument(process.argv.slice(2));
  bootstrap(process.argv.slice(2));
}

module.exports = { bootstrap, isAtLeast, needsOf };
