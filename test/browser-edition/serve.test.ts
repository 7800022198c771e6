import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { request, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { listen } from "../../browser-edition/serve.js";

describe("browser edition: its server on this machine", () => {
  let outside: string;
  let folder: string;
  let server: Server;
  before(async () => {
    outside = await mkdtemp(path.join(tmpdir(), "neurones served "));
    folder = path.join(outside, "site");
    await mkdir(path.join(folder, "lab"), { recursive: true });
    await writeFile(path.join(outside, "secret.txt"), "secret");
    await writeFile(path.join(folder, "lab", "index.html"), "<p>é</p>");
    await writeFile(path.join(folder, "a b.js"), "1");
    server = await listen(folder, 0);
  });
  after(async () => {
    server.close();
    await rm(outside, { recursive: true });
  });

  interface Answered {
    readonly status: number;
    readonly headers: IncomingMessage["headers"];
    readonly body: string;
  }

  /** Asks for an address exactly as it stands: `fetch` would mend it. */
  const ask = (address: string, headers = {}, method = "GET"): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      request({ host: "127.0.0.1", port, path: address, headers, method }, (response) => {
        text(response).then(
          (body) => resolve({ status: response.statusCode!, headers: response.headers, body }),
          reject,
        );
      })
        .on("error", reject)
        .end();
    });

  it("serves the files with their types, and a folder's page", async () => {
    const page = await ask("/lab/?path=x");
    assert.deepEqual([page.status, page.body], [200, "<p>é</p>"]);
    assert.equal(page.headers["content-type"], "text/html; charset=utf-8");
    assert.equal((await ask("/a%20b.js")).headers["content-type"], "text/javascript");
    assert.deepEqual([(await ask("/a%20b.js", {}, "HEAD")).body, (await ask("/lab")).status], ["", 404]);
    assert.equal((await ask("/a%20b.js", {}, "POST")).status, 405);
  });

  it("sends a file again only once it has changed", async () => {
    const { headers } = await ask("/a%20b.js");
    const again = { "if-none-match": headers.etag! };
    assert.deepEqual([(await ask("/a%20b.js", again)).status, headers["cache-control"]], [304, "no-cache"]);
    await utimes(path.join(folder, "a b.js"), 1, 1);
    assert.equal((await ask("/a%20b.js", again)).status, 200);
  });

  it("reads nothing outside of its folder, and goes on after addresses that are none", async () => {
    for (const address of [
      "/..%2fsecret.txt",
      "/lab/..%2f..%2fsecret.txt",
      "/%2e%2e/secret.txt",
      "/%",
      "/%00",
      "//",
    ])
      assert.equal((await ask(address)).status, 404, address);
    const piece = fc.constantFrom(
      "..",
      "%2e%2e",
      "%2f",
      "/",
      "\\",
      "secret.txt",
      "lab",
      "%",
      "%zz",
      "%00",
      "?",
      "%c3",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const { status, body } = await ask(`/${pieces.join("")}`);
        assert.ok(status === 404 || status === 200, String(status));
        assert.notEqual(body, "secret");
      }),
    );
    assert.equal((await ask("/lab/")).status, 200);
  });
});
