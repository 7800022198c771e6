/** What a widget looks like where no page can make it live: on a printed page, on GitHub, in an exported lesson. */
import { escapeHtml } from "../host/html.js";
import type { MimeBundle } from "../host/notebook.js";
import { stacked } from "./picture.js";

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
    "text/html": `<img src="${address}" alt="${escapeHtml(text)}" style="max-width: 100%; height: auto">`,
    "text/plain": text,
  };
}

/**
 * The still pictures of several outputs as one: of controls, and last of what a function has made of their
 * values. HTML cannot stand in a picture, so a result of HTML makes the whole one HTML.
 */
export function stillsTogether(controls: readonly MimeBundle[], result: MimeBundle): MimeBundle {
  const parts = [...controls, result].map((bundle) => ({
    svg: textIn(bundle, "image/svg+xml"),
    html: textIn(bundle, "text/html"),
    text: textIn(bundle, "text/plain") ?? "",
  }));
  const text = parts.map((part) => part.text).join("\n");
  const last = parts[parts.length - 1];
  const isPicture = last.svg !== undefined || (last.html === undefined && !("image/png" in result));
  if (isPicture && parts.some(({ svg }) => svg !== undefined))
    return stillBundle({ svg: stacked(parts), text });
  const html = parts.map((part) => part.html ?? `<pre>${escapeHtml(part.text)}</pre>`).join("\n");
  return { ...result, "text/html": html, "text/plain": text };
}

function textIn(bundle: MimeBundle, type: string): string | undefined {
  const value = bundle[type];
  return typeof value === "string" ? value : undefined;
}
