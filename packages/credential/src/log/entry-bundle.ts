import { expectForm } from './malformed.ts';

/** The longest entry that a bundle can hold, in bytes. */
export const longestEntry = 0xffff;

/** The entries of a bundle, each behind its length as two bytes (C2SP tlog-tiles); throws a MalformedLogData otherwise. */
export function parseEntryBundle(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length;) {
    const start = at + 2;
    expectForm(start <= bundle.length, 'expected two bytes of length before an entry');
    const end = start + (bundle[at] ?? 0) * 256 + (bundle[at + 1] ?? 0);
    expectForm(end <= bundle.length, 'expected an entry as long as it says');
    entries.push(bundle.subarray(start, end));
    at = end;
  }
  return entries;
}
