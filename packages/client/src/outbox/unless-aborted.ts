/** What is promised, unless the signal aborts before it comes. */
export function unlessAborted<T>(
  signal: AbortSignal | undefined,
  promised: Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason as Error);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    promised.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort));
  });
}
