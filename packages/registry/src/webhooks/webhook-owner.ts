import { ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { divisionOfKey } from '../keys/division-of-key.ts';

/** Whose a webhook is: everybody whose key speaks for the same party manages the same webhooks. */
export type WebhookOwner =
  | { readonly role: 'administrator' }
  | { readonly role: 'supervisor'; readonly divisionCode: string }
  | { readonly role: 'supplier'; readonly supplierId: string }
  | { readonly role: 'operator'; readonly operatorId: string };

/** For whom a caller manages webhooks; throws `forbidden` where its key speaks for nobody in particular. */
export function ownerOf(caller: Caller): WebhookOwner {
  const { access, key } = caller;
  switch (access) {
    case 'administrator':
      return { role: access };
    case 'supervisor':
      return { role: access, divisionCode: divisionOfKey(caller) };
    case 'supplier':
      if (key?.supplierId) return { role: access, supplierId: key.supplierId };
      break;
    case 'operator':
      if (key?.operatorId) return { role: access, operatorId: key.operatorId };
  }
  throw new ProblemError(
    'forbidden',
    'The key is bound to no supplier and no operator, so there is nothing that its webhooks could be told of. Ask the ' +
      'registry’s administrator for one that is.',
  );
}

/** An owner as it is stored: its role, and what it is bound to. */
export function ownerText(owner: WebhookOwner): string {
  switch (owner.role) {
    case 'administrator':
      return owner.role;
    case 'supervisor':
      return `${owner.role}:${owner.divisionCode}`;
    case 'supplier':
      return `${owner.role}:${owner.supplierId}`;
    case 'operator':
      return `${owner.role}:${owner.operatorId}`;
  }
}

/** The owner that a stored text stands for. */
export function ownerFromText(text: string): WebhookOwner {
  const [role, id = ''] = text.split(':');
  switch (role) {
    case 'administrator':
      return { role };
    case 'supervisor':
      return { role, divisionCode: id };
    case 'supplier':
      return { role, supplierId: id };
    case 'operator':
      return { role, operatorId: id };
    default:
      throw new TypeError(`${text} is no owner of webhooks`);
  }
}
