import { KernelClient } from "./client.js";
import { tensorflowSuite } from "./tensorflow-suite.js";

describe("kernel: neurones/tfjs", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
  });
  after(async () => {
    await kernel.shutdown();
  });

  tensorflowSuite(() => kernel);
});
