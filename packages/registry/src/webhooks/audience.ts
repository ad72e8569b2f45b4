import type { RegistryEvent } from '@fupin/schema';
import { isOfDivision, wholeCountry } from '../keys/division-of-key.ts';
import type { WebhookOwner } from './webhook-owner.ts';

/** Whom the things of some events belong to, as far as that decides who may hear of them. */
export interface EventParties {
  /** The operator of an outlet and the division that it is in, null where that is none. */
  outlet(
    outletId: string,
  ): { readonly operatorId: string; readonly divisionCode: string | null } | undefined;
  /** Whether an operator has a product on sale at one of its outlets. */
  isListedBy(productId: string, operatorId: string): boolean;
}

/**
 * What an owner of webhooks is told of an event; null where it is none of its business. Administrators hear of everything;
 * supervisors of what lies in their division, and those of the whole country alone of what lies in none; suppliers of
 * their certificates; operators of their outlets, and of the certificates of products that they have on sale. Who else a
 * finding is about, no operator is told.
 */
export function seenBy(
  owner: WebhookOwner,
  event: RegistryEvent,
  parties: EventParties,
): RegistryEvent | null {
  switch (owner.role) {
    case 'administrator':
      return event;
    case 'supervisor': {
      const division = divisionOf(event, parties) ?? wholeCountry;
      return isOfDivision(division, owner.divisionCode) ? event : null;
    }
    case 'supplier':
      return event.type === 'certificate.statusChanged' &&
        event.data.supplierId === owner.supplierId
        ? event
        : null;
    case 'operator':
      return seenByOperator(owner.operatorId, event, parties);
  }
}

function divisionOf(event: RegistryEvent, parties: EventParties): string | null {
  switch (event.type) {
    case 'certificate.statusChanged':
    case 'finding.raised':
      return event.data.countyCode;
    case 'saleLine.rejectedLate':
    case 'terminal.gapFound':
      return parties.outlet(event.data.outletId)?.divisionCode ?? null;
  }
}

function seenByOperator(
  operatorId: string,
  event: RegistryEvent,
  parties: EventParties,
): RegistryEvent | null {
  const isOwn = (outletId: string) => parties.outlet(outletId)?.operatorId === operatorId;
  switch (event.type) {
    case 'certificate.statusChanged':
      return parties.isListedBy(event.data.productId, operatorId) ? event : null;
    case 'finding.raised': {
      const outletIds = event.data.outletIds.filter(isOwn);
      return outletIds.length > 0 ? { ...event, data: { ...event.data, outletIds } } : null;
    }
    case 'saleLine.rejectedLate':
    case 'terminal.gapFound':
      return isOwn(event.data.outletId) ? event : null;
  }
}
