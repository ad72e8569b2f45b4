import type { Fault } from '@fupin/schema';
import { RegistryError, type Call } from './registry-error.ts';

/** An answer arrived, but isn't what the endpoint table promises: usually a wrong address, a proxy, or an old registry. */
export class ResponseSchemaError extends RegistryError {
  override readonly name = 'ResponseSchemaError';
  readonly code = 'responseSchema';
  /** Where the answer differs from its schema, and what was expected there. */
  readonly faults: readonly Fault[];

  constructor(call: Call, faults: readonly Fault[], cause?: unknown) {
    const [first, ...others] = faults;
    const where = first?.pointer || 'the body';
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    super(call, `received an answer in which ${where} ${first?.detail ?? 'is wrong'}${more}`, {
      cause,
    });
    this.faults = faults;
  }
}
