/** A sandbox for timings: its image in a temporary folder, which is deleted afterwards. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { LIMITS, type SandboxConfiguration } from "../grading/sandbox/configuration.js";
import { findConfinement } from "../grading/sandbox/confinement.js";
import { makeImage } from "../grading/sandbox/image.js";
import { withSnapshot } from "../grading/sandbox/snapshot.js";
import type { Layout } from "../system/layout.js";

/** Calls a function with the configuration of the grading's sandbox. */
export async function inSandbox(
  layout: Layout,
  act: (configuration: SandboxConfiguration) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "neurones-bench-"));
  const image = path.join(folder, "image");
  const packages = path.join(layout.root, "node_modules");
  try {
    await makeImage(layout, image);
    const confinement = await findConfinement(false);
    const files = await withSnapshot(confinement, { image, packages });
    await act({ confinement, files, limits: LIMITS });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
