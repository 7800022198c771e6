/** What a learner sees of a check: a coloured box that also says its meaning in a sign and in words. */
import { escapeHtml } from "../host/html.js";
import { JUPYTER_DISPLAY, type MimeBundle } from "../host/notebook.js";

export type VerdictState = "right" | "wrong" | "unanswered";

/** Ink and ground of each state, and its sign; the contrast of ink on ground is above 7:1 in each. */
const LOOKS = {
  right: { sign: "✓", ink: "#0b4a37", ground: "#dff3ea", edge: "#009e73" },
  wrong: { sign: "✗", ink: "#5e2a00", ground: "#fdebdd", edge: "#d55e00" },
  unanswered: { sign: "○", ink: "#37414c", ground: "#eef1f4", edge: "#8a949e" },
} as const;

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
    const { sign, ink, ground, edge } = LOOKS[this.state];
    const [first, ...rest] = this.lines.map(inline);
    const style = `background:${ground};color:${ink};border-left:5px solid ${edge};border-radius:4px;padding:8px 14px;margin:4px 0;max-width:46em;line-height:1.5`;
    const html = `<div class="neurones-verdict" role="status" data-exercise="${escapeHtml(this.id)}" data-state="${this.state}" style="${style}"><strong>${sign} ${first}</strong>${rest.map((line) => `<div>${line}</div>`).join("")}</div>`;
    return { "text/html": html, "text/plain": this.text };
  }
}

/** A sentence as HTML: words between back quotes are code. */
function inline(sentence: string): string {
  const style = "background:#ffffff99;color:inherit;padding:0 3px;border-radius:3px";
  return escapeHtml(sentence).replace(/`([^`]+)`/g, `<code style="${style}">$1</code>`);
}
