/**
 * Tells whether the compiled files are up to date, without starting the compiler, which takes a second.
 *
 * `dist/<extent>.stamp` holds a digest of the name, size and time of change of every source at the last
 * compilation.
 */
"use strict";

const crypto = require("crypto");
const fs = require("fs");
const path = require("path");

const LEARNING = [
  "src",
  "system",
  "kernel-setup",
  "commands",
  "delivery",
  "grading",
  "kit",
  "training",
  "lab-extension",
  "browser-edition",
];

/** The folders with sources that each extent compiles. */
const FOLDERS = { learning: LEARNING, all: [...LEARNING, "kernel-package", "pages", "test", "bench"] };

/** Whether all sources of this extent are compiled as they are now. */
function isCompiled(root, extent) {
  try {
    return fs.readFileSync(stampFile(root, extent), "utf8") === digestOf(root, extent);
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return false;
    throw error;
  }
}

/** Records that the sources of this extent with this digest are compiled. */
function markCompiled(root, extent, digest) {
  const file = stampFile(root, extent);
  const aside = file + "." + process.pid + ".part";
  fs.writeFileSync(aside, digest);
  fs.renameSync(aside, file);
}

function stampFile(root, extent) {
  return path.join(root, "dist", extent + ".stamp");
}

/**
 * A digest of the sources' names, sizes and times of change, of the compiler's settings, and of its version.
 */
function digestOf(root, extent) {
  const hash = crypto.createHash("sha256");
  const settings = fs.readdirSync(root).filter((name) => /^(tsconfig.*|package)\.json$/.test(name));
  const compiler = path.join("node_modules", "typescript", "package.json");
  for (const file of settings.concat(compiler)) hash.update(describe(root, file));
  for (const folder of FOLDERS[extent]) visit(root, folder, hash);
  return hash.digest("hex");
}

function visit(root, folder, hash) {
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) visit(root, place, hash);
    else if (/\.(ts|json)$/.test(entry.name)) hash.update(describe(root, place));
  }
}

/**
 * Name, size and time of change. Node's copies of a file have its time to the nearest millisecond, so that is
 * the time that counts here.
 */
function describe(root, file) {
  const stat = fs.statSync(path.join(root, file));
  return [file, stat.size, Math.floor(stat.mtimeMs + 0.5)].join(" ") + "\n";
}

module.exports = { FOLDERS, isCompiled, markCompiled, digestOf };
