import {
  EnvelopedCredential,
  faultsOf,
  VerifiableCredential,
  type VerificationResult,
  type z,
} from '@fupin/schema';
import { tokenIn } from './envelope.ts';
import { isProvenBy, proofsOf } from './data-integrity.ts';
import { demandJsonLd } from './json-ld.ts';
import { openToken } from './jwt.ts';
import { checkRelatedResources } from './related-resources.ts';
import { demand, problemDetails, VerificationError } from './verification-error.ts';
import { keyNamed, methodsOf, type FindMethods } from './verification-methods.ts';

/** What verifying needs to know beside the document. */
export interface VerificationContext {
  readonly now: Date;
  readonly findMethods: FindMethods;
  /** Whose credentials need no reading as JSON-LD, because their contexts are our own. */
  readonly ownIssuer: string;
  /** Whether a status is set; undefined where its list is none of ours, for nothing is fetched. */
  readonly isStatusSet: (entry: StatusEntry) => Promise<boolean | undefined>;
}

/** Where the status of a credential stands (Bitstring Status List 1.0 §2.1). */
export interface StatusEntry {
  readonly statusPurpose: string;
  readonly statusListIndex: string;
  readonly statusListCredential: string;
}

type Checks = (warn: (warning: VerificationError) => void) => Promise<void>;

/** Runs checks and tells their outcome as W3C's VC API does: every error is a failure. */
export async function resultOf(checks: Checks): Promise<VerificationResult> {
  const warnings: VerificationError[] = [];
  try {
    await checks((warning) => warnings.push(warning));
    return { verified: true, errors: [], warnings: warnings.map(problemDetails) };
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return {
      verified: false,
      errors: [problemDetails(error)],
      warnings: warnings.map(problemDetails),
    };
  }
}

/**
 * Verifies a credential, in an envelope or with a proof: securing, data model, issuer, time and status. Throws a
 * VerificationError with the first reason not to rely on it; what could not be looked at is a warning.
 */
export async function demandCredential(
  given: unknown,
  context: VerificationContext,
  warn: (warning: VerificationError) => void,
): Promise<void> {
  const credential =
    typeof given === 'string' || isEnvelope(given)
      ? await openEnvelope(given, context)
      : await openProven(given, context);
  for (const warning of checkRelatedResources(credential)) warn(warning);
  checkTime(credential, context.now);
  await checkStatus(credential, context, warn);
}

/** Reads a value by the rules of a schema; throws a VerificationError that says where it breaks them. */
export function conforming<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data as z.output<Schema>;
  const faults = faultsOf(error, value).map(({ pointer, detail }) => `${pointer || '/'} ${detail}`);
  throw new VerificationError('malformed', faults.join('; '));
}

async function openEnvelope(given: unknown, context: VerificationContext) {
  const token =
    typeof given === 'string' ? given : tokenIn(conforming(EnvelopedCredential, given).id, 'vc');
  const { kid, claims, isSignedBy } = openToken(token, 'vc');
  const credential = conforming(VerifiableCredential, claims);
  const issuer = idOf(credential.issuer);
  demand(
    claims['iss'] === undefined || claims['iss'] === issuer,
    'malformed',
    'iss must be the issuer.',
  );
  const methods = await methodsOf(issuer, context.findMethods);
  demand(
    isSignedBy(keyNamed(kid, issuer, methods, context.now)),
    'cryptographic',
    'The signature is not true.',
  );
  checkClaimedTime(claims, context.now);
  if (issuer !== context.ownIssuer) await demandJsonLd(withoutClaims(credential));
  return credential;
}

async function openProven(given: unknown, context: VerificationContext) {
  const credential = conforming(VerifiableCredential, given);
  await demandProofs(credential, idOf(credential.issuer), 'assertionMethod', context);
  await demandJsonLd(credential);
  return credential;
}

/** Demands that every proof of a document is true, for a purpose, and of its author. */
export async function demandProofs(
  document: Readonly<Record<string, unknown>>,
  author: string | undefined,
  purpose: string,
  { now, findMethods }: VerificationContext,
): Promise<void> {
  for (const proof of proofsOf(document)) {
    const [controller = ''] = proof.verificationMethod.split('#');
    demand(
      proof.proofPurpose === purpose && controller === (author ?? controller),
      'cryptographic',
      `A proof must be its author’s, for ${purpose}.`,
    );
    demand(
      proof.expires === undefined || now.getTime() < Date.parse(proof.expires),
      'range',
      'A proof has expired.',
    );
    const key = keyNamed(
      proof.verificationMethod,
      controller,
      await methodsOf(controller, findMethods),
      now,
    );
    demand(await isProvenBy(document, proof, key), 'cryptographic', 'A proof is not true.');
  }
}

/** The identifier of an issuer or holder, in either of its forms. */
export function idOf(party: string | { readonly id: string }): string {
  return typeof party === 'string' ? party : party.id;
}

/** Demands of a token's own times (RFC 7519 §4.1.4, §4.1.5) that they hold, where it has any. */
export function checkClaimedTime(claims: Readonly<Record<string, unknown>>, now: Date): void {
  const seconds = now.getTime() / 1000;
  const { exp, nbf } = claims;
  demand(typeof exp !== 'number' || seconds < exp, 'range', 'The token has expired.');
  demand(typeof nbf !== 'number' || seconds >= nbf, 'range', 'The token is not valid yet.');
}

function isEnvelope(given: unknown): boolean {
  const { type } = (given ?? {}) as { readonly type?: unknown };
  return [type].flat().includes('EnvelopedVerifiableCredential');
}

function checkTime({ validFrom, validUntil }: VerifiableCredential, now: Date): void {
  const ms = now.getTime();
  demand(!validFrom || Date.parse(validFrom) <= ms, 'range', 'The credential is not valid yet.');
  demand(!validUntil || ms <= Date.parse(validUntil), 'range', 'The credential has expired.');
}

async function checkStatus(
  { credentialStatus }: VerifiableCredential,
  { isStatusSet }: VerificationContext,
  warn: (warning: VerificationError) => void,
): Promise<void> {
  for (const entry of [credentialStatus ?? []].flat()) {
    const isBitstring = [entry.type].flat().includes('BitstringStatusListEntry');
    const isSet = isBitstring ? await isStatusSet(entry as unknown as StatusEntry) : undefined;
    demand(!isSet, 'status', `The credential’s ${String(entry['statusPurpose'])} is set.`);
    if (isSet === undefined) {
      warn(
        new VerificationError(
          'statusRetrieval',
          'A status was not looked up: the list is not one of ours.',
        ),
      );
    }
  }
}

/** The names that RFC 7519 §4.1 gives claims; they say nothing in JSON-LD. */
const registeredClaims = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'];

function withoutClaims(credential: VerifiableCredential): object {
  return Object.fromEntries(
    Object.entries(credential).filter(([name]) => !registeredClaims.includes(name)),
  );
}
