/**
 * The course in a browser beside the same kernel in Node: `npm run bench -- lite [--rounds N]`.
 *
 * Each round opens a lesson in a browser that has never seen the site, opens it again, and starts a kernel in Node; then
 * page and Node train each network in turn, with one thread and with two. The page's times contain what a student waits
 * for: JupyterLab, the compiler and the engine.
 */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext } from "playwright-core";
import { findChromium, launchChromium } from "../../test/browser/chromium.js";
import { LitePage, LiteSite } from "../../test/browser/lite-page.js";
import { KernelClient, streamOf } from "../../test/kernel/client.js";
import { epochCell, preparingCell, timeIn } from "../lite/training-cell.js";
import { formatTable, median } from "../measure.js";
import { networkNamed } from "../networks/network-named.js";
import { UsageError, type BenchJob, type OptionName } from "../options.js";

const ROUNDS = 3;
const NETWORKS = ["mnist-dense", "cifar10-conv", "lstm"];
const THREADS = [1, 2];
const LESSON = "01-structure.ipynb";
/** Trivial cells of which the median counts. */
const CELLS = 30;

/** Executes a cell; resolves to what it wrote. */
type Execute = (code: string) => Promise<string>;

/** Times in milliseconds, by what was measured. */
type Times = Record<string, number[]>;

export const accepts: readonly OptionName[] = ["rounds"];

const lite: BenchJob = async ({ rounds = ROUNDS }) => {
  const executable = findChromium();
  if (executable === undefined) throw new UsageError("lite needs Chromium or Chrome");
  const site = await LiteSite.build("--data", "none");
  const browser = await launchChromium(executable);
  try {
    const [page, node]: [Times, Times] = [{}, {}];
    for (let round = 0; round < rounds; round++) await measureRound(browser, site, page, node);
    const rows = Object.keys(page).map((name) => {
      const [inPage, inNode] = [median(page[name]), median(node[name] ?? [])];
      return [name, write(inPage), write(inNode), Number.isNaN(inNode) ? "" : (inPage / inNode).toFixed(2)];
    });
    console.log(formatTable(["medians, in ms", "page", "Node", "ratio"], rows));
    console.log(await sizesIn(site.folder));
  } finally {
    await browser.close();
    site.close();
  }
};

export default lite;

async function measureRound(browser: Browser, site: LiteSite, page: Times, node: Times): Promise<void> {
  const context = await browser.newContext();
  const first = await openLesson(context, site, page, "the first visit");
  await first.close();
  const opened = await openLesson(context, site, page, "a later visit");
  const inPage: Execute = (code) => opened.execute(code);
  const started = performance.now();
  const kernel = await KernelClient.start();
  try {
    add(node, "a later visit: opened to the kernel's first answer", performance.now() - started);
    const inNode: Execute = async (code) => streamOf(await kernel.execute(code));
    add(node, "a later visit: from that answer to the first result", await timed(() => inNode("1 + 1")));
    for (let i = 0; i < CELLS; i++) {
      add(page, "a trivial cell", await opened.timeOf(`const v${i} = ${i}; v${i} + 1`));
      add(node, "a trivial cell", (await kernel.execute(`const v${i} = ${i}; v${i} + 1`)).time);
    }
    for (const name of NETWORKS) await trainInTurn(name, [inPage, page], [inNode, node]);
  } finally {
    await kernel.shutdown();
    await context.close();
  }
}

/** Opens the lesson, and measures the two waits of a student. */
async function openLesson(
  context: BrowserContext,
  site: LiteSite,
  times: Times,
  visit: string,
): Promise<LitePage> {
  const started = performance.now();
  const opened = await LitePage.open(context, site, LESSON);
  add(times, `${visit}: opened to the kernel's first answer`, performance.now() - started);
  add(times, `${visit}: from that answer to the first result`, await opened.timeOf("1 + 1"));
  return opened;
}

/** Trains a network in the page and in Node, with each number of threads, in turn; the first epoch is not counted. */
async function trainInTurn(
  name: string,
  ...sides: readonly (readonly [execute: Execute, times: Times])[]
): Promise<void> {
  const network = networkNamed(name);
  for (const [execute] of sides) {
    await execute(preparingCell(network));
    for (const threads of THREADS.toReversed()) await execute(epochCell(network, threads));
  }
  for (const threads of THREADS)
    for (const [execute, times] of sides)
      add(
        times,
        `${name}, an epoch, ${threads} thread${threads > 1 ? "s" : ""}`,
        timeIn(await execute(epochCell(network, threads))),
      );
}

function add(times: Times, name: string, time: number): void {
  (times[name] ??= []).push(time);
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

function write(value: number): string {
  return Number.isNaN(value) ? "–" : value.toFixed(value < 100 ? 1 : 0);
}

/** The bytes of the site, and of the kernel's files as a server sends them. */
async function sizesIn(site: string): Promise<string> {
  let [all, own] = [0, 0];
  for (const file of await readdir(site, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const content = await readFile(path.join(file.parentPath, file.name));
    all += content.length;
    if (file.parentPath.includes("neurones-browser-edition")) own += gzipSync(content).length;
  }
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);
  return `the site: ${megabytes(all)} MB; of it the kernel, compressed: ${megabytes(own)} MB`;
}
