/**
 * What figures show but for their words, as text: an English figure is the French one with other words. All marks of a
 * still figure must agree in place, size and colour. But a mark of a legend stands behind a word, so that it may lie
 * elsewhere across. Bars leave room for their names, so that only their proportions and colours must agree; of pictures
 * beside words, which ones they are, and their order and size.
 */

/** The part of an output that holds figures, by MIME type. */
export type Bundle = Readonly<Record<string, unknown>>;

const STILL = "image/svg+xml";
const INTERACTIVE = "application/vnd.plotly.v1+json";

/** The marks of each figure of these outputs. */
export function marksOfFigures(bundles: readonly Bundle[]): string[] {
  return bundles.flatMap((bundle) => {
    if (INTERACTIVE in bundle) return [marksOfInteractive(bundle[INTERACTIVE])];
    const still = bundle[STILL];
    return still === undefined ? [] : [marksOfStill([still as string | readonly string[]].flat().join(""))];
  });
}

/** An SVG without what is words, or follows from them. */
function marksOfStill(svg: string): string {
  const bars = [...svg.matchAll(/<g aria-label="bar"([^>]*)>([^]*?)<\/g>/g)];
  if (bars.length > 0)
    return bars.map(([, style, marks]) => `${style}: ${proportions(marks).join(", ")}`).join("\n");
  const pictures = [...svg.matchAll(/<image\b[^>]*>/g)];
  if (pictures.length > 0 && !/<(?:path|circle|line)\b/.test(svg))
    return pictures.map(([picture]) => picture.replace(/ [xy]="[^"]*"/g, "")).join("\n");
  return (
    svg
      .replace(/<(title|desc|style|text)\b[^>]*>[^]*?<\/\1>/g, "")
      .replace(/ aria-label="[^"]*"/g, "")
      // Ids are digests of the whole figure.
      .replace(/\bf[0-9a-z]+-(?=\d)/g, "id-")
      // The head of a figure, above its drawing.
      .replace(/(?<=<svg[^>]* class="neurones-figure"[^>]*>)[^]*?(?=<svg|<\/svg>)/g, withoutAcross)
  );
}

/** Width and height of each bar of a group, relative to the largest, to a hundredth. */
function proportions(marks: string): string[] {
  const sizes = ["width", "height"].map((side) =>
    [...marks.matchAll(new RegExp(` ${side}="([^"]*)"`, "g"))].map(([, size]) => Number(size)),
  );
  return sizes.map((all) => all.map((size) => (size / Math.max(...all)).toFixed(2)).join(" "));
}

function withoutAcross(marks: string): string {
  return marks.replace(/ (?:x|x1|x2|cx)="[^"]*"/g, "").replace(/translate\([^,)]*,/g, "translate(,");
}

/** The numbers of an interactive figure. */
function marksOfInteractive(figure: unknown): string {
  return JSON.stringify(figure, (_, value: unknown) => (typeof value === "string" ? "" : value));
}
