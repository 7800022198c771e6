/** Serves the site on this machine, as any static server would: no special headers. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";
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
    answer(folder, request, response).catch(() => {
      // The file has gone, or cannot be read.
      if (response.headersSent) response.destroy();
      else response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, ADDRESS, resolve);
  });
  return server;
}

async function answer(
  folder: string,
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== "GET" && method !== "HEAD")
    return void response.writeHead(405, { allow: "GET, HEAD" }).end();
  const file = fileOf(folder, url ?? "/");
  const found = file === undefined ? undefined : await stat(file);
  if (file === undefined || found?.isFile() !== true) return void response.writeHead(404).end();
  // A browser keeps the files, and asks each time whether they have changed: a site built anew is shown at once.
  const tag = `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`;
  const kept = { "cache-control": "no-cache", etag: tag };
  if (headers["if-none-match"] === tag) return void response.writeHead(304, kept).end();
  response.writeHead(200, {
    ...kept,
    "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
    "content-length": found.size,
  });
  if (method === "HEAD") response.end();
  else await pipeline(createReadStream(file), response);
}

/** The path of the file that an address names; undefined if that is no address, or lies outside the folder. */
function fileOf(folder: string, url: string): string | undefined {
  try {
    const name = decodeURIComponent(new URL(url, "http://localhost").pathname);
    const file = path.join(folder, name.endsWith("/") ? `${name}index.html` : name);
    return file.startsWith(path.join(folder, path.sep)) ? file : undefined;
  } catch {
    return undefined;
  }
}
