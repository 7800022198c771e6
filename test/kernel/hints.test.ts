import { KernelClient } from "./client.js";
import { hintsSuite } from "./hints-suite.js";

describe("kernel: hints under type errors", function () {
  let kernel: KernelClient;
  before(async () => (kernel = await KernelClient.start()));
  after(async () => {
    await kernel.shutdown();
  });

  hintsSuite(() => kernel);
});
