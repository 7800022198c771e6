/** Serves the site on this machine, as any static server would: no special headers. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { ADDRESS } from "../kernel-setup/jupyter-settings.js";
import { say } from "../src/language/language.js";
import { choosePort } from "../system/ports.js";

/** The first port tried. */
const USUAL_PORT = 8000;

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".ipynb": "application/json",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** Serves a folder until Ctrl-C; resolves to the exit status. */
export async function serveSite(folder: string): Promise<number> {
  const port = await choosePort(undefined, USUAL_PORT, ADDRESS);
  const server = await listen(folder, port);
  const address = `http://${ADDRESS}:${port}/`;
  console.log(
    say({
      fr: `neurones : ouvrez ${address}\nCtrl-C ici arrête le serveur.`,
      en: `neurones: open ${address}\nCtrl-C here stops the server.`,
    }),
  );
  await new Promise<void>((resolve) => process.once("SIGINT", () => resolve()));
  server.closeAllConnections();
  server.close();
  return 0;
}

/** A server of a folder's files on this machine; port 0 means any. */
export async function listen(folder: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = path.join(folder, name.endsWith("/") ? `${name}index.html` : name);
    void stat(file).then(
      (found) => {
        if (!found.isFile()) return void response.writeHead(404).end();
        response.writeHead(200, {
          "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
          "content-length": found.size,
        });
        createReadStream(file).pipe(response);
      },
      () => void response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, ADDRESS, resolve);
  });
  return server;
}
