import type { SaleOutcome, SaleOutcomeKind } from '@fupin/schema';

/** What became of the lines of a report, as far as the registry has answered. */
export interface OutcomeCounts {
  readonly accepted: number;
  readonly duplicate: number;
  /** Rejected or in conflict. */
  readonly refused: number;
  /** Accepted or duplicate lines that count as certified sales. */
  readonly certified: number;
  /** Accepted or duplicate returns for which the ledger knows no sale. */
  readonly unmatched: number;
  /** When the registry accepted the last of them, by its clock. */
  readonly acceptedAt: string | undefined;
}

/**
 * Counts outcomes by looking at the registry's answers on their way through `fetch`: a line that is answered twice, because the
 * first answer got lost, counts once.
 */
export class OutcomeTally {
  readonly #outcomes = new Map<string, SaleOutcomeKind>();
  #counts: OutcomeCounts = none;

  get counts(): OutcomeCounts {
    return this.#counts;
  }

  /** What the registry last said of a line. */
  outcomeOf(lineId: string): SaleOutcomeKind | undefined {
    return this.#outcomes.get(lineId);
  }

  /** Begins to count anew. */
  clear(): void {
    this.#outcomes.clear();
    this.#counts = none;
  }

  /** A fetch that counts what comes back. */
  watch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return async (...args) => {
      const response = await fetch(...args);
      if (response.ok) {
        // Whoever asked judges the answer; what can't be read is not counted.
        const body: unknown = await response
          .clone()
          .json()
          .catch(() => undefined);
        if (isResult(body)) for (const outcome of body.outcomes) this.#add(outcome);
      }
      return response;
    };
  }

  #add({ lineId, outcome, receipt }: SaleOutcome): void {
    if (lineId === null || this.#outcomes.has(lineId)) return;
    this.#outcomes.set(lineId, outcome);
    const { accepted, duplicate, refused, certified, unmatched, acceptedAt } = this.#counts;
    this.#counts = {
      accepted: accepted + Number(outcome === 'accepted'),
      duplicate: duplicate + Number(outcome === 'duplicate'),
      refused: refused + Number(outcome === 'rejected' || outcome === 'conflict'),
      certified: certified + Number(receipt?.certified === true),
      unmatched: unmatched + Number(receipt?.unmatched === true),
      acceptedAt:
        outcome === 'accepted' && receipt && receipt.acceptedAt > (acceptedAt ?? '')
          ? receipt.acceptedAt
          : acceptedAt,
    };
  }
}

const none: OutcomeCounts = {
  accepted: 0,
  duplicate: 0,
  refused: 0,
  certified: 0,
  unmatched: 0,
  acceptedAt: undefined,
};

function isResult(body: unknown): body is { outcomes: readonly SaleOutcome[] } {
  return !!body && typeof body === 'object' && 'outcomes' in body && Array.isArray(body.outcomes);
}
