/** Work that is done again and again as long as a registry serves. */
export interface Rounds {
  /** Ends them; resolves once nothing is under way any more. */
  stop(): Promise<void>;
}

/** How often a round is done, and who is told of one that fails. */
export interface RoundsOptions {
  readonly everyMs: number;
  readonly onFailure: (error: Error) => void;
}

/**
 * Does a round at once and then every `everyMs` milliseconds, leaving out those that fall into a round under way. One that
 * fails is told of, and the next one tries again. The signal aborts when the rounds are
 * to end, and a round may reject with its reason.
 */
export function startRounds(
  round: (signal: AbortSignal) => Promise<unknown>,
  { everyMs, onFailure }: RoundsOptions,
): Rounds {
  const stopping = new AbortController();
  const { signal } = stopping;
  let underWay: Promise<void> | undefined;

  async function attempt(): Promise<void> {
    try {
      await round(signal);
    } catch (error) {
      if (error !== signal.reason) onFailure(error as Error);
    }
  }

  const begin = () => {
    underWay ??= attempt().finally(() => {
      underWay = undefined;
    });
  };
  begin();
  const timer = setInterval(begin, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await underWay;
    },
  };
}
