/** Adds a style sheet to the page. */
export function addStyle(text: string): void {
  const style = document.createElement("style");
  style.textContent = text;
  document.head.append(style);
}
