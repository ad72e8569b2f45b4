/**
 * The wait that `Retry-After` asks for (RFC 9110 §10.2.3: seconds or an HTTP date), in milliseconds; undefined where the
 * header is absent or malformed.
 */
export function retryAfterMs(headers: Headers, now: number = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = value.endsWith('GMT') ? Date.parse(value) : NaN;
  // By the clock that the date was read from, where the answer tells it: the device's may be wrong.
  const told = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - (told || now));
}
