/**
 * `npm run pack`: the kernel without the course as a package of npm, `dist/packages/neurones-kernel-VERSION.tgz`.
 *
 * The package holds the compiled modules that its programs import, at the same paths as in the clone, so that the course
 * and the package run the same files. The same sources give the same bytes.
 */
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { pack as tar } from "tar-stream";
import { say } from "../src/language/language.js";
import type { Layout } from "../system/layout.js";
import { writeAside } from "../system/write-aside.js";
import { manifestOf, type CourseManifest } from "./manifest.js";

/** The programs and threads of the kernel, and the modules that it loads by their addresses, below `dist`. */
const ENTRIES = [
  "kernel-package/main",
  "src/kernel/main",
  "src/kernel/compiler/thread",
  "src/kernel/compiler/snapshot/program",
  "src/kernel/runner/process",
  "src/kernel/runner/service",
  "src/kernel/runner/listener",
].map((name) => `dist/${name}.js`);

/** The declarations that every cell sees. */
const DECLARATIONS = ["dist/src/kernel/cell-globals.d.ts"];

/** Files of the clone, each with its path in the package. */
const OTHERS: Readonly<Record<string, string>> = {
  LICENSE: "LICENSE",
  "kernel-package/README.md": "README.md",
};

/** Folders whose files are packed as they are. */
const FOLDERS = ["kernel-setup/logos", "kernel-package/papermill"];

/** A file of the package. */
export interface PackedFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Runs the command; resolves to the exit status. */
export async function packKernel({ root }: Layout): Promise<number> {
  const files = await packedFiles(root);
  const { version } = JSON.parse(String(files[0]!.content)) as CourseManifest;
  const file = path.join(root, "dist", "packages", `neurones-kernel-${version}.tgz`);
  const archive = await archiveOf(files);
  await writeAside(file, archive);
  const size = Math.round(archive.length / 1024);
  console.log(
    say({
      fr: `${file} : ${files.length} fichiers, ${size} Kio. L’installer : npm install ${file} && npx neurones-kernel install`,
      en: `${file}: ${files.length} files, ${size} KiB. To install it: npm install ${file} && npx neurones-kernel install`,
    }),
  );
  return 0;
}

/** The files of the package, `package.json` first. */
export async function packedFiles(root: string): Promise<PackedFile[]> {
  const names = [...(await modulesOf(root)), ...DECLARATIONS];
  for (const folder of FOLDERS) {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true });
    names.push(...entries.filter((one) => one.isFile()).map(({ name }) => `${folder}/${name}`));
  }
  const places = [...names.map((name) => [name, name]), ...Object.entries(OTHERS)];
  const read = places.map(async ([from, name]) => ({
    name: name!.replace(/^kernel-package\/papermill/, "papermill"),
    content: await readFile(path.join(root, from!)),
  }));
  const files = (await Promise.all(read)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const course = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as CourseManifest;
  const listed = files.map(({ name }) => name);
  const manifest = `${JSON.stringify(manifestOf(course, listed), null, 2)}\n`;
  return [{ name: "package.json", content: Buffer.from(manifest) }, ...files];
}

/** The modules that the entries import, directly or not, by their paths in the clone. */
async function modulesOf(root: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: ENTRIES.map((entry) => path.join(root, entry)),
    absWorkingDir: root,
    outdir: path.join(root, "dist", "packages"),
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "es2023",
    packages: "external",
    logLevel: "silent",
    plugins: [
      {
        // They are imports of this package, which `packages: "external"` would leave out.
        name: "adapters",
        setup({ onResolve }) {
          onResolve({ filter: /^#/ }, ({ path: name }) => ({
            path:
              path.join(
                root,
                "dist/src",
                name.startsWith("#kernel/") ? name.slice(1) : `host/${name.slice(1)}`,
              ) + ".node.js",
          }));
        },
      },
    ],
  });
  return Object.keys(metafile.inputs);
}

/** The archive as npm reads it: every file below `package/`, without times and owners. */
async function archiveOf(files: readonly PackedFile[]): Promise<Buffer> {
  const archive = tar();
  for (const { name, content } of files) {
    const isProgram = content.subarray(0, 2).toString() === "#!";
    const header = { name: `package/${name}`, mode: isProgram ? 0o755 : 0o644, mtime: new Date(0) };
    archive.entry(header, content);
  }
  archive.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of archive as AsyncIterable<Uint8Array>) pieces.push(piece);
  return gzipSync(Buffer.concat(pieces), { level: 9 });
}
