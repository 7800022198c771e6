/**
 * A Python package index with two tiny packages, on this machine, that can be told to fail as networks do.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { PATIENCE } from "./clone.js";

/** The packages: what learning needs, and the rest. */
const NAMES = ["tiny", "extra"] as const;
type Name = (typeof NAMES)[number];

/** Writes a wheel: a zip with a module and its description. */
const MAKE_WHEEL = `
import sys, zipfile
name = sys.argv[2]
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr(f"{name}.py", "value = 42\\n")
    wheel.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n")
    wheel.writestr(f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{name}-1.0.dist-info/RECORD", f"{name}.py,,\\n{name}-1.0.dist-info/METADATA,,\\n{name}-1.0.dist-info/WHEEL,,\\n{name}-1.0.dist-info/RECORD,,\\n")
`;

/** What the index does when a package is asked for. */
export type Behaviour = "serve" | "hang" | "other bytes" | "cut";

export class PackageIndex {
  behaviour: Behaviour = "serve";
  /** How often a package was asked for. */
  requests = 0;

  private constructor(
    private readonly server: Server,
    private readonly wheels: ReadonlyMap<Name, Buffer>,
  ) {
    server.on("request", (request, response) => {
      const name = NAMES.find((one) => request.url?.includes(one)) ?? "tiny";
      if (request.url?.startsWith("/simple/")) {
        response.setHeader("content-type", "text/html");
        response.end(
          `<!DOCTYPE html><a href="/${wheelName(name)}#sha256=${this.hashOf(name)}">${wheelName(name)}</a>`,
        );
        return;
      }
      const wheel = this.wheelOf(name);
      this.requests++;
      if (this.behaviour === "hang") return;
      response.setHeader("content-length", wheel.length);
      if (this.behaviour === "cut") {
        response.write(wheel.subarray(0, 100), () => response.destroy());
        return;
      }
      response.end(this.behaviour === "serve" ? wheel : Buffer.alloc(wheel.length));
    });
  }

  static async open(): Promise<PackageIndex> {
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-wheel-"));
    const wheels = new Map<Name, Buffer>();
    for (const name of NAMES) {
      const file = path.join(folder, wheelName(name));
      await promisify(execFile)("python3", ["-c", MAKE_WHEEL, file, name], { timeout: PATIENCE });
      wheels.set(name, await readFile(file));
    }
    await rm(folder, { recursive: true });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new PackageIndex(server, wheels);
  }

  private wheelOf(name: Name): Buffer {
    const wheel = this.wheels.get(name);
    if (wheel === undefined) throw new TypeError(`no wheel of ${name}`);
    return wheel;
  }

  private hashOf(name: Name): string {
    return createHash("sha256").update(this.wheelOf(name)).digest("hex");
  }

  /** A lock file that asks for the package that learning needs. */
  get lock(): string {
    return this.lockOf("tiny");
  }

  /** A lock file that asks for one of the packages. */
  lockOf(name: Name): string {
    return `${name}==1.0 \\\n    --hash=sha256:${this.hashOf(name)}\n`;
  }

  /** The variables by which pip uses this index, patiently enough for a test. */
  get environment(): NodeJS.ProcessEnv {
    const { port } = this.server.address() as AddressInfo;
    return pipEnvironment(`http://127.0.0.1:${port}/simple/`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** pip on this index alone, without its cache and without long waits. */
export function pipEnvironment(index: string): NodeJS.ProcessEnv {
  return {
    PIP_INDEX_URL: index,
    PIP_FIND_LINKS: "",
    PIP_NO_CACHE_DIR: "1",
    PIP_RETRIES: "0",
    PIP_DEFAULT_TIMEOUT: "5",
    PIP_CONFIG_FILE: "/dev/null",
    NO_PROXY: "127.0.0.1",
  };
}

function wheelName(name: Name): string {
  return `${name}-1.0-py3-none-any.whl`;
}
