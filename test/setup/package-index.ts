/**
 * A Python package index with one tiny package, on this machine, that can be told to fail as networks do.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const WHEEL = "tiny-1.0-py3-none-any.whl";

/** Writes a wheel: a zip with a module and its description. */
const MAKE_WHEEL = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("tiny.py", "value = 42\\n")
    wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n")
    wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr("tiny-1.0.dist-info/RECORD", "tiny.py,,\\ntiny-1.0.dist-info/METADATA,,\\ntiny-1.0.dist-info/WHEEL,,\\ntiny-1.0.dist-info/RECORD,,\\n")
`;

/** What the index does when the package is asked for. */
export type Behaviour = "serve" | "hang" | "other bytes" | "cut";

export class PackageIndex {
  behaviour: Behaviour = "serve";
  /** How often the package was asked for. */
  requests = 0;

  private constructor(
    private readonly server: Server,
    private readonly wheel: Buffer,
  ) {
    server.on("request", (request, response) => {
      if (request.url?.startsWith("/simple/")) {
        response.setHeader("content-type", "text/html");
        response.end(`<!DOCTYPE html><a href="/${WHEEL}#sha256=${this.hash}">${WHEEL}</a>`);
        return;
      }
      this.requests++;
      if (this.behaviour === "hang") return;
      response.setHeader("content-length", this.wheel.length);
      if (this.behaviour === "cut") {
        response.write(this.wheel.subarray(0, 100), () => response.destroy());
        return;
      }
      response.end(this.behaviour === "serve" ? this.wheel : Buffer.alloc(this.wheel.length));
    });
  }

  static async open(): Promise<PackageIndex> {
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-wheel-"));
    const file = path.join(folder, WHEEL);
    await promisify(execFile)("python3", ["-c", MAKE_WHEEL, file], { timeout: 30_000 });
    const wheel = await readFile(file);
    await rm(folder, { recursive: true });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new PackageIndex(server, wheel);
  }

  private get hash(): string {
    return createHash("sha256").update(this.wheel).digest("hex");
  }

  /** A lock file that asks for the package. */
  get lock(): string {
    return `tiny==1.0 \\\n    --hash=sha256:${this.hash}\n`;
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
