/**
 * The lock of a clone: only one process at a time may install or compile. The lock is a file with that
 * process's number.
 *
 * Most commands find everything installed and hold the lock for a second; another command then waits. An
 * installation takes minutes: it writes "installing" into the file, and other commands are refused at once.
 */
"use strict";

const fs = require("fs");
const path = require("path");

/** Milliseconds between two attempts to take a lock that another process holds. */
const PAUSE = 50;

/** Milliseconds after which an empty lock file counts as left by a process that ended while writing it. */
const UNWRITTEN = 2000;

/**
 * Takes the lock of a clone.
 *
 * @param root the clone's folder
 * @param refuse makes the error to reject with; receives the number of the process that installs
 * @returns a promise of { installing, release }: after `installing()` other processes are refused,
 * `release()` frees the lock
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
        // Its owner has released the lock meanwhile.
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

/** The process that holds the lock, or "none" if it has ended. */
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
