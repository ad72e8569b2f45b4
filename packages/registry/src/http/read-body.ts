import { jsonPointer, type ProblemIssue } from '@fupin/schema';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isStorableText } from '../database/storable-text.ts';
import { invalidInput, ProblemError } from './problem-error.ts';

/** The largest body, unpacked. */
export const bodyLimitBytes = 1_048_576;

const unpack = promisify(gunzip);

/** A body as it came, and the value it holds. */
export interface JsonBody {
  readonly text: string;
  readonly value: unknown;
}

/**
 * Reads a JSON body of at most 1 MiB, which may be packed with gzip. Throws problems for another media type or coding, a
 * larger body, and what is no JSON in UTF-8.
 */
export async function readJsonBody(request: Request): Promise<JsonBody> {
  checkMediaType(request.headers.get('content-type'));
  const packed = await readBytes(request);
  if (packed.byteLength > bodyLimitBytes) throw tooLarge();
  const bytes = await unpacked(packed, request.headers.get('content-encoding'));
  const text = decode(bytes);
  if (text.trim() === '') throw invalidInput('body', '', 'must be a JSON document, and is empty');
  return { text, value: parseJson(text) };
}

function checkMediaType(contentType: string | null): void {
  const [mediaType = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter));
  if (
    mediaType.toLowerCase() === 'application/json' &&
    (!charset || /^charset="?utf-8"?$/i.test(charset))
  ) {
    return;
  }
  throw new ProblemError('unsupportedMediaType', 'The body must be application/json in UTF-8.', {
    headers: { accept: 'application/json' },
  });
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? Number.NaN);
  if (announced > bodyLimitBytes) throw tooLarge();
  // HTTP holds the sender to an announced length, and reading at once is faster than part by part.
  if (announced >= 0) return new Uint8Array(await request.arrayBuffer());
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > bodyLimitBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function unpacked(bytes: Uint8Array, contentEncoding: string | null): Promise<Uint8Array> {
  const coding = contentEncoding?.trim().toLowerCase() ?? 'identity';
  if (coding === 'identity') return bytes;
  if (coding !== 'gzip' && coding !== 'x-gzip') {
    throw new ProblemError('unsupportedMediaType', 'The only content coding taken is gzip.', {
      headers: { 'accept-encoding': 'gzip' },
    });
  }
  try {
    return await unpack(bytes, { maxOutputLength: bodyLimitBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw invalidInput('body', '', 'must be whole gzip data, as Content-Encoding says');
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalidInput('body', '', 'must be UTF-8');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput('body', '', 'must be JSON (RFC 8259)');
  }
}

/** Throws `invalidInput` where a text or a member's name anywhere in a body is such as no database stores. */
export function checkStorable({ text, value }: JsonBody): void {
  // Only an escape can bring such text in; looking for one spares the walk through the value.
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return;
  const issues = unstorableText(value, []);
  if (issues.length === 0) return;
  throw new ProblemError('invalidInput', 'The body is not valid.', { issues });
}

function unstorableText(value: unknown, path: readonly string[]): ProblemIssue[] {
  if (typeof value === 'string') return isStorableText(value) ? [] : [unstorable(path)];
  if (typeof value !== 'object' || value === null || path.length > 20) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const place = [...path, name];
    return isStorableText(name) ? unstorableText(member, place) : [unstorable(place)];
  });
}

function unstorable(path: readonly string[]): ProblemIssue {
  const detail = 'must not hold NUL or an unpaired surrogate';
  return { in: 'body', pointer: jsonPointer(path), detail };
}

function tooLarge(): ProblemError {
  return new ProblemError(
    'payloadTooLarge',
    `The body must be of ${bodyLimitBytes} bytes or less when unpacked. Cut the batch: each line has its own identity.`,
  );
}
