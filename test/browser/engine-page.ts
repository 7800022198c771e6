/** A server for tests of the compiled engine in a browser: its modules, and a page that finds them. */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { ROOT } from "../setup/clone.js";

const COMPILED = path.join(ROOT, "dist", "src");

/** The import map for a browser, from the field "imports" of package.json. */
async function importMap(): Promise<string> {
  const { imports } = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8")) as {
    imports: Record<string, { browser: string }>;
  };
  return JSON.stringify({
    imports: Object.fromEntries(
      Object.entries(imports).map(([name, { browser }]) => [name, browser.replace("./dist/src/", "/")]),
    ),
  });
}

/** Serves the compiled engine, and an empty page with the import map. */
export async function serve(): Promise<{ server: Server; url: string }> {
  const page = `<!doctype html><script type="importmap">${await importMap()}</script>`;
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? "/", "http://localhost").pathname;
    if (name === "/") return void response.setHeader("content-type", "text/html").end(page);
    readFile(path.join(COMPILED, name)).then(
      (content) =>
        response
          .setHeader("content-type", name.endsWith(".js") ? "text/javascript" : "application/octet-stream")
          .end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
