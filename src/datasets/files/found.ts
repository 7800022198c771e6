/** What the reader of a data set finds: on this machine (`../contents.node.ts`), or beside a page (`../contents.browser.ts`). */

/** A small file of a data set, decompressed. */
export interface Contents {
  readonly bytes: Uint8Array;
  /** Whether these are exactly the official contents. */
  readonly verified: boolean;
  /** The path or the address of the file. */
  readonly place: string;
}

/** Contents with their origin. */
export interface Origin {
  /** Whether they were made from exactly the official files. */
  readonly verified: boolean;
  /** The path or the address of the file. */
  readonly place: string;
}

/** The contents, or a sentence for the learner that says why they are not available. */
export type Found<T> = { readonly contents: T } | { readonly contents?: undefined; readonly reason: string };
