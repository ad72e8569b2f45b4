/** A hash of 53 bits, which a number and a column of integers hold exactly; for looking things up, not for proving anything. */
export function hash53(text: string): number {
  let [high, low] = [0x9e3779b9, 0x85ebca6b];
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0xc2b2ae35) ^ (high >>> 15);
  }
  high = Math.imul(high ^ (high >>> 16), 0x7feb352d) ^ (low >>> 13);
  low = Math.imul(low ^ (low >>> 15), 0x846ca68b) ^ (high >>> 16);
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
}
