import {
  EnvelopedCredential,
  EnvelopedPresentation,
  VerifiablePresentation,
  type PresentationVerification,
  type VerificationResult,
} from '@fupin/schema';
import { proofsOf } from './data-integrity.ts';
import { tokenIn } from './envelope.ts';
import { demandJsonLd } from './json-ld.ts';
import { openToken } from './jwt.ts';
import {
  checkClaimedTime,
  conforming,
  demandCredential,
  demandProofs,
  idOf,
  resultOf,
  type VerificationContext,
} from './verify-credential.ts';
import { demand } from './verification-error.ts';
import { keyNamed, methodsOf } from './verification-methods.ts';

/** What a verifier asked the holder to sign, so that a presentation can't be shown again elsewhere. */
export interface PresentationOptions {
  readonly challenge?: string | undefined;
  readonly domain?: string | undefined;
}

/** Verifies a presentation, and every credential in it by itself. It is verified only where all of them are. */
export async function verifyPresentation(
  given: unknown,
  options: PresentationOptions,
  context: VerificationContext,
): Promise<PresentationVerification> {
  let shown: readonly unknown[] = [];
  const presentationResult = await resultOf(async () => {
    const presentation =
      typeof given === 'string' || isEnvelope(given, 'EnvelopedVerifiablePresentation')
        ? await openEnvelope(given, options, context)
        : await openProven(given, options, context);
    const credentials = [presentation.verifiableCredential ?? []].flat();
    for (const credential of credentials) {
      if (isEnvelope(credential, 'EnvelopedVerifiableCredential')) {
        conforming(EnvelopedCredential, credential);
      }
    }
    shown = credentials;
  });
  const credentialResults: VerificationResult[] = [];
  for (const credential of shown) {
    credentialResults.push(await resultOf((warn) => demandCredential(credential, context, warn)));
  }
  const results = [presentationResult, ...credentialResults];
  return {
    verified: results.every(({ verified }) => verified),
    errors: results.flatMap(({ errors }) => errors),
    warnings: results.flatMap(({ warnings }) => warnings),
    presentationResult,
    credentialResults,
  };
}

async function openEnvelope(
  given: unknown,
  { challenge, domain }: PresentationOptions,
  context: VerificationContext,
): Promise<VerifiablePresentation> {
  const token =
    typeof given === 'string' ? given : tokenIn(conforming(EnvelopedPresentation, given).id, 'vp');
  const { kid, claims, isSignedBy } = openToken(token, 'vp');
  const presentation = conforming(VerifiablePresentation, claims);
  const { iss, nonce, aud } = claims;
  const holder = presentation.holder && idOf(presentation.holder);
  demand(
    holder === undefined || iss === undefined || iss === holder,
    'malformed',
    'iss must be the holder.',
  );
  const signer = holder ?? (typeof iss === 'string' ? iss : kid.split('#')[0]) ?? '';
  const methods = await methodsOf(signer, context.findMethods);
  demand(
    isSignedBy(keyNamed(kid, signer, methods, context.now)),
    'cryptographic',
    'The signature is not true.',
  );
  checkClaimedTime(claims, context.now);
  demandAsked(challenge, nonce);
  demandAsked(domain, aud);
  return presentation;
}

async function openProven(
  given: unknown,
  { challenge, domain }: PresentationOptions,
  context: VerificationContext,
): Promise<VerifiablePresentation> {
  const presentation = conforming(VerifiablePresentation, given);
  await demandJsonLd(presentation);
  const holder = presentation.holder && idOf(presentation.holder);
  await demandProofs(presentation, holder, 'authentication', context);
  for (const proof of proofsOf(presentation)) {
    demandAsked(challenge, proof.challenge);
    demandAsked(domain, proof.domain);
  }
  return presentation;
}

function demandAsked(asked: string | undefined, signed: unknown): void {
  demand(
    asked === undefined || [signed].flat().includes(asked),
    'cryptographic',
    'It was not signed for the challenge and domain given.',
  );
}

function isEnvelope(given: unknown, name: string): boolean {
  const { type } = (given ?? {}) as { readonly type?: unknown };
  return [type].flat().includes(name);
}
