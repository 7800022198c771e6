/** Where the real data sets are, if a person has put them somewhere: where `NEURONES_DATA` says, or beside the clone. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Layout } from "./layout.js";

/** The variable that tells the data sets so; nothing where there is no such folder. */
export function dataVariable(
  layout: Layout,
  env: NodeJS.ProcessEnv = process.env,
): { readonly NEURONES_DATA?: string } {
  const beside = path.resolve(layout.root, "..", "shared", "data");
  const data = env.NEURONES_DATA ?? (existsSync(beside) ? beside : undefined);
  return data === undefined ? {} : { NEURONES_DATA: data };
}
