/**
 * `npm run lint [-- FILES]`: checks the format of the sources, their rules, and which folder imports which.
 *
 * Nothing is compiled first: an error in a source is to be reported by the check itself. `npm test` runs this
 * program beside the tests; it then sends the result of each check to the process that reports on the tests
 * (`testing/test-report.ts`).
 */
"use strict";

const { spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const { mkdirSync, readdirSync, readFileSync, rmSync } = require("node:fs");
const path = require("node:path");
const { FOLDERS, isCompiled } = require("../kernel-setup/build-stamp.cjs");

const root = path.dirname(__dirname);
const dist = path.join(root, "dist");
const cache = path.join(root, ".cache");

/** The exit status of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

/** The program of an npm package. */
const programOf = (...parts) => path.join(root, "node_modules", ...parts);

/**
 * ESLint's options for its cache. Its rules look at the types of other files, so its results hold only while
 * all types are the same: a cache belongs to a digest of all declarations. Without current declarations there
 * is no cache.
 */
function cacheOfESLint() {
  if (!isCompiled(root, "all")) return [];
  const folder = path.join(cache, "eslint");
  const declarations = readdirSync(dist, { recursive: true }).filter((name) => name.endsWith(".d.ts"));
  const hash = createHash("sha256");
  for (const file of declarations.sort()) hash.update(file).update(readFileSync(path.join(dist, file)));
  const name = hash.digest("hex").slice(0, 16);
  mkdirSync(folder, { recursive: true });
  for (const other of readdirSync(folder)) if (other !== name) rmSync(path.join(folder, other));
  return ["--cache", "--cache-strategy", "content", "--cache-location", path.join(folder, name)];
}

/** The checks. Prettier and ESLint check again only files that have changed. */
const CHECKS = [
  {
    title: "Prettier would change no file (npx prettier --write FILES)",
    program: programOf("prettier", "bin", "prettier.cjs"),
    options: ["--check", "--log-level=warn", "--cache", "--cache-location", path.join(cache, "prettier")],
    files: ["."],
  },
  {
    title: "ESLint finds no error (eslint.config.js)",
    program: programOf("eslint", "bin", "eslint.js"),
    options: ["--no-warn-ignored", "--max-warnings=0", ...cacheOfESLint()],
    files: ["."],
  },
  {
    title: "folders import only what they may, and no files in a circle (imports.config.js)",
    program: programOf("dependency-cruiser", "bin", "dependency-cruise.mjs"),
    options: ["--config", "imports.config.js", "--output-type", "err-long"],
    // Circles and permissions concern all files.
    always: FOLDERS.all,
  },
];

/** Runs a check to its end; resolves to its output if it fails, else to undefined. */
function failureOf({ program, options, files, always }, named) {
  const targets = always || (named.length > 0 ? named : files);
  const child = spawn(process.execPath, [program, ...options, ...targets], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = () => {
    child.kill();
    process.exitCode = INTERRUPTED;
  };
  process.once("SIGINT", stop);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("SIGINT", stop);
      resolve(code === 0 ? undefined : output.trim());
    });
  });
}

/**
 * Runs all checks one after the other and tells `report` the result of each; resolves to the number of
 * failures.
 */
async function lint(named, report) {
  let failures = 0;
  for (const check of CHECKS) {
    const failure = await failureOf(check, named);
    if (process.exitCode === INTERRUPTED) return failures;
    if (failure !== undefined) failures++;
    report(check.title, failure);
  }
  process.exitCode = failures > 0 ? 1 : 0;
  return failures;
}

/** Runs the checks as a job of `npm test`. */
async function lintAsJob() {
  const start = performance.now();
  const details = [];
  const failures = await lint([], (title, failure) => {
    if (failure === undefined) return;
    process.send({ type: "failure", title: `lint: ${title}`, message: failure.split("\n", 1)[0] });
    details.push(`lint: ${title}\n${failure}`);
  });
  const passed = CHECKS.length - failures;
  const milliseconds = performance.now() - start;
  process.send({ type: "suite", title: "lint", passed, failed: failures, milliseconds });
  if (process.exitCode !== INTERRUPTED)
    process.send({ type: "end", passes: passed, failures, pending: 0, details: details.join("\n\n") });
  process.disconnect();
}

if (process.send) lintAsJob();
else
  lint(process.argv.slice(2), (title, failure) => {
    console.log(failure === undefined ? `✓ ${title}` : `✗ ${title}\n${failure}\n`);
  });
