import assert from "node:assert/strict";
import { KernelClient } from "./client.js";
import { executionSuite } from "./execution-suite.js";

describe("kernel: executing cells", function () {
  let kernel: KernelClient;
  before(async () => (kernel = await KernelClient.start()));
  after(async () => assert.ok(await kernel.shutdown(), "the kernel had to be killed"));

  executionSuite(() => kernel);
});
