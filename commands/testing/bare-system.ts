/**
 * `npm run test:bare`: runs `npm start` and `npm test` on a machine that has only Node, Python and npm.
 *
 * The machine is a folder with a Debian made by debootstrap and a copy of this Node and its npm. It is
 * entered by `unshare` and `pivot_root` (inside a plain chroot bubblewrap cannot make a sandbox). The
 * commands run as an unprivileged user, who downloads only through npm and pip and sees none of this
 * machine's files; JupyterLab starts once more without a network.
 *
 * `--with bubblewrap,chromium` installs these first; without the option, one run has neither and a second has
 * both. Other arguments go to mocha: `npm run test:bare -- --with bubblewrap --grep sandbox`.
 */
import { existsSync } from "node:fs";
import { chmod, copyFile, cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import path from "node:path";
import type { Layout } from "../../system/layout.js";
import { run } from "../../system/run-process.js";
import { SetUpError } from "../../system/set-up-error.js";

/** Debian's release, and the server of its packages. */
const RELEASE = "bookworm";
const MIRROR = process.env.NEURONES_DEBIAN_MIRROR ?? "http://deb.debian.org/debian";
/**
 * Packages beside Debian's smallest system: Python, and the tools that set up the network of the second
 * start.
 */
const PACKAGES = ["ca-certificates", "python3", "python3-venv", "iproute2"];
const EXTRAS = ["bubblewrap", "chromium"];

/** The file of trusted certificates, on this machine and on the bare one. */
const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";
/** The user's number, home folder and project. */
const USER = 1000;
const HOME = "/home/student";
const PROJECT = `${HOME}/neurones`;

/**
 * The shell script that enters the bare system and becomes the user; arguments: the root, and the user's
 * command.
 */
const ENTER = `
set -e
root=$1; shift
mount --make-rprivate /
mount --bind "$root" "$root"
cd "$root"
mount --rbind /dev dev
mount -t proc proc proc
mount -t tmpfs -o mode=1777 tmpfs tmp
mkdir -p former
pivot_root . former
umount -l /former
rmdir /former
ip link set lo up 2>/dev/null || true
cd ${PROJECT}
# Not by exec: this shell is process 1, which must wait for processes whose parent has ended.
setpriv --reuid=${USER} --regid=${USER} --clear-groups --inh-caps=-all --bounding-set=-all env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=${HOME} \\
  LANG=C.UTF-8 npm_config_cafile=${CERTIFICATES} PIP_CERT=${CERTIFICATES} "$@" || exit $?
`;

/**
 * Runs both commands on the machines that the arguments describe (by default one without and one with the
 * extras); resolves to 0 if all pass.
 */
export async function runTestsInBareSystem(layout: Layout, args: readonly string[]): Promise<number> {
  await checkTools();
  const { machines, mocha } = readArguments(args);
  const results: string[] = [];
  let status = 0;
  for (const extras of machines) {
    const name = extras.length === 0 ? "nothing but Node, Python and npm" : `with ${extras.join(" and ")}`;
    const machine = await makeMachine(layout, extras);
    try {
      const steps: [string, readonly string[], readonly string[]][] = [
        ["npm start", ["start"], []],
        ["npm start, without a network", ["start"], ["--net"]],
        ["npm test", ["test", ...mocha], []],
      ];
      for (const [step, walk, isolation] of steps) {
        console.log(`\n${name}: ${step}`);
        const code = await enter(
          machine,
          [...isolation, "--pid", "--fork", "--kill-child"],
          ["node", "/walk/bare-walk.js", ...walk],
        );
        results.push(`${name}: ${step}: ${code === 0 ? "passed" : `failed (exit status ${code})`}`);
        status = code === 0 ? status : 1;
      }
    } finally {
      await rm(machine, { recursive: true, force: true });
    }
  }
  console.log(`\n${results.join("\n")}`);
  return status;
}

/** Reads `--with`; all other arguments are for mocha. */
export function readArguments(args: readonly string[]): {
  readonly machines: readonly (readonly string[])[];
  readonly mocha: readonly string[];
} {
  const at = args.findIndex((arg) => arg === "--with" || arg.startsWith("--with="));
  if (at < 0) return { machines: [[], EXTRAS], mocha: args };
  const isApart = args[at] === "--with";
  const list = isApart ? (args[at + 1] ?? "") : args[at].slice("--with=".length);
  const extras = list.split(",").filter((one) => one !== "" && one !== "nothing");
  const unknown = extras.find((one) => !EXTRAS.includes(one));
  if (list === "" || unknown !== undefined) {
    throw new SetUpError({
      fr: `--with attend ${EXTRAS.join(",")} ou nothing, pas « ${unknown ?? ""} ».`,
      en: `--with wants ${EXTRAS.join(",")} or nothing, not “${unknown ?? ""}”.`,
    });
  }
  return { machines: [extras], mocha: args.filter((_, i) => i !== at && !(isApart && i === at + 1)) };
}

async function checkTools(): Promise<void> {
  const found = await run("debootstrap", ["--version"], { quiet: true, timeout: 20_000 });
  if (process.platform === "linux" && userInfo().uid === 0 && found.code === 0) return;
  throw new SetUpError({
    fr: "Le système nu demande Linux, les droits de root et debootstrap (sous Debian ou Ubuntu : « apt install debootstrap »).",
    en: "The bare system wants Linux, the rights of root and debootstrap (on Debian or Ubuntu: “apt install debootstrap”).",
  });
}

/**
 * Makes a machine with these packages and a copy of the project; the Debian system is cached for the next
 * run.
 */
async function makeMachine(layout: Layout, extras: readonly string[]): Promise<string> {
  const folder = path.join(layout.root, ".cache", "bare");
  const system = await makeSystem(folder, extras);
  const machine = path.join(folder, "machine");
  await rm(machine, { recursive: true, force: true });
  await succeed("cp", ["-a", "--reflink=auto", system, machine]);
  const inside = (...parts: string[]) => path.join(machine, ...parts);
  for (const file of ["/etc/resolv.conf", "/etc/hosts", CERTIFICATES]) await copyFile(file, inside(file));
  await copyFile(process.execPath, inside("usr/local/bin/node"));
  await chmod(inside("usr/local/bin/node"), 0o755);
  await putNpmIn(machine);
  await mkdir(inside("walk"));
  await copyFile(path.join(layout.compiledTesting, "bare-walk.js"), inside("walk", "bare-walk.js"));
  await writeFile(inside("walk", "package.json"), '{ "type": "module" }\n');
  await mkdir(inside(PROJECT), { recursive: true });
  await copyProject(layout.root, inside(PROJECT));
  await writeFile(
    inside("etc/passwd"),
    `root:x:0:0:root:/root:/bin/sh\nstudent:x:${USER}:${USER}::${HOME}:/bin/sh\n`,
  );
  await succeed("chown", ["-R", `${USER}:${USER}`, inside(HOME)]);
  return machine;
}

async function makeSystem(folder: string, extras: readonly string[]): Promise<string> {
  const system = path.join(folder, ["debian", ...extras].join("+"));
  if (existsSync(system)) return system;
  console.log(`making Debian's smallest system${extras.length > 0 ? ` with ${extras.join(" and ")}` : ""}…`);
  const aside = `${system}.part`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await succeed("debootstrap", [
    "--variant=minbase",
    `--include=${[...PACKAGES, ...extras].join(",")}`,
    RELEASE,
    aside,
    MIRROR,
  ]);
  await rename(aside, system);
  return system;
}

/** Copies the npm that runs this, else the one of this Node, into the machine. */
async function putNpmIn(machine: string): Promise<void> {
  const script =
    process.env.npm_execpath ??
    path.join(path.dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
  const target = "/usr/local/lib/node_modules/npm";
  await cp(path.resolve(script, "..", ".."), path.join(machine, target), { recursive: true });
  const command = path.join(machine, "usr/local/bin/npm");
  await writeFile(command, `#!/bin/sh\nexec node ${target}/bin/npm-cli.js "$@"\n`);
  await chmod(command, 0o755);
}

/** Copies the files that git tracks or would add. */
async function copyProject(from: string, to: string): Promise<void> {
  const { code, output } = await run(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    { cwd: from, quiet: true },
  );
  if (code !== 0) throw new SetUpError({ fr: `git a échoué : ${output}`, en: `git failed: ${output}` });
  for (const file of new Set(output.split("\0"))) {
    if (file !== "" && existsSync(path.join(from, file)))
      await cp(path.join(from, file), path.join(to, file));
  }
}

/** Runs a command as the user of a machine; resolves to its exit status. */
async function enter(
  machine: string,
  isolation: readonly string[],
  command: readonly string[],
): Promise<number> {
  const { code } = await run("unshare", [
    "--mount",
    ...isolation,
    "sh",
    "-c",
    ENTER,
    "sh",
    machine,
    ...command,
  ]);
  return code;
}

async function succeed(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(command, args, { quiet: true });
  if (code === 0) return;
  const end = output.trim().split("\n").slice(-3).join("\n");
  throw new SetUpError({ fr: `${command} a échoué : ${end}`, en: `${command} failed: ${end}` });
}
