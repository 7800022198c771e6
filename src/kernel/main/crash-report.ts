/**
 * The report that V8 writes to standard error as it ends a process. It is pages long and tells a learner
 * nothing, but one of its lines gives the reason.
 */

/** The text with which V8's report begins. */
const BEGINNING = /\n*(?:<--- Last few GCs --->|FATAL ERROR: |#\n# Fatal error (?:in|with) )/;
const REASON = /^(?:FATAL ERROR: |# Fatal error (?:in|with) .*\n# )(.*)$/m;
const MEMORY =
  /out of memory|Allocation failed|invalid (?:array|size|table|string|typed array)|exceed(?:s|ed) maximum|OOM/i;
const LIMIT = 65_536;

export class CrashReport {
  private text = "";

  /** Takes text from standard error; returns the part that does not belong to a report, to be shown. */
  filter(text: string): string {
    if (this.text === "") {
      const start = text.search(BEGINNING);
      if (start < 0) return text;
      this.text = text.slice(start, start + LIMIT);
      return text.slice(0, start);
    }
    this.text = (this.text + text).slice(0, LIMIT);
    return "";
  }

  /** Why V8 ended the process; empty if no report says so. */
  get reason(): string {
    return REASON.exec(this.text)?.[1] ?? "";
  }

  /** Whether V8 ended the process because memory ran out. */
  get isOutOfMemory(): boolean {
    return MEMORY.test(this.reason) || /<--- Last few GCs --->/.test(this.text);
  }
}
