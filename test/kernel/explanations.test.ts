import { KernelClient } from "./client.js";
import { explanationsSuite } from "./explanations-suite.js";

describe("kernel: explanations after a cell has run", () => {
  let kernel: KernelClient;
  before(async () => (kernel = await KernelClient.start()));
  after(async () => {
    await kernel.shutdown();
  });

  explanationsSuite(() => kernel);
});
