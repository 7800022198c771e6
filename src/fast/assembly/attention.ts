/** Which steps a sequence may read from, for the attention of one example and one head. */

/**
 * Writes `filling` to each number of `scores` [queries, values] that does not count. A number counts where all
 * masks are other than 0: that of its step of the query, [queries], those of its step of the values, [values],
 * that of all pairs, [queries, values], each of which is left out by an address of 0; and, where `causal`, if
 * its step of the values is no later than that of the query.
 */
export function fillMasked(scores: usize, queries: i32, values: i32, queryMask: usize, valueMask: usize, keyMask: usize, pairMask: usize, causal: bool, filling: f32): void {
  for (let t = 0; t < queries; t++) {
    const isRead = queryMask == 0 || load<f32>(queryMask + (<usize>t << 2)) != 0;
    for (let s = 0; s < values; s++) {
      const at = <usize>s << 2;
      const counts = isRead
        && (!causal || s <= t)
        && (valueMask == 0 || load<f32>(valueMask + at) != 0)
        && (keyMask == 0 || load<f32>(keyMask + at) != 0)
        && (pairMask == 0 || load<f32>(pairMask + at) != 0);
      if (!counts) store<f32>(scores + at, filling);
    }
    scores += <usize>values << 2;
    if (pairMask != 0) pairMask += <usize>values << 2;
  }
}
