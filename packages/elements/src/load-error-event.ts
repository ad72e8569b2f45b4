/**
 * Fired at an element that could not load what it shows; it does not bubble, because it is no person's intention.
 * The element shows the fault in its `error` part all the same.
 */
export class FupinLoadErrorEvent extends Event {
  static readonly type = 'fupin-load-error';
  /** What went wrong: a `ClientError`, or a `TypeError` where the element was given too little to load anything. */
  readonly error: unknown;

  constructor(error: unknown) {
    super(FupinLoadErrorEvent.type);
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'fupin-load-error': FupinLoadErrorEvent;
  }
}
