/** How a provider answers: with the value, and with a way to end the subscription. */
export type ContextCallback<Value> = (value: Value, unsubscribe?: () => void) => void;

/**
 * An element's request for a value from around it, as the Context Community Protocol of the Web Components community
 * group has it; so elements made with other libraries can ask a provider as well.
 */
export class ContextRequestEvent<Value> extends Event {
  readonly context: unknown;
  readonly contextTarget: Element;
  readonly callback: ContextCallback<Value>;
  /** Whether to be told of every later value as well. */
  readonly subscribe: boolean;

  constructor(context: unknown, contextTarget: Element, callback: ContextCallback<Value>) {
    super('context-request', { bubbles: true, composed: true });
    this.context = context;
    this.contextTarget = contextTarget;
    this.callback = callback;
    this.subscribe = true;
  }
}
