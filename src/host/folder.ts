/**
 * A folder of files, on disk or in a browser's file system; `#folder` in `package.json` chooses the
 * implementation.
 */
export interface Folder {
  /** The folder's path, for messages. */
  readonly path: string;
  /** The content of a file; undefined if the file does not exist. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Writes a file completely or not at all; creates the folder if it does not exist. */
  write(name: string, content: Uint8Array): Promise<void>;
  /** Removes a file; it is no error if the file does not exist. */
  remove(name: string): Promise<void>;
}
