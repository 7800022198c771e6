/** `npm run train -- JOB`: a network of the practical on real data, in this process. */
import { dataVariable } from "./data-folder.js";
import type { Layout } from "./layout.js";

/** Trains; resolves to the exit status. The engine is loaded only now: no other command needs it. */
export async function train(layout: Layout, args: readonly string[]): Promise<number> {
  Object.assign(process.env, dataVariable(layout));
  const { runTraining } = await import("../training/main.js");
  return runTraining(args);
}
