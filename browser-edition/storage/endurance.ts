/** How long the browser keeps what it stores here: not at all, until the window closes, or until it is cleared. */

export type Endurance = "none" | "until-closed" | "lasting";

/** How full the storage may be before the student is told. */
const NEARLY_FULL = 0.9;

/**
 * Browsers do not tell that a window is private; they store less there, or refuse a file system. A window that is
 * taken for private without being so costs a sentence too many.
 */
export async function enduranceOfStorage(): Promise<Endurance> {
  if (!(await canStore())) return "none";
  return (await refusesFiles()) || (await hasLittleRoom()) ? "until-closed" : "lasting";
}

/** Whether the storage has hardly any room left. */
export async function isNearlyFull(): Promise<boolean> {
  const { usage = 0, quota = Infinity } = await estimate();
  return usage > NEARLY_FULL * quota;
}

/** Asks the browser not to clear the storage by itself. */
export async function askToPersist(): Promise<void> {
  await storage()
    ?.persist?.()
    .catch(() => false);
}

/** Pages without https have no `navigator.storage`. */
function storage(): StorageManager | undefined {
  return (navigator as { readonly storage?: StorageManager }).storage;
}

async function estimate(): Promise<StorageEstimate> {
  return (
    (await storage()
      ?.estimate?.()
      .catch(() => undefined)) ?? {}
  );
}

/** Firefox and Safari refuse a private window their file system. */
async function refusesFiles(): Promise<boolean> {
  const manager = storage();
  if (manager?.getDirectory === undefined) return false;
  return manager.getDirectory().then(
    () => false,
    () => true,
  );
}

/** Chromium lends a private window a part of the memory; others have a share of the disk. */
async function hasLittleRoom(): Promise<boolean> {
  const { memory } = performance as { memory?: { readonly jsHeapSizeLimit: number } };
  const { quota } = await estimate();
  return memory !== undefined && quota !== undefined && quota < 2 * memory.jsHeapSizeLimit;
}

/** Whether a data base can be opened at all. */
function canStore(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open("neurones-probe");
      request.onsuccess = () => {
        request.result.close();
        resolve(true);
      };
      request.onerror = () => resolve(false);
    } catch {
      resolve(false);
    }
  });
}
