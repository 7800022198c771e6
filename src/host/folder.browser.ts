/** Folders in the page's origin private file system. The twin for Node is `folder.node.ts`. */
import type { Folder } from "./folder.js";

export function openFolder(where: string): Folder {
  const parts = where
    .replace(/^\w+:\/\//, "")
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  const open = async (create: boolean): Promise<FileSystemDirectoryHandle | undefined> => {
    let folder = await navigator.storage.getDirectory();
    for (const part of parts) {
      const next = await folder.getDirectoryHandle(part, { create }).catch(missing);
      if (next === undefined) return undefined;
      folder = next;
    }
    return folder;
  };
  return {
    path: parts.join("/"),
    async read(name) {
      const handle = await (await open(false))?.getFileHandle(name).catch(missing);
      return handle === undefined ? undefined : new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },
    async write(name, content) {
      const handle = await (await open(true))!.getFileHandle(name, { create: true });
      // The new content replaces the old one only when the stream is closed.
      const stream = await handle.createWritable();
      await stream.write(new Uint8Array(content));
      await stream.close();
    },
    async remove(name) {
      await (await open(false))?.removeEntry(name).catch(missing);
    },
  };
}

function missing(error: unknown): undefined {
  if (error instanceof DOMException && (error.name === "NotFoundError" || error.name === "TypeMismatchError"))
    return undefined;
  throw error;
}
