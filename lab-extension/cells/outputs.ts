/** What a cell shows, as far as two runs of it must agree: printed text, values, checks and errors. */

/** What one run of a cell shows. */
export interface Shown {
  readonly text: string;
  readonly hasFailed: boolean;
}

export interface Difference {
  readonly place: number;
  readonly before: string;
  readonly after: string;
  readonly hasFailed: boolean;
}

type Output = Readonly<Record<string, unknown>>;

/** Times, and figures of progress: two runs never agree on them. */
const CHANGING = /\d+(?:[.,]\d+)?\s*(?:ms|s|min|µs)\b(?:\/\S+)?/g;
const LONGEST = 120;

/** What outputs show, in the form of the notebook's file or of the kernel's messages. */
export function shownBy(outputs: readonly Output[]): Shown {
  const parts: string[] = [];
  let hasFailed = false;
  const displays = new Map<unknown, number>();
  for (const output of outputs) {
    const type = output["output_type"];
    if (type === "stream") parts.push(textOf(output["text"]));
    else if (type === "error") {
      hasFailed = true;
      parts.push(`${String(output["ename"])}: ${String(output["evalue"])}`);
    } else if (type === "execute_result" || type === "display_data" || type === "update_display_data") {
      const data = (output["data"] ?? {}) as Output;
      // A picture differs by pixels between machines; its text says the same.
      const text = textOf(data["text/plain"]);
      const id = (output["transient"] as { display_id?: string } | undefined)?.display_id;
      if (type === "update_display_data") {
        const place = displays.get(id);
        if (place !== undefined) parts[place] = text;
      } else {
        if (id !== undefined) displays.set(id, parts.length);
        parts.push(text);
      }
    }
  }
  return {
    text: normal(
      parts
        .map((part) => part.trim())
        .filter((part) => part !== "")
        .join("\n"),
    ),
    hasFailed,
  };
}

/** How a fresh run differs from what the page shows; undefined if it does not. */
export function compare(before: Shown, after: Shown): Omit<Difference, "place"> | undefined {
  if (before.text === after.text && before.hasFailed === after.hasFailed) return undefined;
  const [one, other] = firstDifference(before.text, after.text);
  return { before: one, after: other, hasFailed: after.hasFailed };
}

function firstDifference(before: string, after: string): [string, string] {
  const [one, other] = [before.split("\n"), after.split("\n")];
  const at = Math.max(
    0,
    other.findIndex((line, i) => line !== one[i]),
  );
  return [(one[at] ?? "").slice(0, LONGEST), (other[at] ?? "").slice(0, LONGEST)];
}

function normal(text: string): string {
  return text
    .replaceAll(/\u001b\[[\d;]*m/g, "")
    .replaceAll(CHANGING, "…")
    .replaceAll(/\s+$/gm, "");
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join("") : typeof value === "string" ? value : "";
}
