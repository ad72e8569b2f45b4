import * as z from 'zod/mini';

/** The JSON-LD context that every credential and presentation names first (Verifiable Credentials 2.0 §4.3). */
export const baseContext = 'https://www.w3.org/ns/credentials/v2';

/** An absolute URL of any scheme, `did:` and `urn:` included (§4.4). */
const Url = z
  .string()
  .check(
    z.regex(
      /^[a-z][a-z0-9+.-]*:[^\s\p{Cc}\p{Cs}<>"{}|\\^`]+$/iu,
      'must be one absolute URL, such as https://… or did:…',
    ),
  );

const someOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.union([item, z.array(item).check(z.minLength(1))]);

const Types = someOf(z.string().check(z.minLength(1)));

/** The contexts: the base context, then URLs and context objects in order (§4.3). */
const Contexts = z
  .array(z.union([Url, z.looseObject({})]))
  .check(z.refine(([first]) => first === baseContext, { error: `must begin with ${baseContext}` }));

const typesWith = (type: string) =>
  Types.check(z.refine((types) => [types].flat().includes(type), { error: `must hold ${type}` }));

/** Text in a language, with nothing else beside it (§11.1). */
const LanguageValue = z.strictObject({
  '@value': z.string(),
  '@language': z.optional(z.string().check(z.regex(/^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i))),
  '@direction': z.optional(z.enum(['ltr', 'rtl'])),
});

const Text = z.union([z.string(), someOf(LanguageValue)]);

const Described = { id: z.optional(Url), name: z.optional(Text), description: z.optional(Text) };

const party = z.union([Url, z.looseObject({ ...Described, id: Url })]);

const Subject = z
  .looseObject(Described)
  .check(z.refine((subject) => Object.keys(subject).length > 0, { error: 'must make a claim' }));

/** An object that says what it is (§4.5); `id` where it has one is a URL. */
const typed = z.looseObject({ ...Described, type: Types });

const Index = z.string().check(z.regex(/^(?:0|[1-9]\d*)$/, 'must be a whole number as a string'));

/** Where a credential's status stands; entries of bitstring lists in full (Bitstring Status List 1.0 §2.1). */
const Status = typed.check(
  z.superRefine((status, context) => {
    if (![status.type].flat().includes('BitstringStatusListEntry')) return;
    const { error } = BitstringEntry.safeParse(status);
    for (const { path, message } of error?.issues ?? []) {
      context.addIssue({ code: 'custom', path, message: asDemand(message) });
    }
  }),
);

const BitstringEntry = z
  .looseObject({
    statusPurpose: z.string(),
    statusListIndex: Index,
    statusListCredential: Url,
    statusSize: z.optional(z.int().check(z.minimum(1))),
    statusMessage: z.optional(z.array(z.looseObject({ status: z.string(), message: z.string() }))),
    statusReference: z.optional(someOf(Url)),
  })
  .check(
    z.refine(
      ({ statusSize = 1, statusMessage }) =>
        statusMessage ? statusMessage.length === 2 ** statusSize : statusSize === 1,
      { error: 'must have one message for each possible value', path: ['statusMessage'] },
    ),
  );

const RelatedResource = z
  .looseObject({
    id: Url,
    mediaType: z.optional(z.string()),
    digestSRI: z.optional(z.string()),
    digestMultibase: z.optional(z.string()),
  })
  .check(
    z.refine(({ digestSRI, digestMultibase }) => digestSRI ?? digestMultibase, {
      error: 'must have digestSRI or digestMultibase',
    }),
  );

const RelatedResources = someOf(RelatedResource).check(
  z.refine((resources) => hasDistinctIds([resources].flat()), {
    error: 'must name each resource once',
  }),
);

// XML Schema 1.1 dateTimeStamp, of which a zone is a part.
const Timestamp = z
  .string()
  .check(
    z.refine(
      (text) =>
        /^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) &&
        !Number.isNaN(Date.parse(text)),
      { error: 'must be an instant with zone such as 2020-10-17T08:00:00Z (XML Schema 1.1)' },
    ),
  );

/** A credential as W3C Verifiable Credentials 2.0 defines it, with every MUST that can be told from the document alone. */
export const VerifiableCredential = z
  .looseObject({
    ...Described,
    '@context': Contexts,
    type: typesWith('VerifiableCredential'),
    issuer: party,
    credentialSubject: someOf(Subject),
    validFrom: z.optional(Timestamp),
    validUntil: z.optional(Timestamp),
    credentialStatus: z.optional(someOf(Status)),
    credentialSchema: z.optional(someOf(z.looseObject({ id: Url, type: Types }))),
    refreshService: z.optional(someOf(typed)),
    termsOfUse: z.optional(someOf(typed)),
    evidence: z.optional(someOf(typed)),
    relatedResource: z.optional(RelatedResources),
    proof: z.optional(someOf(typed)),
  })
  .check(
    z.refine(
      ({ validFrom, validUntil }) =>
        validFrom === undefined ||
        validUntil === undefined ||
        !(Date.parse(validUntil) < Date.parse(validFrom)),
      { error: 'must not end before it begins', path: ['validUntil'] },
    ),
  );
export type VerifiableCredential = z.infer<typeof VerifiableCredential>;

/** A credential in an envelope: a `data:` URL that holds it with its signature (§4.13.2). */
export const EnvelopedCredential = z.looseObject({
  '@context': z.union([Contexts, z.literal(baseContext)]),
  id: Url.check(z.regex(/^data:/, 'must be a data: URL')),
  type: z.union([
    z.literal('EnvelopedVerifiableCredential'),
    typesWith('EnvelopedVerifiableCredential'),
  ]),
});
export type EnvelopedCredential = z.infer<typeof EnvelopedCredential>;

/** A presentation in an envelope (§4.13.3). */
export const EnvelopedPresentation = z.looseObject({
  '@context': z.union([Contexts, z.literal(baseContext)]),
  id: Url.check(z.regex(/^data:/, 'must be a data: URL')),
  type: typesWith('EnvelopedVerifiablePresentation'),
});

/** A presentation (§4.13): credentials, each an object of its own, that a holder shows. */
export const VerifiablePresentation = z.looseObject({
  '@context': Contexts,
  id: z.optional(Url),
  type: typesWith('VerifiablePresentation'),
  holder: z.optional(party),
  verifiableCredential: z.optional(someOf(z.looseObject({ type: Types }))),
  termsOfUse: z.optional(someOf(typed)),
  proof: z.optional(someOf(typed)),
});
export type VerifiablePresentation = z.infer<typeof VerifiablePresentation>;

/** What went wrong or is worth knowing, as RFC 9457 (§7.1 of the data model names the types). */
const Detail = z.looseObject({ type: z.string(), title: z.string(), detail: z.string() });

/** What came of verifying a credential or presentation (VC API 0.9). */
export const VerificationResult = z.looseObject({
  verified: z.boolean(),
  errors: z.array(Detail),
  warnings: z.array(Detail),
});
export type VerificationResult = z.infer<typeof VerificationResult>;

/** The same of a presentation: verified only where it and every credential in it are. */
export const PresentationVerification = z.looseObject({
  ...VerificationResult.shape,
  presentationResult: VerificationResult,
  credentialResults: z.array(VerificationResult),
});
export type PresentationVerification = z.infer<typeof PresentationVerification>;

function hasDistinctIds(resources: readonly { readonly id: string }[]): boolean {
  return new Set(resources.map(({ id }) => id)).size === resources.length;
}

function asDemand(message: string): string {
  return message.startsWith('must ') ? message : 'must be as Bitstring Status List 1.0 has it';
}
