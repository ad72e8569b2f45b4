import type { ResponsePromise } from 'ky';

/** A file as a call carries it: the bytes, their media type and their digest (Content-Digest, RFC 9530). */
export interface FileBody {
  readonly body: Blob;
  readonly headers: Readonly<Record<'content-type' | 'content-digest', string>>;
}

/**
 * What is to be sent of a file that was given as `{ body, mediaType }`. Throws a TypeError where there is none, or where the
 * page has no WebCrypto for its digest, as on a page without TLS.
 */
export async function fileBodyOf(input: Readonly<Record<string, unknown>>): Promise<FileBody> {
  const { body, mediaType } = input;
  const isBlob = body instanceof Blob;
  if (!isBlob && !(body instanceof Uint8Array)) {
    throw new TypeError('body must be a Blob or a Uint8Array');
  }
  const type = typeof mediaType === 'string' ? mediaType : isBlob ? body.type : '';
  const bytes = isBlob ? await body.arrayBuffer() : Uint8Array.from(body);
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) throw new TypeError('a file can’t be sent from a page without TLS');
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return {
    body: new Blob([bytes], { type }),
    headers: {
      'content-type': type,
      'content-digest': `sha-256=:${btoa(String.fromCharCode(...digest))}:`,
    },
  };
}

/** The file that an answer carries, named as its Content-Disposition says (RFC 6266, RFC 8187). */
export async function readFile(answer: ResponsePromise): Promise<File> {
  const response = await answer;
  const disposition = response.headers.get('content-disposition') ?? '';
  const [, name = ''] = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition) ?? [];
  const type = response.headers.get('content-type') ?? '';
  return new File([await answer.arrayBuffer()], decodeURIComponent(name), { type });
}
