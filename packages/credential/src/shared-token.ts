import { unpackBitstring } from './bitstring.ts';
import { demandKey, isExpired, openToken } from './open-token.ts';
import type { Trust } from './open-token.ts';
import { demand } from './unverifiable.ts';
import { remember } from './verification-cache.ts';
import type { SharedToken } from './verification-cache.ts';

/** Takes in a status list, or a key set where no `type` is given, unless a newer one is known. */
export function takeIn(token: string, trust: Trust, type?: string): Promise<void> {
  const { newest, opened, read } = trust.cache;
  return remember(opened, token, async () => {
    const open = await openToken<SharedToken['claims']>(token, type, trust);
    const { id, credentialSubject } = open.claims;
    const bits = credentialSubject && (await unpackBitstring(credentialSubject.encodedList));
    // Of two of one millisecond the later to come counts: the registry has just been asked for it.
    const name = nameOf(trust, id);
    if (open.from >= (newest.get(name)?.from ?? 0)) newest.set(name, { ...open, bits });
    read.delete(token);
  });
}

/** The newest key set, or list of an `id`, held against the options anew; it may have been taken in under others. */
export function readNewest(
  trust: Trust,
  what: 'keySet' | 'statusList',
  id?: string,
  days?: number,
): SharedToken {
  const shared = trust.cache.newest.get(nameOf(trust, id));
  demand(shared, `${what}Missing`);
  demandKey(shared.kid, trust);
  demand(!isExpired(shared, trust, days), `${what}Expired`);
  return shared;
}

/** Under what a token is remembered: with its issuer, since another registry on the page can claim any address. */
function nameOf({ issuer }: Trust, id?: string): string {
  return JSON.stringify([issuer, id]);
}
