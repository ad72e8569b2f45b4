import { SiteError } from '../http/public-request.ts';
import { proofPlaces } from './origin-challenge.ts';
import type { SiteAnswer, SiteReader } from './site-reader.ts';

/** What a look at an origin brought to light. */
export interface OriginLook {
  readonly origin: string;
  /** The texts of which one was looked for. */
  readonly texts: readonly string[];
  /** Which was found, how, and what exactly was seen; null where none was. */
  readonly proof: {
    readonly kind: 'file' | 'dns';
    readonly text: string;
    readonly seen: string;
  } | null;
  /** What was found instead, in words. */
  readonly found: string;
}

interface Sight {
  readonly text?: string | undefined;
  readonly words: string;
}

/** Looks whether one of the texts stands in the file or in the DNS records of an origin; never throws for a site's fault. */
export async function lookForProof(
  { fetch, resolveTxt }: SiteReader,
  origin: string,
  texts: readonly string[],
): Promise<OriginLook> {
  const { fileUrl, dnsName } = proofPlaces(origin);
  const [file, dns]: readonly [Sight, Sight] = await Promise.all([
    sightOf(async () => inFile(await fetch(new URL(fileUrl)), texts)),
    dnsName === null
      ? { words: 'an IP address has no records' }
      : sightOf(async () => inRecords(await resolveTxt(dnsName), texts)),
  ]);
  const found = `File: ${file.words}. DNS: ${dns.words}.`;
  const proof =
    file.text !== undefined
      ? ({ kind: 'file', text: file.text, seen: `${fileUrl}: ${file.words}` } as const)
      : dns.text !== undefined
        ? ({ kind: 'dns', text: dns.text, seen: `TXT ${dnsName}: ${dns.words}` } as const)
        : null;
  return { origin, texts, proof, found };
}

async function sightOf(look: () => Promise<Sight>): Promise<Sight> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof SiteError) return { words: error.message };
    throw error;
  }
}

function inFile({ status, location, text, address }: SiteAnswer, texts: readonly string[]): Sight {
  if (status >= 300 && status < 400) {
    const aim = location === null ? '' : ` to ${excerpt(location)}`;
    return { words: `answered ${status}, a redirect${aim}, which is not followed` };
  }
  if (status !== 200) return { words: `answered ${status}` };
  // A file may hold the texts of several licences, each on a line of its own.
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim());
  const held = texts.find((each) => lines.includes(each));
  if (held !== undefined) return { text: held, words: `${address} answered 200 with ${held}` };
  const first = excerpt(lines.find((line) => line !== '') ?? '');
  return { words: first ? `answered 200 with "${first}"` : 'answered 200 with an empty text' };
}

function inRecords(records: readonly string[], texts: readonly string[]): Sight {
  const held = texts.find((each) => records.some((record) => record.trim() === each));
  if (held !== undefined) return { text: held, words: held };
  const [first] = records;
  if (first === undefined) return { words: 'no TXT record' };
  const others = records.length > 1 ? ` and ${records.length - 1} more` : '';
  return { words: `TXT record "${excerpt(first)}"${others}` };
}

/** The beginning of what somebody else wrote, on one line and storable. */
function excerpt(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029]/gu, ' ').trim();
  return shown.length > 80 ? `${[...shown].slice(0, 80).join('')}…` : shown;
}
