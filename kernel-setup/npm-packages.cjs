/**
 * The npm packages of the lock file, for learning or all of them: whether they are there, and their installation.
 *
 * npm installs them in a folder of their own; they take the place of those in use once all are there, so that an installation
 * that was ended, or finds no network, leaves what was there as it was.
 */
"use strict";

const fs = require("fs");
const path = require("path");
const failure = require("./failure.cjs");
const run = require("./run-shown.cjs").run;

const root = path.dirname(__dirname);
const say = failure.say;
const diagnose = failure.diagnose;
const SetUpFailure = failure.SetUpFailure;

/** Whether npm's own record of what it installed agrees with the lock file, for learning or for all; npm writes it last. */
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

/** npm as it runs now, else the one on the PATH (on Windows a batch file, which only a shell can start). */
function runNpm(args, folder) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script))
    return run(process.execPath, [script].concat(args), { cwd: folder });
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
  const [ours, theirs] = [root, arriving].map((folder) =>
    fs.readFileSync(path.join(folder, "package-lock.json"), "utf8"),
  );
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

module.exports = { installPackages, packagesAreCurrent };
