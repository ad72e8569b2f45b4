import { minimumEntries, type StatusPurpose } from '@fupin/credential';
import { EnvelopedCredential, type OperationBody, type VerificationResult } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { answerCredential, credentialMediaTypes } from '../credentials/credential-answer.ts';
import { bestMediaType } from '../credentials/media-type.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import { demandJsonLd } from './json-ld.ts';
import { checkRelatedResources } from './related-resources.ts';
import type { Securing, VcApiIssuer } from './vc-api-issuer.ts';
import { findSetBits, setStatus, takeStatusPlace } from './vc-api-store.ts';
import { VerificationError } from './verification-error.ts';
import { demandCredential, idOf, resultOf, type VerificationContext } from './verify-credential.ts';
import { verifyPresentation } from './verify-presentation.ts';

/** What the registry itself issues, so that nobody mistakes anything else for it. */
const reservedTypes = [
  'DigitalConformityCredential',
  'BadgeCredential',
  'BitstringStatusListCredential',
];

const longestId = 500;

type VcApiOperation =
  | 'issueCredential'
  | 'updateCredentialStatus'
  | 'verifyCredential'
  | 'verifyPresentation'
  | 'createPresentation'
  | 'getVcApiDidDocument'
  | 'getVcApiStatusList';

/** What the VC API is made of. */
export interface VcApiParts {
  /** Who issues; absent where the registry issues for nobody. */
  readonly issuer?: VcApiIssuer | undefined;
  /** What verifying at a moment needs to know. */
  readonly contextAt: (connection: Connection, now: Date) => VerificationContext;
}

/** Handlers of W3C's VC API 0.9: issue for others, and verify what anybody issued. */
export function vcApiHandlers({ issuer, contextAt }: VcApiParts): Handlers<VcApiOperation> {
  function existingIssuer(): VcApiIssuer {
    if (issuer) return issuer;
    throw new ProblemError('notFound', 'This registry issues no credentials for others.');
  }

  return {
    async issueCredential({ connection, body: { credential, options }, now }) {
      const by = existingIssuer();
      const securing = securingOf(options);
      checkIssuable(credential, by);
      const purposes = [options?.credentialStatus ?? []]
        .flat()
        .map(({ statusPurpose = 'revocation' }) => statusPurpose);
      const entries = await entriesFor(connection, by, credential, purposes);
      const whole = { ...credential, ...(entries.length > 0 && { credentialStatus: entries }) };
      return asInput('/credential', async () => {
        await demandJsonLd(whole);
        checkRelatedResources(whole);
        return { ...(await by.sign(whole, securing, now)) };
      });
    },

    async updateCredentialStatus({ connection, body }) {
      existingIssuer();
      const { credentialId, credentialStatus, status } = body;
      const { statusPurpose = 'revocation' } = credentialStatus;
      if (await setStatus(connection, credentialId, statusPurpose, status)) return { status };
      throw new ProblemError('notFound', `${credentialId} has no ${statusPurpose} status here.`);
    },

    async verifyCredential({ connection, body: { verifiableCredential }, now }) {
      const context = contextAt(connection, now);
      return verified(
        'verifiableCredential',
        await resultOf((warn) => demandCredential(verifiableCredential, context, warn)),
      );
    },

    async verifyPresentation({ connection, body: { verifiablePresentation, options }, now }) {
      const context = contextAt(connection, now);
      return verified(
        'verifiablePresentation',
        await verifyPresentation(verifiablePresentation, options ?? {}, context),
      );
    },

    async createPresentation({ body: { presentation } }) {
      const by = existingIssuer();
      const holder = presentation.holder && idOf(presentation.holder);
      if (holder !== undefined && holder !== by.id) {
        throw invalidInput(
          'body',
          '/presentation/holder',
          `must be ${by.id}, in whose name this signs`,
        );
      }
      for (const [index, credential] of [presentation.verifiableCredential ?? []]
        .flat()
        .entries()) {
        const { success } = EnvelopedCredential.safeParse(credential);
        if (success) continue;
        const pointer = `/presentation/verifiableCredential/${index}`;
        throw invalidInput('body', pointer, 'must be a credential in an envelope');
      }
      await asInput('/presentation', () => demandJsonLd(presentation));
      return { ...by.present({ ...presentation, holder: by.id }) };
    },

    getVcApiDidDocument: () => ({ ...existingIssuer().document }),

    async getVcApiStatusList({ connection, params: { statusListId }, request, now }) {
      const by = existingIssuer();
      const [, purpose = '', number = ''] = /^([a-z]+)([1-9]\d{0,5})$/.exec(statusListId) ?? [];
      const list = Number(number) - 1;
      const set = await findSetBits(connection, purpose as StatusPurpose, list);
      if (!set) throw new ProblemError('notFound', `There is no status list ${statusListId}.`);
      const credential = await by.statusList(purpose as StatusPurpose, list, set, now);
      const accept = request.headers.get('accept');
      if (bestMediaType(accept, credentialMediaTypes) === 'application/vc+jwt') {
        return answerCredential(by.token(credential), request);
      }
      // A list in JSON has its proof within, so that it can be verified in this form too.
      const proven = await by.sign(credential, 'proof', now);
      return answerCredential(by.token(proven), request);
    },
  };
}

/** Whether the bit of an entry in a list of the VC API's issuer is set; undefined where the list is none of its. */
export async function isVcApiStatusSet(
  connection: Connection,
  publicUrl: string,
  entry: {
    readonly statusPurpose: string;
    readonly statusListIndex: string;
    readonly statusListCredential: string;
  },
): Promise<boolean | undefined> {
  const prefix = `${publicUrl}/vc-api/status/${entry.statusPurpose}`;
  if (!entry.statusListCredential.startsWith(prefix)) return undefined;
  const list = Number(entry.statusListCredential.slice(prefix.length)) - 1;
  const index = Number(entry.statusListIndex);
  if (!Number.isInteger(list) || list < 0 || index >= minimumEntries) return undefined;
  const set = await findSetBits(connection, entry.statusPurpose as StatusPurpose, list);
  return set?.includes(index);
}

type IssueBody = OperationBody<'issueCredential'>;

function securingOf(options: IssueBody['options']): Securing {
  if (options?.type === undefined && options?.cryptosuite === undefined) return 'envelope';
  if (options.type === 'DataIntegrityProof' && options.cryptosuite === 'ecdsa-rdfc-2019') {
    return 'proof';
  }
  throw invalidInput(
    'body',
    '/options',
    'must ask for a DataIntegrityProof of ecdsa-rdfc-2019, or for neither and so for an envelope',
  );
}

function checkIssuable(credential: IssueBody['credential'], { id }: VcApiIssuer): void {
  if (idOf(credential.issuer) !== id) {
    throw invalidInput('body', '/credential/issuer', `must be ${id}, in whose name this issues`);
  }
  const types = [credential.type].flat();
  const [reserved] = types.filter((type) => reservedTypes.some((name) => type.endsWith(name)));
  if (reserved) {
    throw invalidInput('body', '/credential/type', `must not be ${reserved}: the registry's own`);
  }
}

async function entriesFor(
  connection: Connection,
  issuer: VcApiIssuer,
  credential: IssueBody['credential'],
  purposes: readonly StatusPurpose[],
): Promise<readonly object[]> {
  if (purposes.length === 0) return [credential.credentialStatus ?? []].flat();
  const { id } = credential;
  if (id === undefined || id.length > longestId) {
    const detail = `must be there, of ${longestId} characters at most, because a status was asked for`;
    throw invalidInput('body', '/credential/id', detail);
  }
  const entries: object[] = [credential.credentialStatus ?? []].flat();
  for (const purpose of purposes) {
    const place = await takeStatusPlace(connection, id, purpose);
    if (place === undefined) {
      throw new ProblemError('conflict', `The credential ${id} has a ${purpose} status already.`);
    }
    entries.push(issuer.statusEntry(purpose, place));
  }
  return entries;
}

/** Answers as a fault of the input what is one. */
async function asInput<Result>(pointer: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof VerificationError) throw invalidInput('body', pointer, error.message);
    throw error;
  }
}

/** The result where it is good; else the problem that it is, which holds the result. */
function verified<Result extends VerificationResult>(member: string, result: Result): Result {
  if (result.verified) return result;
  const issues = result.errors.map(({ detail }) => ({ in: 'body', pointer: `/${member}`, detail }));
  const detail = 'It could not be verified.';
  throw new ProblemError('invalidInput', detail, { issues, members: result });
}
