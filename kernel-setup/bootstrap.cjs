/**
 * What runs before anything is installed: `node kernel-setup/bootstrap.cjs <command> [arguments]`.
 *
 * On a fresh clone there is no node_modules and nothing is compiled, so this one file is plain JavaScript without
 * dependencies, written so that even Node 10, of 2018, reaches the message that it is too old. It checks Node, installs
 * the npm packages of the lock file, compiles, and hands over to `main.ts` or `engineering.ts` beside it. What is done
 * already is skipped.
 *
 * Learning needs a part of the packages, and a part of the sources compiled; tests, lint, timings and the site need the rest.
 * Each command says which it needs. What was once installed stays: no command takes away what another has added.
 */
"use strict";

const childProcess = require("child_process");
const fs = require("fs");
const path = require("path");
const url = require("url");
const buildStamp = require("./build-stamp.cjs");
const takeLock = require("./lock.cjs").takeLock;

const root = path.dirname(__dirname);

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

/** The language of the messages: that of the system where it is English, else French, the students' own. */
function systemLanguage(env, systemLocale) {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || systemLocale;
  return /^en/i.test(locale) ? "en" : "fr";
}

const language = systemLanguage(process.env, Intl.DateTimeFormat().resolvedOptions().locale);

function say(sentence) {
  return sentence[language];
}

/** A reason to stop that the person at the keyboard can mend. */
function SetUpFailure(sentence) {
  this.sentence = sentence;
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

/** What npm, pip or the system said, turned into its cause and the mend; undefined for what is not recognised. */
function diagnose(output) {
  if (/ENOSPC|EDQUOT|no space left on device|disk quota exceeded|not enough space on the disk/i.test(output)) {
    return {
      fr: `Le disque est plein. Libérez environ 1,5 Go là où se trouve ${root}, puis relancez la même commande.`,
      en: `The disk is full. Free about 1.5 GB where ${root} is, then run the same command again.`,
    };
  }
  if (/EROFS|read-only file system|EACCES|EPERM|permission denied|access is denied|TS5033/i.test(output)) {
    return {
      fr: `Impossible d’écrire dans ${root} : le dossier est protégé, ou un de ses fichiers est ouvert ailleurs. Fermez JupyterLab, placez le projet dans un dossier à vous, puis relancez la même commande.`,
      en: `Cannot write into ${root}: the folder is protected, or one of its files is open elsewhere. Close JupyterLab, put the project into a folder of yours, then run the same command again.`,
    };
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|name resolution|NewConnectionError|ConnectTimeout|ReadTimeout|getaddrinfo|network is unreachable|ENOTCACHED|from versions: none/i.test(
      output,
    )
  ) {
    return {
      fr: "Pas de réseau, ou le réseau bloque les téléchargements. La première installation a besoin d’Internet (environ 200 Mo) : connectez-vous, puis relancez la même commande ; les suivantes s’en passent.",
      en: "No network, or the network blocks downloads. The first set-up needs the Internet (about 200 MB): connect, then run the same command again; later runs do without.",
    };
  }
  return undefined;
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

/** Whether npm's own record of what it installed agrees with the lock file, for learning or for all; npm writes it last. */
function packagesAreCurrent(folder, extent) {
  const installed = installedPackages(folder);
  const wanted = readPackages(path.join(folder, "package-lock.json"));
  if (!installed || !wanted) return false;
  return Object.keys(wanted).every((name) => {
    const isForAllOnly = wanted[name].dev === true;
    if (name === "" || (isForAllOnly && extent === "learning")) return true;
    if (!installed[name]) return wanted[name].optional === true || (wanted[name].devOptional === true && extent === "learning");
    return installed[name].version === wanted[name].version && installed[name].integrity === wanted[name].integrity;
  });
}

/** Whether packages are there that learning does not need: they are then kept up to date with the others. */
function hasPackagesOfAll(folder) {
  const installed = installedPackages(folder) || {};
  return Object.keys(installed).some((name) => installed[name].dev === true);
}

function installedPackages(folder) {
  return readPackages(path.join(folder, "node_modules", ".package-lock.json"));
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages;
  } catch (error) {
    if (error instanceof SyntaxError || error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** Runs a program to its end with its output shown; resolves to whether it succeeded and what it said. */
function run(command, args, options) {
  return new Promise((resolve) => {
    const child = childProcess.spawn(
      command,
      args,
      Object.assign({ cwd: root, stdio: ["ignore", "pipe", "pipe"] }, options),
    );
    let output = "";
    const collect = (target) => (chunk) => {
      output += chunk;
      target.write(chunk);
    };
    if (child.stdout) child.stdout.on("data", collect(process.stdout));
    if (child.stderr) child.stderr.on("data", collect(process.stderr));
    child.on("error", (error) => resolve({ ok: false, output: output + error }));
    child.on("close", (code) => resolve({ ok: code === 0, output: output }));
  });
}

/** npm as it runs now, else the one on the PATH (on Windows a batch file, which only a shell can start). */
function runNpm(args, folder) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) return run(process.execPath, [script].concat(args), { cwd: folder });
  return run("npm", args, { cwd: folder, shell: process.platform === "win32" });
}

/** Installs the packages unless they are there. */
function installPackages(extent, held) {
  if (packagesAreCurrent(root, extent)) return Promise.resolve();
  held.installing();
  const wanted = extent === "all" || hasPackagesOfAll(root) ? "all" : "learning";
  console.log(
    say({
      fr: "neurones : installation des paquets npm (une minute environ)…",
      en: "neurones: installing the npm packages (about a minute)…",
    }),
  );
  return Promise.resolve()
    .then(() => fetchPackages(wanted))
    .then(usePackages)
    .catch((error) => {
      if (error instanceof SetUpFailure || !error.code) throw error;
      throw new SetUpFailure(diagnose(String(error.code)) || { fr: String(error), en: String(error) });
    });
}

/** Where packages arrive: beside those in use, which stay whole until all new ones are there. */
const arriving = path.join(root, ".packages");

/** Has npm install into the folder of arrivals. */
function fetchPackages(extent) {
  // A run that was ended after the last package arrived leaves nothing to fetch.
  if (packagesAreCurrent(arriving, extent) && lockFileIsSame()) return Promise.resolve();
  fs.rmSync(arriving, { recursive: true, force: true, maxRetries: 3 });
  fs.mkdirSync(arriving);
  ["package.json", "package-lock.json", ".npmrc"].forEach((name) => {
    fs.copyFileSync(path.join(root, name), path.join(arriving, name));
  });
  const patience = ["--fetch-retries=3", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=8000"];
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const packages = extent === "all" ? "--include=dev" : "--omit=dev";
  return runNpm(["ci", packages, "--prefer-offline"].concat(patience, quiet), arriving).then((result) => {
    if (result.ok && packagesAreCurrent(arriving, extent)) return;
    fs.rmSync(arriving, { recursive: true, force: true, maxRetries: 3 });
    throw new SetUpFailure(
      diagnose(result.output) || {
        fr: "L’installation des paquets npm a échoué (voir ci-dessus). Relancez la même commande ; si cela persiste, signalez le message.",
        en: "Installing the npm packages failed (see above). Run the same command again; if it persists, report the message.",
      },
    );
  });
}

function lockFileIsSame() {
  const [ours, theirs] = [root, arriving].map((folder) => fs.readFileSync(path.join(folder, "package-lock.json"), "utf8"));
  return ours === theirs;
}

/** Puts the packages that have arrived in the place of those in use. */
function usePackages() {
  const inUse = path.join(root, "node_modules");
  const former = path.join(arriving, "former");
  fs.rmSync(former, { recursive: true, force: true, maxRetries: 3 });
  if (isThere(inUse)) fs.renameSync(inUse, former);
  fs.renameSync(path.join(arriving, "node_modules"), inUse);
  fs.rmSync(arriving, { recursive: true, force: true, maxRetries: 3 });
}

/** Whether there is something of this name, were it a link to nowhere. */
function isThere(file) {
  try {
    fs.lstatSync(file);
    return true;
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
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
    if (cause) ["learning", "engineering"].forEach((name) => fs.rmSync(path.join(output, `${name}.tsbuildinfo`), { force: true }));
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
  return run(process.execPath, [eslint].concat(args.length > 0 ? args : ["."]), { stdio: "inherit" }).then((result) => (result.ok ? 0 : 1));
}

/** Compiles, and runs the command: each kind of compiled sources has its own entry. */
function buildAndRun(args, needs, held) {
  const entry = needs.packages === "all" ? "engineering.js" : "main.js";
  const handover = { root: root, language: language, python: needs.python, diagnose: diagnose, installing: held.installing, release: held.release };
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
      return installPackages(needs.packages, held);
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

module.exports = { bootstrap, systemLanguage, isAtLeast, needsOf, checkNode, diagnose, packagesAreCurrent, SetUpFailure };
