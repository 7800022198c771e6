/** A place to keep files that belong together, wherever the engine runs; `#folder` in `package.json` chooses the one that is there. */
export interface Folder {
  /** Where it is, for messages. */
  readonly path: string;
  /** A file's content; undefined where there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Writes a file whole or not at all; makes the folder where it is not there. */
  write(name: string, content: Uint8Array): Promise<void>;
  /** Removes a file; one that is not there is no error. */
  remove(name: string): Promise<void>;
}
