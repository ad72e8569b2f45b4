/** Which check a webhook did not pass. */
export type WebhookVerificationCode =
  | 'secretInvalid'
  | 'bodyNotRaw'
  | 'headerMissing'
  | 'timestampInvalid'
  | 'timestampTooOld'
  | 'timestampTooNew'
  | 'signatureMismatch'
  | 'payloadInvalid';

/** A request is no webhook of the registry, or this receiver is not set up to tell; `code` says which check failed. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
  readonly code: WebhookVerificationCode;

  constructor(code: WebhookVerificationCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
