/** A lesson of the browser edition in a frame of another page, as a course of Moodle shows it. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Frame, Page } from "playwright-core";
import { IS_IDLE, sending, type Answered } from "./lite-expressions.js";
import { PATIENCE, type LiteSite } from "./lite-page.js";

const IS_BUSY = IS_IDLE.replace("'idle'", "'busy'");
const LESSON = "notebooks/index.html?path=01-structure.ipynb";
const WRITTEN = "let cadre = 1;";
const WRITE = `jupyterapp.shell.currentWidget.content.model.cells.get(1).sharedModel.setSource("${WRITTEN}");
jupyterapp.shell.currentWidget.context.save()`;
const READ = "jupyterapp.shell.currentWidget.content.model.cells.get(1).sharedModel.getSource()";

/** Adds the tests to a suite that has a site and a browser. */
export function testFrames(started: () => { readonly browser: Browser; readonly site: LiteSite }): void {
  it("works in a frame of its site: stops a wait with the variables kept, and finds the work again", async () => {
    await inFrame(started(), "127.0.0.1", async (page) => {
      let frame = await readyFrame(page);
      assert.equal(await frame.evaluate("crossOriginIsolated"), false);
      const execute = async (code: string): Promise<string> =>
        (await frame.evaluate<Answered>(sending(code))).text;
      assert.match(await execute("let garde = 6 * 7; garde"), /42/);
      const running = execute("await new Promise(() => {});");
      // A press of stop before the cell has begun would not stop it.
      await frame.waitForFunction(IS_BUSY);
      await frame.evaluate("jupyterapp.commands.execute('notebook:interrupt-kernel')");
      assert.match(await running, /KernelInterrupted/);
      assert.match(await execute("garde"), /42/);
      await frame.evaluate(WRITE);
      await page.reload();
      frame = await readyFrame(page);
      assert.equal(await frame.evaluate(READ), WRITTEN);
    });
  });

  // The tests' windows are like private ones, which store nothing in such a frame.
  it("leads out of a frame of another site, where the browser stores nothing in it", async () => {
    const parts = started();
    await inFrame(parts, "localhost", async (page) => {
      const link = page.frameLocator("iframe").getByRole("link", { name: "Ouvrez-la dans un onglet." });
      assert.equal(await link.getAttribute("href"), parts.site.address + LESSON);
      assert.equal(await link.getAttribute("target"), "_blank");
    });
  });
}

/** Shows the lesson in a frame of a page of this host; the site's own is 127.0.0.1. */
async function inFrame(
  { browser, site }: { readonly browser: Browser; readonly site: LiteSite },
  host: string,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const server = await serveAround(site.address + LESSON);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`http://${host}:${(server.address() as AddressInfo).port}/`);
    await work(page);
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
  }
}

/** The lesson's frame, once its kernel is idle. */
async function readyFrame(page: Page): Promise<Frame> {
  const element = await page.locator("iframe").elementHandle();
  const frame = (await element!.contentFrame())!;
  await frame.waitForFunction(IS_IDLE, undefined, { timeout: PATIENCE });
  return frame;
}

/** Serves a page that shows an address in a frame. */
async function serveAround(address: string): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><iframe src="${address}" width="900" height="700"></iframe>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
