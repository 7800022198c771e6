/** A registry of npm on this machine, with a few tiny packages or with given ones; it can be told not to answer. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { makeArchive } from "../../datasets/archive/make-tar.js";

/** The files of a package by their paths; `package.json` is made for them. */
type Files = Readonly<Record<string, string | Uint8Array>>;

/** What is said of a package in its `package.json`. */
type Manifest = Readonly<Record<string, unknown>>;

export type PublishedPackage = readonly [name: string, version: string, manifest: Manifest, files: Files];

const TINY: readonly PublishedPackage[] = [
  ...["1.0.0", "1.2.0", "2.0.0"].map((version): PublishedPackage => [
    "tiny",
    version,
    {
      type: "module",
      exports: { ".": { types: "./main.d.ts", import: "./main.js" }, "./deep": "./deep.js" },
    },
    {
      "main.js": `export const version = "${version}"; export const twice = (n) => 2 * n;`,
      "main.d.ts": `export declare const version: string; export declare function twice(n: number): number;`,
      "deep.js": `export const deep = true;`,
    },
  ]),
  [
    "without-types",
    "3.1.0",
    { main: "main.js", dependencies: { tiny: "^1" } },
    { "main.js": "exports.half = (n) => n / 2;" },
  ],
  [
    "@types/without-types",
    "3.0.1",
    { types: "index.d.ts" },
    { "index.d.ts": "export function half(n: number): number;" },
  ],
  ["needs-absent", "1.0.0", { main: "main.js", dependencies: { "@is/absent": "^1" } }, { "main.js": "" }],
  ["untyped", "1.0.0", { main: "main.js" }, { "main.js": "exports.any = 7;" }],
  [
    "scripted",
    "1.0.0",
    { main: "main.js", scripts: { postinstall: "node -e \"require('fs').writeFileSync('ran', '')\"" } },
    {
      "main.js": "exports.ran = require('fs').existsSync(__dirname + '/ran');",
      "index.d.ts": "export const ran: boolean;",
    },
  ],
];

export class Registry {
  /** Whether requests stay without an answer. */
  isSilent = false;
  /** The addresses that were asked for. */
  readonly asked: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly packages: readonly PublishedPackage[],
    private readonly archives: ReadonlyMap<string, Buffer>,
  ) {
    server.on("request", ({ url = "" }, response) => this.answer(decodeURIComponent(url.slice(1)), response));
  }

  static async start(packages = TINY): Promise<Registry> {
    const archives = new Map<string, Buffer>();
    for (const [name, version, manifest, files] of packages) {
      const all: Files = { ...files, "package.json": JSON.stringify({ name, version, ...manifest }) };
      const entries = Object.entries(all).map(([file, content]) => ({
        name: `package/${file}`,
        content: Buffer.from(content),
        // Some packages contain programs, of which their manifests say nothing.
        mode: 0o755,
      }));
      archives.set(`${name}/-/${version}.tgz`, await makeArchive(entries));
    }
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Registry(server, packages, archives);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private answer(path: string, response: ServerResponse): void {
    this.asked.push(path);
    if (this.isSilent) return;
    const archive = this.archives.get(path);
    const described = archive ?? this.describe(path);
    if (described === undefined) response.writeHead(404).end("{}");
    else response.end(described);
  }

  /** What the registry says of a package; undefined if it has none of that name. */
  private describe(wanted: string): string | undefined {
    const found = this.packages.filter(([name]) => name === wanted);
    if (found.length === 0) return undefined;
    const versions = found.map(([name, version, manifest]) => {
      const path = `${name}/-/${version}.tgz`;
      const integrity = `sha512-${createHash("sha512").update(this.archives.get(path)!).digest("base64")}`;
      const scripts = Object.keys((manifest["scripts"] as Manifest | undefined) ?? {});
      const hasInstallScript = scripts.some((script) => /^(?:pre|post)?install$/.test(script));
      return [
        version,
        {
          name,
          version,
          ...manifest,
          hasInstallScript,
          dist: { tarball: `${this.address}${path}`, integrity },
        },
      ] as const;
    });
    return JSON.stringify({
      name: wanted,
      "dist-tags": { latest: versions.at(-1)![0] },
      versions: Object.fromEntries(versions),
    });
  }
}
