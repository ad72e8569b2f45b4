import type { CertificateClaims, DirectoryEntry, StatusPurpose } from './claims.ts';
import { conformityContext, credentialsContext } from './context.ts';
import { signClaims, validityClaims } from './issue.ts';
import type { Issuer, Validity } from './issue.ts';

/** What a certificate is to say. */
export interface CertificateInput extends Validity {
  /** The certificate's address, which is also its `id`. */
  readonly id: string;
  /** Title for a reader, such as the product's name with the directory number. */
  readonly name: string;
  /** The certification scheme: address and name. */
  readonly scheme: { readonly id: string; readonly name: string };
  /** The supplier: URI, name and unified social credit code (GB 32100-2015). */
  readonly supplier: { readonly id: string; readonly name: string; readonly uscc?: string };
  /** The product: GS1 Digital Link URI or URI of its own, name, and GTIN if it has one. */
  readonly product: { readonly id: string; readonly name: string; readonly gtin?: string };
  /** What the supplier can deliver in a year, in a unit of UNECE Recommendation 20 (`KGM`, `TNE`, `H87` …). */
  readonly annualSupply: { readonly value: number; readonly unit: string };
  readonly directoryEntry: DirectoryEntry;
  /** Places in the status lists: address of each list and the certificate's index in it. */
  readonly status: Readonly<Record<StatusPurpose, StatusPlace>>;
}

/** A place in a status list. */
export interface StatusPlace {
  readonly list: string;
  readonly index: number;
}

/** Issues a certificate, a UNTP Digital Conformity Credential, as compact JWS. */
export async function issueCertificate(input: CertificateInput, issuer: Issuer): Promise<string> {
  const { id, supplier, product, annualSupply, status } = input;
  const claims: CertificateClaims = {
    '@context': [credentialsContext, conformityContext, issuer.context],
    id,
    type: ['VerifiableCredential', 'DigitalConformityCredential'],
    name: input.name,
    issuer: { type: ['CredentialIssuer'], id: issuer.id, name: issuer.name },
    ...validityClaims(input),
    credentialStatus: [
      statusEntry(id, 'revocation', status.revocation),
      statusEntry(id, 'suspension', status.suspension),
    ],
    credentialSubject: {
      type: ['ConformityAttestation', 'Attestation'],
      id: `${id}#attestation`,
      name: input.name,
      assessorLevel: '3rdParty',
      assessmentLevel: 'GovtApproval',
      attestationType: 'certification',
      issuedToParty: {
        type: ['Party'],
        id: supplier.id,
        name: supplier.name,
        ...(supplier.uscc && {
          registeredId: supplier.uscc,
          idScheme: {
            type: ['IdentifierScheme'],
            id: `${issuer.context}#uscc`,
            name: 'Unified social credit code (GB 32100-2015)',
          },
        }),
      },
      scope: {
        type: ['ConformityAssessmentScheme', 'Standard'],
        ...input.scheme,
        issuingParty: { id: issuer.id, name: issuer.name },
      },
      assessment: [
        {
          type: ['ConformityAssessment', 'Declaration'],
          id: `${id}#assessment`,
          conformityTopic: 'social.community',
          conformance: true,
          assessedProduct: [
            {
              product: {
                type: ['Product'],
                id: product.id,
                name: product.name,
                ...(product.gtin && {
                  registeredId: product.gtin,
                  idScheme: {
                    type: ['IdentifierScheme'],
                    id: 'https://id.gs1.org/01/',
                    name: 'Global Trade Item Number (GTIN)',
                  },
                }),
              },
              IDverifiedByCAB: true,
            },
          ],
          declaredValue: [
            {
              metricName: 'annual supply',
              metricValue: { value: annualSupply.value, unit: annualSupply.unit },
            },
          ],
        },
      ],
      directoryEntry: { type: ['DirectoryEntry'], ...input.directoryEntry },
    },
  };
  return signClaims(claims, issuer);
}

function statusEntry(id: string, statusPurpose: StatusPurpose, { list, index }: StatusPlace) {
  if (!Number.isSafeInteger(index) || index < 0) {
    throw new RangeError(`A status list index is a whole number from 0; received ${index}`);
  }
  return {
    id: `${id}#${statusPurpose}`,
    type: 'BitstringStatusListEntry' as const,
    statusPurpose,
    statusListIndex: String(index),
    statusListCredential: list,
  };
}
