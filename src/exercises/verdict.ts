/**
 * The result of a check as the learner sees it: a coloured box whose meaning is also given by a sign and in
 * words.
 */
import { escapeHtml } from "../host/html.js";
import { JUPYTER_DISPLAY, type MimeBundle } from "../host/notebook.js";

/** The kinds of results. */
export type VerdictState = "right" | "wrong" | "unanswered";

/** The sign and the colours of each state; the contrast of text on background is above 7:1. */
const LOOKS = {
  right: { sign: "✓", text: "#0b4a37", background: "#dff3ea", edge: "#009e73" },
  wrong: { sign: "✗", text: "#5e2a00", background: "#fdebdd", edge: "#d55e00" },
  unanswered: { sign: "○", text: "#37414c", background: "#eef1f4", edge: "#8a949e" },
} as const;

/**
 * The result of a check: a box in a colour, with a sign and words that say the same.
 * @example
 * ```ts
 * const verdict: exercises.Verdict = exercises.hint("03-logistique");
 * verdict.state;
 * ```
 */
export class Verdict {
  readonly id: string;
  readonly state: VerdictState;
  /** The sentences shown: the outcome first, then what is wrong, then the hint. */
  readonly lines: readonly string[];

  constructor(id: string, state: VerdictState, lines: readonly string[]) {
    this.id = id;
    this.state = state;
    this.lines = lines;
  }

  get text(): string {
    return [`${LOOKS[this.state].sign} ${this.lines[0]}`, ...this.lines.slice(1)].join("\n");
  }

  [JUPYTER_DISPLAY](): MimeBundle {
    const { sign, text, background, edge } = LOOKS[this.state];
    const [first, ...rest] = this.lines.map(inline);
    const style = `background:${background};color:${text};border-left:5px solid ${edge};border-radius:4px;padding:8px 14px;margin:4px 0;max-width:46em;line-height:1.5`;
    const html = `<div class="neurones-verdict" role="status" data-exercise="${escapeHtml(this.id)}" data-state="${this.state}" style="${style}"><strong>${sign} ${first}</strong>${rest.map((line) => `<div>${line}</div>`).join("")}</div>`;
    return { "text/html": html, "text/plain": this.text };
  }
}

/** A sentence as HTML: words between back quotes are code. */
function inline(sentence: string): string {
  const style = "background:#ffffff99;color:inherit;padding:0 3px;border-radius:3px";
  return escapeHtml(sentence).replace(/`([^`]+)`/g, `<code style="${style}">$1</code>`);
}
