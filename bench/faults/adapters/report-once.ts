import type { SaleLine } from '@fupin/schema';
import type { SeatOptions } from '../adapter.ts';

/** Sends lines in one request; rejects unless it was answered with success. */
export async function reportOnce(
  { registry, outletId, key, timeoutMs }: SeatOptions,
  lines: readonly SaleLine[],
): Promise<void> {
  const response = await fetch(`${registry}/v1/outlets/${outletId}/sales`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ lines }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  await response.json();
}
