import assert from 'node:assert/strict';

/** Waits until something has come to pass; fails after five seconds without it. */
export async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!isSo()) {
    assert.ok(performance.now() < deadline, `not within five seconds: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
