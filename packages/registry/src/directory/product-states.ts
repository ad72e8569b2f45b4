import { productStates } from '@fupin/schema';
import { nextChange, valueAt } from '../search/timeline.ts';
import type { ProductColumns } from './product-columns.ts';

/** Stands where a product has no certificate under the scheme asked for. */
export const notUnderScheme = productStates.length;

interface KnownStates {
  readonly states: Uint8Array;
  /** The instants (milliseconds) between which the states hold: from the first to before the second. */
  readonly from: number;
  readonly until: number;
}

/**
 * How products stand at an instant, as places in productStates by the number of their validity; worked out anew only when a
 * certificate begins, ends or changes.
 */
export class ProductStates {
  readonly #columns: ProductColumns;
  readonly #known = new Map<string, KnownStates>();

  constructor(columns: ProductColumns) {
    this.#columns = columns;
  }

  /** By all certificates, or by those under a scheme alone. */
  at(instant: number, schemeId = ''): Uint8Array {
    const known = this.#known.get(schemeId);
    const count = this.#columns.validities.values.length;
    if (known?.states.length === count && known.from <= instant && instant < known.until) {
      return known.states;
    }
    const made = this.#make(instant, schemeId);
    this.#known.set(schemeId, made);
    return made.states;
  }

  #make(instant: number, schemeId: string): KnownStates {
    const { values } = this.#columns.validities;
    const states = new Uint8Array(values.length).fill(notUnderScheme);
    let from = Number.NEGATIVE_INFINITY;
    let until = Number.POSITIVE_INFINITY;
    values.forEach(({ overall, schemes }, number) => {
      const timeline = schemeId === '' ? overall : schemes[schemeId];
      if (!timeline) return;
      const state = valueAt(timeline, instant);
      if (state !== undefined) states[number] = productStates.indexOf(state);
      from = Math.max(from, timeline.findLast(([since]) => since <= instant)?.[0] ?? from);
      until = Math.min(until, nextChange(timeline, instant));
    });
    return { states, from, until };
  }
}
