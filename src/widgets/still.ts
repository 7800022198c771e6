/** What a widget looks like where no page can make it live: on a printed page, on GitHub, in an exported lesson. */
import { escapeHtml } from "../host/html.js";
import type { MimeBundle } from "../host/notebook.js";

/** A still picture, and in words the same. */
export interface Still {
  /** A whole SVG document. */
  readonly svg?: string;
  /** A sentence in place of the picture. */
  readonly text: string;
}

/**
 * The bundle of a still picture. A notebook that is not trusted shows neither SVG nor scripts, so HTML holds
 * the picture once more, as an image.
 */
export function stillBundle({ svg, text }: Still): MimeBundle {
  if (svg === undefined) return { "text/html": `<p>${escapeHtml(text)}</p>`, "text/plain": text };
  const address = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return {
    "image/svg+xml": svg,
    "text/html": `<img src="${address}" alt="${escapeHtml(text)}">`,
    "text/plain": text,
  };
}
