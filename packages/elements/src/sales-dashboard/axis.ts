/** Round values from 0 up to at least a maximum, at most five of them, for the lines behind a chart. */
export function axisValues(maximum: number): number[] {
  if (maximum <= 0) return [0];
  const rough = maximum / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const count = Math.ceil(maximum / step);
  return Array.from({ length: count + 1 }, (_, place) => place * step);
}
