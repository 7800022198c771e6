/**
 * The filter of system calls, tried by native code: a program in the sandbox that makes each refused call itself.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { findConfinement } from "../../../grading/sandbox/confinement.js";
import { seccompFilter } from "../../../grading/sandbox/seccomp.js";
import { refusedNumbers } from "../../../grading/sandbox/system-calls.js";
import { layoutOf } from "../../../system/layout.js";
import { ROOT } from "../../setup/clone.js";

/** Runs a program of Python under the filter; resolves to what it printed. */
async function underFilter(program: string): Promise<string> {
  const child = spawn(
    "bwrap",
    [
      ...["--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL"],
      ...["--new-session", "--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev", "--seccomp", "3"],
      layoutOf(ROOT).python,
      "-c",
      program,
    ],
    { stdio: ["ignore", "pipe", "pipe", "pipe"] },
  );
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => (printed += text));
  const filter = child.stdio[3];
  if (filter !== null && filter !== undefined && "end" in filter) filter.end(seccompFilter());
  await new Promise((resolve) => child.once("close", resolve));
  return printed;
}

describe("attacks on grading by system calls", function () {
  before(async function () {
    const confinement = await findConfinement(false).catch(() => undefined);
    if (confinement?.kind !== "bubblewrap" || seccompFilter() === undefined) this.skip();
  });

  it("open no socket of any family, and no pair of sockets", async () => {
    const printed = await underFilter(`
import socket
families = [family for family in range(46)]
opened = []
for family in families:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        try:
            socket.socket(family, kind, 0).close()
            opened.append((family, kind))
        except PermissionError:
            pass
        except OSError as error:
            opened.append((family, kind, str(error)))
try:
    socket.socketpair()
    opened.append("socketpair")
except PermissionError:
    pass
print("opened", opened)`);
    assert.equal(printed, "opened []\n");
  });

  it("are refused before the kernel looks at their arguments", async () => {
    const printed = await underFilter(`
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
passed = []
for number in ${JSON.stringify(refusedNumbers(process.arch === "x64" ? "x64" : "arm64"))}:
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(-1)] * 6)
    if result == 0:
        os._exit(3)
    if (result, ctypes.get_errno()) != (-1, 1):
        passed.append((number, result, ctypes.get_errno()))
print("passed", passed)`);
    assert.equal(printed, "passed []\n");
  });

  it("start threads, but no process", async () => {
    const printed = await underFilter(`
import os, threading
thread = threading.Thread(target=lambda: print("thread"))
thread.start()
thread.join()
try:
    os.fork()
    print("process")
except PermissionError:
    print("refused")`);
    assert.equal(printed, "thread\nrefused\n");
  });
});
