/** What is promised, unless the signal aborts before it comes. */
export function unlessAborted<T>(signal: AbortSignal, promised: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    promised.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
