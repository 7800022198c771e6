/** Gives the person a notebook as a file of this machine. */
export function download(name: string, content: unknown): void {
  const file = new Blob([`${JSON.stringify(content, null, 1)}\n`], { type: "application/x-ipynb+json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
