/** Fetches a file from the site, and verifies it. */
import { formatNumber, type Sentence } from "../../language/language.js";
import { keep, kept } from "./keep.js";
import { MANIFEST, parseManifest, type SiteFile, type SiteManifest } from "./manifest.js";
import { sha256 } from "./sha256.js";
import { SiteError } from "./site-error.js";

/** The version under which the last manifest is kept: there is one. */
const LAST = "last";

/**
 * The list of the files beside the page; the one that the browser keeps where there is no network.
 * @throws SiteError if there is none
 */
export async function fetchManifest(
  folder: string,
  offline: boolean,
  signal: AbortSignal,
): Promise<SiteManifest> {
  const place = new URL(MANIFEST, folder).href;
  const response = offline ? undefined : await request(place, "no-cache", signal).catch(ifUnreachable);
  if (response !== undefined && !response.ok) throw missing(MANIFEST, response.status);
  const bytes =
    response === undefined ? await kept(place, LAST) : new Uint8Array(await response.arrayBuffer());
  if (bytes === undefined) throw unreachable();
  const manifest = parseManifest(new TextDecoder().decode(bytes));
  if (manifest === undefined)
    throw new SiteError({
      fr: `${place} n’est pas la liste des données de ce site`,
      en: `${place} is not the list of this site's data`,
    });
  // Without room the list is fetched again; the data, which are larger, tell the learner.
  if (response !== undefined) await keep(place, LAST, bytes).catch(() => undefined);
  return manifest;
}

export interface FetchOptions {
  readonly signal: AbortSignal;
  /** Called with the number of bytes that have arrived. */
  readonly onProgress: (bytes: number) => void;
}

/**
 * The bytes of a file. A damaged file is fetched once more past the browser's own store, in which an older one
 * may lie.
 * @throws SiteError if the file is missing, damaged or out of reach
 */
export async function fetchFile(file: SiteFile, place: string, options: FetchOptions): Promise<Uint8Array> {
  try {
    return await attempt(file, place, "default", options);
  } catch (error) {
    if (!(error instanceof SiteError) || !error.isDamaged) throw error;
    return attempt(file, place, "reload", options);
  }
}

async function attempt(
  file: SiteFile,
  place: string,
  cache: RequestCache,
  { signal, onProgress }: FetchOptions,
): Promise<Uint8Array> {
  const response = await request(place, cache, signal);
  if (!response.ok || response.body === null) throw missing(file.path, response.status);
  const bytes = new Uint8Array(file.size);
  let filled = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw signal.aborted ? error : cut(file, filled);
    });
    if (done) break;
    if (filled + value.length > bytes.length) {
      await reader.cancel();
      throw damaged(file, { fr: "plus d’octets qu’attendu", en: "more bytes than expected" });
    }
    bytes.set(value, filled);
    filled += value.length;
    onProgress(filled);
  }
  if (filled < file.size) {
    const counts = [formatNumber(filled), formatNumber(file.size)];
    throw damaged(file, { fr: `${counts.join(" octets sur ")}`, en: `${counts.join(" bytes of ")}` });
  }
  const found = await sha256(bytes);
  if (found === file.sha256) return bytes;
  throw damaged(file, { fr: `SHA-256 ${found.slice(0, 12)}…`, en: `SHA-256 ${found.slice(0, 12)}…` });
}

async function request(place: string, cache: RequestCache, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(place, { cache, signal });
  } catch (error) {
    throw signal.aborted ? error : unreachable();
  }
}

/** Thrown where no server answers. */
class UnreachableError extends SiteError {}

function unreachable(): SiteError {
  return new UnreachableError({
    fr: "pas de réseau, et ce navigateur ne garde pas encore ses fichiers",
    en: "no network, and this browser does not keep its files yet",
  });
}

function ifUnreachable(error: unknown): undefined {
  if (!(error instanceof UnreachableError)) throw error;
}

function missing(path: string, status: number): SiteError {
  return new SiteError({
    fr: `le fichier ${path} manque sur ce site (réponse HTTP ${status})`,
    en: `the file ${path} is missing on this site (HTTP response ${status})`,
  });
}

function cut({ path, size }: SiteFile, filled: number): SiteError {
  return new SiteError({
    fr: `connexion coupée à ${formatNumber(filled)} octets de ${path} sur ${formatNumber(size)}`,
    en: `connection lost after ${formatNumber(filled)} of ${formatNumber(size)} bytes of ${path}`,
  });
}

function damaged({ path }: SiteFile, { fr, en }: Sentence): SiteError {
  return new SiteError(
    {
      fr: `le fichier ${path} du site est abîmé (${fr})`,
      en: `the site's file ${path} is damaged (${en})`,
    },
    true,
  );
}
