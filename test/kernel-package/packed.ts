/**
 * The kernel's package, installed in a folder as npm installs it, but without the network: the archive is unpacked, and
 * beside it stand copies of the packages that it depends on, and of no others.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { extract } from "tar-stream";
import { packKernel } from "../../kernel-package/pack.js";
import { layoutOf } from "../../system/layout.js";
import type { PublishedPackage } from "../kernel/packages/registry.js";
import { ROOT } from "../setup/clone.js";

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Packs the kernel; returns the archive's path. */
export async function packed(): Promise<string> {
  await packKernel(layoutOf(ROOT));
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    readonly version: string;
  };
  return path.join(ROOT, "dist", "packages", `neurones-kernel-${version}.tgz`);
}

/** The files of an archive by name, without the folder `package/` in which npm wants them. */
export async function filesIn(archive: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const reading = extract();
  reading.end(gunzipSync(readFileSync(archive)));
  for await (const entry of reading) {
    const pieces: Uint8Array[] = [];
    for await (const piece of entry as AsyncIterable<Uint8Array>) pieces.push(piece);
    files.set(entry.header.name.replace(/^package\//, ""), Buffer.concat(pieces));
  }
  return files;
}

/** Installs an archive in a folder; returns the folder of the package. */
export async function installArchive(archive: string, folder: string): Promise<string> {
  const home = path.join(folder, "node_modules", "neurones-kernel");
  const files = await filesIn(archive);
  for (const [name, content] of files) {
    const file = path.join(home, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  for (const place of neededPlaces(files))
    cpSync(path.join(ROOT, place), path.join(folder, place), { recursive: true });
  return home;
}

/** The packages of this clone that an archive's package needs, directly or not, as a registry publishes them. */
export async function neededPackages(archive: string): Promise<PublishedPackage[]> {
  const places = neededPlaces(await filesIn(archive));
  return [...places].map((place): PublishedPackage => {
    const folder = path.join(ROOT, place);
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      // Packages of its own are published by themselves.
      .filter((name) => !name.startsWith("node_modules"));
    const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Locked & {
      readonly name: string;
      readonly version: string;
    };
    const files = names.map((name) => [name.replaceAll("\\", "/"), readFileSync(path.join(folder, name))]);
    return [
      manifest.name,
      manifest.version,
      { ...manifest },
      Object.fromEntries(files) as Record<string, Buffer>,
    ];
  });
}

/** The places in this clone of the packages that a package of these files needs. */
function neededPlaces(files: ReadonlyMap<string, Buffer>): ReadonlySet<string> {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  return neededBy(JSON.parse(String(files.get("package.json"))) as Locked, "", packages);
}

/** The places of the packages that a package at a place needs, directly or not, in the lock file of the clone. */
function neededBy(
  { dependencies = {}, optionalDependencies = {} }: Locked,
  from: string,
  packages: Readonly<Record<string, Locked>>,
  found = new Set<string>(),
): ReadonlySet<string> {
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const place = placeOf(name, from, packages);
    // Packages for other systems are locked, but not installed.
    if (place === undefined || found.has(place) || !existsSync(path.join(ROOT, place))) continue;
    found.add(place);
    neededBy(packages[place], place, packages, found);
  }
  return found;
}

/** Where a package finds another one: in its own `node_modules`, or in those above. */
function placeOf(name: string, from: string, packages: Readonly<Record<string, Locked>>): string | undefined {
  const place = path.posix.join(from, "node_modules", name);
  if (place in packages) return place;
  return from === ""
    ? undefined
    : placeOf(name, from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), packages);
}
