/**
 * `npm run test:nodes`: the tests of the kernel and the engine on every version of Node that the course
 * supports.
 *
 * Node's binaries are packages of npm, one for each system; each is installed into a folder of its own in
 * `.cache/`. The tests of the browser, grading, the notebooks and the set-up are left out: these use Node
 * only through the kernel and the engine.
 */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { say } from "../../src/language/language.js";
import type { Layout } from "../../system/layout.js";
import { run } from "../../system/run-process.js";
import { runMocha } from "./run-tests.js";
import { SetUpError } from "../../system/set-up-error.js";
import { installKernelspec } from "../../kernel-setup/kernelspec.js";

/** The oldest supported version, and the newest version of each later release line that is maintained. */
const NODE_VERSIONS = ["20.19.0", "22.23.3", "24.21.0", "26.12.1"] as const;

/** The test folders that are not run on other Nodes. */
const LEFT_OUT = ["browser", "grading", "notebooks", "setup"];

/** Runs the tests on each version, or on those given; resolves to 0 if all pass. */
export async function runTestsOnNodes(layout: Layout, args: readonly string[]): Promise<number> {
  const versions = args.length > 0 ? args : NODE_VERSIONS;
  const results: string[] = [];
  let status = 0;
  try {
    for (const version of versions) {
      const node = await installNode(layout, version);
      await installKernelspec(layout, node);
      console.log(`\nNode ${version}`);
      const code = await runMocha(layout, { node, without: LEFT_OUT });
      results.push(`Node ${version}: ${code === 0 ? "passed" : `failed (exit status ${code})`}`);
      status = code === 0 ? status : 1;
    }
  } finally {
    await installKernelspec(layout);
  }
  console.log(`\n${results.join("\n")}`);
  return status;
}

/** The npm package with Node's binary for a system. */
export function nodePackage(platform: NodeJS.Platform, architecture: string): string {
  return `node-${platform === "win32" ? "win" : platform}-${architecture}`;
}

async function installNode(layout: Layout, version: string): Promise<string> {
  const name = nodePackage(layout.platform, process.arch);
  const folder = path.join(layout.root, ".cache", `node-${version}`);
  const binary = path.join(
    folder,
    "node_modules",
    name,
    "bin",
    layout.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(binary)) return binary;
  console.log(
    say({ fr: `neurones : installation de Node ${version}…`, en: `neurones: installing Node ${version}…` }),
  );
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), '{ "private": true }\n');
  const npm = process.env.npm_execpath ?? "npm";
  // npm runs on the Node that it came with, which may be another than the one that runs this.
  const ofNpm = process.env.npm_node_execpath ?? process.execPath;
  const command: [string, string[]] = npm.endsWith("js") ? [ofNpm, [npm]] : [npm, []];
  const installed = await run(
    command[0],
    [...command[1], "install", "--no-audit", "--no-fund", `${name}@${version}`],
    {
      cwd: folder,
    },
  );
  if (installed.code === 0 && existsSync(binary)) return binary;
  throw new SetUpError({
    fr: `Node ${version} n’a pas pu être installé depuis npm (paquet ${name}).`,
    en: `Node ${version} could not be installed from npm (package ${name}).`,
  });
}
