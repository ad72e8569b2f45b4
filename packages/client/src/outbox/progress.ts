/**
 * What an outbox is doing: `idle` nothing to send; `sending`; `waiting` after a failure; `standby` while another tab sends;
 * `stopped` because the registry refused the key or the whole report; `closed`.
 */
export type OutboxState = 'idle' | 'sending' | 'waiting' | 'standby' | 'stopped' | 'closed';

/** How far an outbox is. */
export interface OutboxProgress {
  readonly state: OutboxState;
  /** Lines durable on the device and not settled, those being sent included. */
  readonly queued: number;
  /** Lines in the request now under way. */
  readonly sending: number;
  /** Lines acknowledged since the outbox was opened. */
  readonly acknowledged: number;
  /** Dead letters. */
  readonly rejected: number;
  /** Why it waits or stopped. */
  readonly error: Error | undefined;
  /** When it will try again, in milliseconds since 1970, while it waits. */
  readonly retryAt: number | undefined;
}

/** The progress now, and those who want to know of changes. */
export interface ProgressBoard {
  readonly current: OutboxProgress;
  update(change: Partial<OutboxProgress>): void;
  subscribe(listener: (progress: OutboxProgress) => void): () => void;
}

/** A board on which nothing has happened yet. */
export function createProgressBoard(queued: number, rejected: number): ProgressBoard {
  const listeners = new Set<(progress: OutboxProgress) => void>();
  let current: OutboxProgress = {
    state: 'idle',
    queued,
    sending: 0,
    acknowledged: 0,
    rejected,
    error: undefined,
    retryAt: undefined,
  };
  return {
    get current() {
      return current;
    },
    update(change) {
      current = { ...current, ...change };
      for (const listener of listeners) tell(listener, current);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function tell(listener: (progress: OutboxProgress) => void, progress: OutboxProgress): void {
  try {
    listener(progress);
  } catch (error) {
    // A listener's fault is its own: it surfaces as an uncaught one, and the sales go on.
    queueMicrotask(() => {
      throw error;
    });
  }
}
