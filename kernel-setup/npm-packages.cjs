/**
 * Installs the npm packages of the lock file (those for learning, or all) unless they are installed.
 *
 * npm installs into the folder `.packages`; only a complete installation replaces `node_modules`. So an
 * installation that was interrupted, or has no network, leaves the packages in use unchanged.
 */
"use strict";

const fs = require("fs");
const path = require("path");
const failure = require("./failure.cjs");
const npm = require("./run-npm.cjs");

const root = path.dirname(__dirname);
const say = failure.say;
const diagnose = failure.diagnose;
const SetUpFailure = failure.SetUpFailure;

/**
 * Whether the packages that npm has recorded as installed are those of the lock file. npm writes its record
 * last.
 */
function packagesAreCurrent(folder, extent) {
  const installed = installedPackages(folder);
  const wanted = readPackages(path.join(folder, "package-lock.json"));
  if (!installed || !wanted) return false;
  return Object.keys(wanted).every((name) => {
    const isForAllOnly = wanted[name].dev === true;
    if (name === "" || (isForAllOnly && extent === "learning")) return true;
    if (!installed[name])
      return wanted[name].optional === true || (wanted[name].devOptional === true && extent === "learning");
    return (
      installed[name].version === wanted[name].version && installed[name].integrity === wanted[name].integrity
    );
  });
}

/** Whether packages are installed that learning does not need: these are then updated with the others. */
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

/** The folder into which npm installs, before its packages replace those in use. */
const arriving = path.join(root, ".packages");

/** Lets npm install into that folder. */
function fetchPackages(extent) {
  // An earlier run may have been interrupted after it had received all packages.
  if (packagesAreCurrent(arriving, extent) && lockFileIsSame()) return Promise.resolve();
  fs.rmSync(arriving, { recursive: true, force: true, maxRetries: 3 });
  fs.mkdirSync(arriving);
  ["package.json", "package-lock.json", ".npmrc"].forEach((name) => {
    fs.copyFileSync(path.join(root, name), path.join(arriving, name));
  });
  const packages = extent === "all" ? "--include=dev" : "--omit=dev";
  return npm.run(["ci", packages].concat(npm.OPTIONS), arriving).then((result) => {
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
  const [ours, theirs] = [root, arriving].map((folder) =>
    fs.readFileSync(path.join(folder, "package-lock.json"), "utf8"),
  );
  return ours === theirs;
}

/** Replaces the packages in use by those received. */
function usePackages() {
  const inUse = path.join(root, "node_modules");
  const former = path.join(arriving, "former");
  fs.rmSync(former, { recursive: true, force: true, maxRetries: 3 });
  if (isThere(inUse)) fs.renameSync(inUse, former);
  fs.renameSync(path.join(arriving, "node_modules"), inUse);
  fs.rmSync(arriving, { recursive: true, force: true, maxRetries: 3 });
}

/** Whether something of this name exists, a broken link included. */
function isThere(file) {
  try {
    fs.lstatSync(file);
    return true;
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}

module.exports = { installPackages, packagesAreCurrent };
