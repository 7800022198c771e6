/** The data sets in the real kernel: the messages below the cell, and interrupting a download. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { KernelClient, resultOf, streamOf } from "../kernel/client.js";
import { faultServer } from "./files/fault-server.js";
import { someBytes, temporaryFolder } from "./files/fixtures.js";

const MNIST_MODULE = fileURLToPath(new URL("../../src/datasets/images/mnist.js", import.meta.url));

describe("data sets in a cell", () => {
  const folder = temporaryFolder();
  let kernel: KernelClient | undefined;
  afterEach(async () => {
    await kernel?.shutdown();
    kernel = undefined;
  });

  const start = async (env: Record<string, string>) =>
    (kernel = await KernelClient.start({
      env: { NEURONES_DATA: folder.path, NEURONES_OFFLINE: "", ...env },
    }));

  it("says in the cell that the digits are generated", async () => {
    const client = await start({ NEURONES_OFFLINE: "1" });
    const exchange = await client.execute(
      'import { datasets, plots } from "neurones";\nconst mnist = await datasets.mnist();\nplots.imageGrid({ ...mnist.train, indices: [0, 1, 2] }).show();\n`${mnist.source} ${mnist.train.count}`',
    );
    assert.equal(resultOf(exchange), "'stand-in 6000'", JSON.stringify(exchange.reply));
    assert.match(streamOf(exchange, "stderr"), /^ATTENTION, MNIST n’est pas disponible/);
  });

  it("can be stopped during a download, which continues later", async () => {
    const server = await faultServer({
      "train-images-idx3-ubyte.gz": { bytes: someBytes(9912422), silentAfter: 3_000_000 },
    });
    try {
      const client = await start({});
      const code = `import { loadMnist, MNIST } from ${JSON.stringify(MNIST_MODULE)};\nawait loadMnist({ ...MNIST, mirrors: [${JSON.stringify(server.mirror)}] }, {});`;
      const running = client.execute(code);
      await client.next(
        ({ type, content }) =>
          type === "update_display_data" && /MNIST : téléchargement █/.test(JSON.stringify(content)),
      );
      const ended = client.next(({ content }) =>
        /MNIST : téléchargement inachevé/.test(JSON.stringify(content)),
      );
      await client.interrupt();
      const { reply } = await running;
      assert.equal(reply["ename"], "KernelInterrupted", JSON.stringify(reply));
      await ended;
      assert.match(
        readdirSync(path.join(folder.path, "mnist")).join(),
        /^train-images-idx3-ubyte\.gz\..*part$/,
      );
      // The kernel can run other cells at once, and the next download continues the partial file.
      assert.equal(resultOf(await client.execute("6 * 7")), "42");
      const again = client.execute(
        `await loadMnist({ ...MNIST, mirrors: [${JSON.stringify(server.mirror)}] }, {});`,
      );
      while (server.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      assert.match(server.requests[1], /^train-images-idx3-ubyte\.gz [1-9]\d*$/);
      await client.interrupt();
      assert.equal((await again).reply["ename"], "KernelInterrupted");
    } finally {
      await server.close();
    }
  });
});
