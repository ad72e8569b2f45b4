import { hash } from 'node:crypto';
import { invalidInput, ProblemError } from './problem-error.ts';

/** The largest file that is taken. */
export const fileLimitBytes = 10 * 1_048_576;

/** A body that is one file: its bytes as they came, in the media type that they were found to be. */
export interface FileBody {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** SHA-256, base64. */
  readonly sha256: string;
}

/**
 * Reads a body that is one file of at most 10 MiB. Throws problems for a media type that is not taken or that the bytes
 * are not of, for a larger body, and where it is not the file whose SHA-256 stands in Content-Digest (RFC 9530).
 */
export async function readFileBody(
  request: Request,
  mediaTypes: readonly string[],
): Promise<FileBody> {
  const mediaType = (request.headers.get('content-type') ?? '').trim().toLowerCase();
  if (!mediaTypes.includes(mediaType)) throw unsupported(mediaTypes);
  if ((request.headers.get('content-encoding') ?? 'identity') !== 'identity') {
    throw new ProblemError(
      'unsupportedMediaType',
      'A file is taken as it stands, without coding.',
      { headers: { 'accept-encoding': 'identity' } },
    );
  }
  const announced = announcedDigest(request.headers.get('content-digest'));
  const bytes = await readBytes(request);
  const sha256 = hash('sha256', bytes, 'base64');
  if (sha256 !== announced) {
    throw digestIssue('digestMismatch', 'must be the SHA-256 of the body: other bytes arrived');
  }
  if (!looksLike(mediaType, bytes)) {
    throw new ProblemError('unsupportedMediaType', `The body is no whole file of ${mediaType}.`, {
      headers: { accept: mediaTypes.join(', ') },
    });
  }
  return { bytes, mediaType, sha256 };
}

function unsupported(mediaTypes: readonly string[]): ProblemError {
  const accept = mediaTypes.join(', ');
  return new ProblemError('unsupportedMediaType', `The body must be one of: ${accept}.`, {
    headers: { accept },
  });
}

function announcedDigest(contentDigest: string | null): string {
  if (contentDigest === null) {
    throw digestIssue('digestMissing', 'is missing: must be sha-256=:…: (RFC 9530)');
  }
  const [, sha256] = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/.exec(contentDigest) ?? [];
  if (sha256 !== undefined) return sha256;
  throw digestIssue('digestMissing', 'must hold sha-256=:…: with the digest in base64 (RFC 9530)');
}

function digestIssue(code: string, detail: string): ProblemError {
  return new ProblemError('invalidInput', 'The header is not valid.', {
    issues: [{ in: 'header', pointer: '/Content-Digest', detail, code }],
  });
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? Number.NaN);
  if (announced > fileLimitBytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of request.body ?? []) {
      size += part.byteLength;
      if (size > fileLimitBytes) throw tooLarge();
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw invalidInput('body', '', 'must arrive whole: the connection broke');
  }
  return Buffer.concat(parts);
}

function tooLarge(): ProblemError {
  return new ProblemError(
    'payloadTooLarge',
    `The file must be of ${fileLimitBytes} bytes or less.`,
  );
}

/** Whether bytes begin and end as files of a media type do, so that no other kind of file passes for one. */
function looksLike(mediaType: string, bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (mediaType) {
    // ISO 32000-1, 7.5.2 and 7.5.5; readers look for the end in the last 1024 bytes.
    case 'application/pdf':
      return startsWith(file, '%PDF-') && file.subarray(-1024).includes('%%EOF');
    // ISO/IEC 15948: the signature, IHDR first, and IEND with its checksum at the very end.
    case 'image/png':
      return (
        startsWith(file, '\x89PNG\r\n\x1a\n\0\0\0\rIHDR') &&
        file.subarray(-12).equals(Buffer.from('\0\0\0\0IEND\xaeB`\x82', 'latin1'))
      );
    // ISO/IEC 10918-1: start of image, a marker, end of image. Telephones put data of their own behind it.
    case 'image/jpeg':
      return startsWith(file, '\xff\xd8\xff') && file.includes(Buffer.from('\xff\xd9', 'latin1'));
    default:
      return false;
  }
}

function startsWith(file: Buffer, beginning: string): boolean {
  return file.subarray(0, beginning.length).equals(Buffer.from(beginning, 'latin1'));
}
