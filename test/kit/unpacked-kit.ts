/** A kit as a student has it: unpacked from its archive into an empty folder, with the packages that are installed here. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readZip } from "../../grading/collect/zip.js";
import { layoutOf, type Layout } from "../../system/layout.js";
import { endTree } from "../../system/process-tree.js";
import { eventually, ROOT } from "../setup/clone.js";

export class UnpackedKit {
  private readonly running: ChildProcess[] = [];

  private constructor(private readonly parent: string) {}

  static async make(archive: string): Promise<UnpackedKit> {
    const kit = new UnpackedKit(await mkdtemp(path.join(await realpath(tmpdir()), "neurones-kit-")));
    await mkdir(path.join(kit.parent, "home"));
    await kit.unpack(archive);
    return kit;
  }

  get layout(): Layout {
    return layoutOf(path.join(this.parent, "neurones"));
  }

  /** Unpacks an archive over what is there, as a student does with a newer version. */
  async unpack(archive: string): Promise<void> {
    for (const entry of readZip(await readFile(archive), archive)) {
      const file = path.join(this.parent, ...entry.name.split("/"));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, entry.read());
    }
  }

  /** Gives the kit the packages of npm and the Python environment of this clone; what the set-up writes stays in the kit. */
  async linkPackages(): Promise<void> {
    const [ours, theirs] = [layoutOf(ROOT), this.layout];
    await symlink(path.join(ROOT, "node_modules"), path.join(theirs.root, "node_modules"), "junction");
    await mkdir(theirs.environment);
    for (const name of ["bin", "lib", "lib64", "include", "pyvenv.cfg"])
      if (existsSync(path.join(ours.environment, name)))
        await symlink(path.join(ours.environment, name), path.join(theirs.environment, name));
    for (const name of ["share", "etc", "neurones.json"])
      await cp(path.join(ours.environment, name), path.join(theirs.environment, name), { recursive: true });
  }

  /** A command of the kit with an empty home, as npm starts it. */
  run(...args: string[]): ChildProcess {
    const { root } = this.layout;
    const child = spawn(process.execPath, [path.join(root, "kernel-setup", "bootstrap.cjs"), ...args], {
      cwd: root,
      env: {
        PATH: process.env["PATH"],
        HOME: path.join(this.parent, "home"),
        LC_ALL: "C.UTF-8",
        LANGUAGE: "fr",
        NEURONES_OFFLINE: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.running.push(child);
    return child;
  }

  /** `npm start` until JupyterLab answers, then its end; resolves to what it printed. */
  async start(...args: string[]): Promise<string> {
    const child = this.run("start", "--no-browser", ...args);
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => (printed += text));
    await eventually(
      "JupyterLab answers",
      () => /127\.0\.0\.1:\d+\/lab\?token/.test(printed) || child.exitCode !== null,
    );
    child.kill("SIGINT");
    await eventually("JupyterLab ends", () => child.exitCode !== null || child.signalCode !== null);
    return printed;
  }

  async remove(): Promise<void> {
    for (const { pid } of this.running) if (pid !== undefined) endTree(pid);
    await rm(this.parent, { recursive: true, force: true, maxRetries: 3 });
  }
}
