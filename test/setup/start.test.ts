import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import { endTree } from "../../system/process-tree.js";
import { choosePort, takePort } from "../../system/ports.js";
import { outcomeOf, ROOT } from "./clone.js";
import type { Notebook } from "../../grading/notebook-file.js";

/** A port that nothing listens on now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("ports", () => {
  it("are read from arguments in each form, and taken out of them", () => {
    assert.deepEqual(takePort(["--no-browser", "--port", "9000"]), { port: 9000, others: ["--no-browser"] });
    assert.deepEqual(takePort(["--port=9000", "x"]), { port: 9000, others: ["x"] });
    assert.deepEqual(takePort(["--ServerApp.port=9000"]), { port: 9000, others: [] });
    assert.deepEqual(takePort(["--portage=1"]), { others: ["--portage=1"] });
    for (const wrong of [["--port"], ["--port", "http"], ["--port=0"], ["--port=65536"], ["--port=90.5"]]) {
      assert.throws(() => takePort(wrong), /--port attend un nombre de 1 à 65535/, wrong.join(" "));
    }
  });

  it("that are taken are refused when asked for, and passed over when not", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    try {
      await assert.rejects(
        choosePort(port, 8888, "127.0.0.1"),
        new RegExp(`Le port ${port} est occupé.*--port ${port + 1}`),
      );
      assert.ok((await choosePort(undefined, port, "127.0.0.1")) > port);
    } finally {
      server.close();
    }
  });
});

describe("npm start", function () {
  let home: string;
  let running: ChildProcess[];
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), "neurones-home-"));
    running = [];
  });
  afterEach(async () => {
    for (const { pid } of running) if (pid !== undefined) endTree(pid);
    await rm(home, { recursive: true, force: true });
  });

  function start(...args: string[]): ChildProcess {
    const child = spawn(
      process.execPath,
      [path.join(ROOT, "kernel-setup", "bootstrap.cjs"), "start", ...args],
      {
        cwd: ROOT,
        env: { ...process.env, HOME: home, USERPROFILE: home, JUPYTER_TOKEN: "", LC_ALL: "C.UTF-8" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    running.push(child);
    return child;
  }

  /** Waits for the line that says where JupyterLab is. */
  function addressOf(child: ChildProcess): Promise<URL> {
    let output = "";
    return new Promise((resolve, reject) => {
      child.stdout?.on("data", (text: Buffer) => {
        output += text.toString();
        const match = /JupyterLab (?:est prêt :|is ready:) (\S+)/.exec(output);
        if (match) resolve(new URL(match[1]));
      });
      child.once("close", (code) => reject(new Error(`ended with ${code}: ${output}`)));
    });
  }

  it("opens on the lessons, for this machine and this token alone, and writes nothing outside the clone", async () => {
    const port = await freePort();
    const child = start("--no-browser", "--port", String(port));
    const outcome = outcomeOf(child);
    const address = await addressOf(child);
    assert.equal(address.port, String(port));
    const token = address.searchParams.get("token") ?? "";
    assert.equal(token.length, 48);

    const api = (route: string, key: string) =>
      fetch(`http://127.0.0.1:${port}/api/${route}`, { headers: { authorization: `token ${key}` } });
    assert.equal((await api("contents", "wrong")).status, 403);
    const contents = (await (await api("contents", token)).json()) as { content: { name: string }[] };
    assert.ok(contents.content.some((entry) => entry.name === "03-perceptron.ipynb"));
    const kernels = (await (await api("kernelspecs", token)).json()) as {
      default: string;
      kernelspecs: object;
    };
    assert.deepEqual([kernels.default, Object.keys(kernels.kernelspecs)], ["neurones", ["neurones"]]);

    const outside = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .find((one) => !one.internal && one.family === "IPv4");
    if (outside)
      await assert.rejects(fetch(`http://${outside.address}:${port}/api`), "no other address answers");

    child.kill("SIGINT");
    child.kill("SIGINT"); // npm passes on what the terminal has sent already
    const { code, output } = await outcome;
    assert.equal(code, 0, output);
    assert.deepEqual(await readdir(home), []);
  });

  it("gives two that start at once a port each, one of them in English, and says the address of each", async () => {
    const both = [start("--no-browser"), start("--no-browser", "--language", "en")];
    const addresses = await Promise.all(both.map(addressOf));
    assert.notEqual(addresses[0].port, addresses[1].port);
    for (const { origin, searchParams } of addresses) {
      const status = await fetch(`${origin}/api/status`, {
        headers: { authorization: `token ${searchParams.get("token")}` },
      });
      assert.equal(status.status, 200, origin);
    }
    const [, { origin, searchParams }] = addresses;
    const read = async (route: string) =>
      (await fetch(`${origin}/api/${route}`, {
        headers: { authorization: `token ${searchParams.get("token")}` },
      }).then((response) => response.json())) as never;
    const settings = await fetch(`${origin}/lab/api/settings/@jupyterlab/translation-extension:plugin`, {
      headers: { authorization: `token ${searchParams.get("token")}` },
    });
    assert.match(await settings.text(), /"locale": \{[^}]*"default": "en"/);
    const lesson: { content: Notebook } = await read("contents/03-perceptron.ipynb");
    assert.match(lesson.content.cells[0].source, /^# Lesson 3/);
    const kernels: { default: string; kernelspecs: object } = await read("kernelspecs");
    assert.deepEqual([kernels.default, Object.keys(kernels.kernelspecs)], ["neurones-en", ["neurones-en"]]);
  });

  it("says so when the port asked for is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { code, output } = await outcomeOf(start("--no-browser", "--port", String(port)));
    server.close();
    assert.equal(code, 1);
    assert.match(output, /Le port \d+ est occupé/);
  });

  it("passes on the exit status of a JupyterLab that does not start", async () => {
    const { code, output } = await outcomeOf(start("--no-browser", "--no-such-option"));
    assert.notEqual(code, 0, output);
  });
});
