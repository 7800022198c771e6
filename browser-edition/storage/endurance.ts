/** How long the browser keeps what it stores here: not at all, until the window closes, or until it is cleared. */

export type Endurance = "none" | "until-closed" | "lasting";

/** How full the storage may be before the student is told. */
const NEARLY_FULL = 0.9;

/**
 * Browsers do not tell that a window is private. Some refuse such a window a file system; Chromium hides it
 * altogether, so the sentence for a lasting storage speaks of private windows, too.
 */
export async function enduranceOfStorage(): Promise<Endurance> {
  if (!(await canStore())) return "none";
  return (await refusesFiles()) ? "until-closed" : "lasting";
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
