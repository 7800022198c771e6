/**
 * One set-up at a time in a clone: a file with the number of the process at work.
 *
 * Most commands find everything installed and are through in a second; whoever comes meanwhile waits for them. An
 * installation takes minutes, says so in the file, and turns others away at once.
 */
"use strict";

const fs = require("fs");
const path = require("path");

/** Milliseconds between two looks at a lock that another process holds. */
const PAUSE = 50;

/** Milliseconds after which a lock file without a word in it was left by a process that ended while writing it. */
const UNWRITTEN = 2000;

/**
 * Takes the lock of a clone.
 *
 * @param root the clone's folder
 * @param refuse called with the number of a process that installs; gives the error to end with
 * @returns a promise of { installing, release }: `installing()` turns others away from now on, `release()` lets the next one in
 */
function takeLock(root, refuse) {
  const file = path.join(root, ".neurones", "set-up.lock");
  if (!fs.existsSync(path.dirname(file))) fs.mkdirSync(path.dirname(file), { recursive: true });
  return attempt(file, refuse);
}

function attempt(file, refuse) {
  return new Promise((resolve, reject) => {
    const tryOnce = () => {
      try {
        fs.writeFileSync(file, String(process.pid), { flag: "wx" });
        resolve(held(file));
        return;
      } catch (error) {
        if (error.code !== "EEXIST") {
          reject(error);
          return;
        }
      }
      try {
        const owner = readOwner(file);
        if (owner === "none") fs.unlinkSync(file);
        else if (owner.isInstalling) {
          reject(refuse(owner.pid));
          return;
        }
      } catch (error) {
        // The owner has given the lock back meanwhile.
        if (error.code !== "ENOENT") {
          reject(error);
          return;
        }
      }
      setTimeout(tryOnce, PAUSE);
    };
    tryOnce();
  });
}

/** Who holds the lock: "none" where that process is no more. */
function readOwner(file) {
  const words = fs.readFileSync(file, "utf8").split(" ");
  const pid = Number(words[0]);
  if (!(pid > 0))
    return Date.now() - fs.statSync(file).mtimeMs > UNWRITTEN ? "none" : { pid: 0, isInstalling: false };
  return isRunning(pid) ? { pid: pid, isInstalling: words[1] === "installing" } : "none";
}

function held(file) {
  let isHeld = true;
  const release = () => {
    if (isHeld) fs.unlinkSync(file);
    isHeld = false;
  };
  const installing = () => {
    if (isHeld) fs.writeFileSync(file, process.pid + " installing");
  };
  process.on("exit", release);
  return { installing: installing, release: release };
}

function isRunning(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

module.exports = { takeLock };
