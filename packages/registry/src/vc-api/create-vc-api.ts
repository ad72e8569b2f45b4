import { getBit, type SigningKey } from '@fupin/credential';
import type { OperationId } from '@fupin/schema';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { CredentialIssuer } from '../credentials/credential-issuer.ts';
import type { Connection } from '../database/database.ts';
import { createVcApiIssuer } from './vc-api-issuer.ts';
import { isVcApiStatusSet, type VcApiParts } from './vc-api-handlers.ts';
import type { FindMethods, VerificationMethod } from './verification-methods.ts';
import type { StatusEntry } from './verify-credential.ts';

const unpack = promisify(gunzip);
const listBytesLimit = 8_388_608;

/** How a registry serves W3C's VC API. */
export interface VcApiOptions {
  /** Signs credentials for others, in a name apart from the registry's. */
  readonly signingKey: SigningKey;
  /** Whether anybody may have credentials signed, as in a sandbox; administrators alone where absent. */
  readonly isOpen?: boolean;
  /** Finds the keys of issuers and holders beside those that their identifiers hold themselves. */
  readonly findMethods?: FindMethods;
}

/** What anybody may do where the VC API is open, and administrators alone elsewhere. */
export const vcApiIssuing: ReadonlySet<OperationId> = new Set([
  'issueCredential',
  'updateCredentialStatus',
  'createPresentation',
]);

/** Makes the parts of the VC API of a registry; without options it verifies, and issues nothing. */
export function createVcApi(
  publicUrl: string,
  issuers: () => CredentialIssuer,
  options?: VcApiOptions,
): VcApiParts {
  const own = options && createVcApiIssuer(publicUrl, options.signingKey);
  const findMethods: FindMethods = (controller) => {
    const { issuer, keys } = issuers();
    if (controller === own?.id) return own.methods;
    if (controller === issuer.id) {
      return keys.published.map((key): VerificationMethod => ({
        id: `${issuer.id}#${key.kid}`,
        publicKeyJwk: { ...key },
      }));
    }
    return options?.findMethods?.(controller);
  };
  return {
    issuer: own,
    contextAt: (connection, now) => ({
      now,
      findMethods,
      ownIssuer: issuers().issuer.id,
      isStatusSet: async (entry) =>
        (await isVcApiStatusSet(connection, publicUrl, entry)) ??
        isRegistryStatusSet(issuers(), { connection, now, publicUrl }, entry),
    }),
  };
}

/** Whether a bit of the registry's own lists is set; undefined where the list is none of its. */
async function isRegistryStatusSet(
  { statusLists }: CredentialIssuer,
  {
    connection,
    now,
    publicUrl,
  }: { readonly connection: Connection; readonly now: Date; readonly publicUrl: string },
  { statusListCredential, statusListIndex, statusPurpose }: StatusEntry,
): Promise<boolean | undefined> {
  const prefix = `${publicUrl}/status/`;
  if (!statusListCredential.startsWith(prefix)) return undefined;
  const id = statusListCredential.slice(prefix.length);
  const [token] = await statusLists.tokens(connection, [id], now);
  const [, body = ''] = token?.split('.') ?? [];
  if (body === '') return undefined;
  const { credentialSubject } = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
    credentialSubject: { encodedList: string; statusPurpose: string };
  };
  if (credentialSubject.statusPurpose !== statusPurpose) return undefined;
  const packed = Buffer.from(credentialSubject.encodedList.slice(1), 'base64url');
  return getBit(await unpack(packed, { maxOutputLength: listBytesLimit }), Number(statusListIndex));
}
