/**
 * What runs before anything is installed: `node kernel-setup/bootstrap.cjs <command> [arguments]`.
 *
 * On a fresh clone there is no node_modules and nothing is compiled, so this file and the other `.cjs` files beside it are plain
 * JavaScript without dependencies, written so that even Node 10, of 2018, reaches the message that it is too old. This one
 * checks Node, has the npm packages installed, compiles, and hands over to `main.ts` or `engineering.ts`. What is done already
 * is skipped.
 *
 * Learning needs a part of the packages, and a part of the sources compiled; tests, lint, timings and the site need the rest.
 * Each command says which it needs. What was once installed stays: no command takes away what another has added.
 */
"use strict";

const fs = require("fs");
const path = require("path");
const url = require("url");
const buildStamp = require("./build-stamp.cjs");
const failure = require("./failure.cjs");
const takeLock = require("./lock.cjs").takeLock;
const packages = require("./npm-packages.cjs");
const run = require("./run-shown.cjs").run;

const root = path.dirname(__dirname);
const language = failure.language;
const say = failure.say;
const diagnose = failure.diagnose;
const SetUpFailure = failure.SetUpFailure;

/**
 * The commands: the npm packages that each needs and, where it needs Python, the Python packages. "learning" is what a
 * student needs; "all" adds what engineers need of npm, and what instructors and tests need of Python.
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
  lint: { packages: "all" },
  train: { packages: "learning", python: "learning" },
  site: { packages: "all", python: "learning" },
  release: { packages: "learning", python: "all" },
  collect: { packages: "learning", python: "all" },
  grade: { packages: "learning", python: "all" },
  feedback: { packages: "learning", python: "all" },
  grades: { packages: "learning", python: "all" },
};

/** What a command needs; an instructor's JupyterLab has nbgrader's menus. */
function needsOf(args) {
  const name = String(args[0]);
  if (!Object.prototype.hasOwnProperty.call(COMMANDS, name)) {
    const known = Object.keys(COMMANDS).join(", ");
    throw new SetUpFailure({
      fr: `commande inconnue : ${name}. Connues : ${known}.`,
      en: `unknown command: ${name}. Known: ${known}.`,
    });
  }
  const isInstructor = name === "start" && args.indexOf("--instructor") > 0;
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

/** Makes sure that the clone can be written to and that no other set-up works in it. */
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

/** Compiles what learning needs, or everything, unless that is done; TypeScript itself finds out which files have changed. */
function build(extent) {
  if (buildStamp.isCompiled(root, extent)) return Promise.resolve();
  const output = path.join(root, "dist");
  const digest = buildStamp.digestOf(root, extent);
  if (!fs.existsSync(output)) console.log(say({ fr: "neurones : compilation…", en: "neurones: compiling…" }));
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const project = extent === "all" ? "tsconfig.json" : "tsconfig.learning.json";
  return run(process.execPath, [compiler, "--build", "--stopBuildOnErrors", project]).then((result) => {
    if (result.ok) return buildStamp.markCompiled(root, extent, digest);
    const cause = diagnose(result.output);
    // What a full disk cut short must not pass for compiled.
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

/** Checks the sources by ESLint: nothing need be compiled, and a fault in the sources is what one wants to hear of. */
function lint(args) {
  const eslint = path.join(root, "node_modules", "eslint", "bin", "eslint.js");
  return run(process.execPath, [eslint].concat(args.length > 0 ? args : ["."]), { stdio: "inherit" }).then(
    (result) => (result.ok ? 0 : 1),
  );
}

/** Compiles, and runs the command: each kind of compiled sources has its own entry. */
function buildAndRun(args, needs, held) {
  const entry = needs.packages === "all" ? "engineering.js" : "main.js";
  const handover = {
    root: root,
    language: language,
    python: needs.python,
    diagnose: diagnose,
    installing: held.installing,
    release: held.release,
  };
  return build(needs.packages)
    .then(() => import(url.pathToFileURL(path.join(root, "dist", "kernel-setup", entry)).href))
    .then((main) => main.main(args, handover));
}

function bootstrap(args) {
  let needs;
  let held;
  return Promise.resolve()
    .then(() => {
      const engines = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).engines;
      checkNode(process.versions.node, engines.node.replace(/[^0-9.]/g, ""));
      needs = needsOf(args);
      return lock();
    })
    .then((lockOfClone) => {
      held = lockOfClone;
      return packages.installPackages(needs.packages, held);
    })
    .then(() => {
      if (args[0] !== "lint") return buildAndRun(args, needs, held);
      held.release();
      return lint(args.slice(1));
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

if (require.main === module) bootstrap(process.argv.slice(2));

module.exports = { bootstrap, isAtLeast, needsOf };
