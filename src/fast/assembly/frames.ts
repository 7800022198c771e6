/** Pictures with a border of zeros. */

/**
 * Copies pictures [height, line] into larger ones [yHeight, yLine], which get zeros around them.
 * @param above,before how many lines, and numbers of a line, come before the picture
 */
export function framePictures(
  x: usize, images: i32, height: i32, line: i32, y: usize, above: i32, before: i32, yHeight: i32, yLine: i32,
): void {
  const first = <usize>(above * yLine + before) << 2;
  const bytes = <usize>line << 2;
  const gap = <usize>(yLine - line) << 2;
  for (let image = 0; image < images; image++) {
    const end = y + (<usize>(yHeight * yLine) << 2);
    memory.fill(y, 0, first);
    y += first;
    for (let row = 0; row < height; row++) {
      memory.copy(y, x, bytes);
      x += bytes;
      y += bytes;
      if (row == height - 1) break;
      for (const next = y + gap; y < next; y += 4) store<f32>(y, 0);
    }
    memory.fill(y, 0, end - y);
    y = end;
  }
}
