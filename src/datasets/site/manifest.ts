/**
 * The data sets that lie beside a page, as files that a browser reads quickly: what the command that makes the
 * site (`browser-edition/data/`) and `site-files.ts` agree on.
 *
 * The folder has a file `manifest.json` and a folder for each set. An ending such as `.gz` would make some
 * servers send the file decompressed, so all files end in `.bin`.
 */

/** The name of the file that lists all others. */
export const MANIFEST = "manifest.json";

/** A file beside the page. */
export interface SiteFile {
  /** Its path from the folder, such as `mnist/train-images-idx3-ubyte.bin`. */
  readonly path: string;
  /** Its size in bytes. */
  readonly size: number;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
  /** SHA-256 of the original from which it was made: an archive, or a file as its authors published it. */
  readonly original: string;
}

export interface SiteManifest {
  readonly format: 1;
  /** The files of each set, by the set's folder (`RemoteSet.folder`). */
  readonly sets: Readonly<Record<string, readonly SiteFile[]>>;
}

/** The manifest in a text; undefined if it is none of this format. */
export function parseManifest(text: string): SiteManifest | undefined {
  try {
    const manifest = JSON.parse(text) as SiteManifest;
    return manifest.format === 1 && typeof manifest.sets === "object" ? manifest : undefined;
  } catch {
    return undefined;
  }
}
