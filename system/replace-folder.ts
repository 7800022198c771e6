/** Replaces a folder by another one as a whole. */
import { rename, rm } from "node:fs/promises";

/** Puts a complete folder in the place of another, which is restored if that fails. */
export async function replaceFolder(target: string, aside: string): Promise<void> {
  const old = `${target}.${process.pid}.old`;
  const isThere = await rename(target, old).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
  try {
    await rename(aside, target);
  } catch (error) {
    if (isThere) await rename(old, target);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}
