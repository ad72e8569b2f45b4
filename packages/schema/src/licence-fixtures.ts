import { outlet } from './fixtures.ts';
import type {
  MarkLicence,
  MarkLicenceGrant,
  MarkLicenceRenewal,
  MarkTerms,
  NewMarkLicence,
} from './mark-licence.ts';

const [origin] = outlet.origins;
const day = '2020-10-17T04:00:00.000Z';

/** Terms of the mark, shortened. */
export const markTerms = {
  version: '1',
  effectiveFrom: '2020-08-28',
  zh: '消费扶贫标识使用条款……',
  en: 'Terms for the use of the consumption poverty alleviation mark …',
  digest: 'ni:///sha-256;Ik6UTRHIMGPxyDB6Zk2DX0EKI8oRzx4JG1YsoG3cVRc',
  validityDays: 365,
} as const satisfies MarkTerms;

/** What is said to accept the terms. */
export const markLicenceRenewal = {
  termsVersion: markTerms.version,
  signatory: { name: '王建国', title: '电商部经理', contact: '021-5555 0100' },
} as const satisfies MarkLicenceRenewal;

/** What an operator asks for. */
export const newMarkLicence = {
  outletId: outlet.outletId,
  origins: [origin],
  ...markLicenceRenewal,
} as const satisfies NewMarkLicence;

/** What an administrator vouches for. */
export const markLicenceGrant = {
  origins: [origin],
  reason: '线下核验营业执照与域名备案',
} as const satisfies MarkLicenceGrant;

const text = 'fupin-licence=4f1c0d9a7be25836c1d0e4f2a9b8c7d6e5f40312';

/** A licence that is asked for, as its licensee sees it. */
export const pendingMarkLicence = {
  licenceId: 'lic_2v7x4c9q1d',
  licenceNo: null,
  status: 'pending',
  outletId: outlet.outletId,
  outletName: outlet.name,
  operatorName: outlet.operatorName,
  origins: [
    {
      origin,
      proof: null,
      challenge: {
        text,
        fileUrl: `${origin}/.well-known/fupin-licence.txt`,
        dnsName: '_fupin-licence.shop.example',
        expiresAt: '2020-10-31T04:00:00.000Z',
      },
    },
  ],
  terms: { version: markTerms.version, digest: markTerms.digest, acceptedAt: day },
  signatory: markLicenceRenewal.signatory,
  requestedAt: day,
  validFrom: null,
  validUntil: null,
  statusChanges: [],
} as const satisfies MarkLicence;

const { signatory: _, ...publicPart } = pendingMarkLicence;

/** The same licence once it is granted, as the public sees it. */
export const markLicence = {
  ...publicPart,
  licenceNo: 'FML-2020-7K3Q9D-2XRBAE',
  status: 'granted',
  origins: [
    {
      origin,
      proof: {
        kind: 'file',
        provedAt: '2020-10-17T05:00:00.000Z',
        seen: `${origin}/.well-known/fupin-licence.txt: 203.0.113.9 answered 200 with ${text}`,
        checkedAt: '2020-10-18T05:00:00.000Z',
      },
    },
  ],
  validFrom: '2020-10-17T05:00:00.000Z',
  validUntil: '2021-10-17T16:00:00.000Z',
  statusChanges: [{ status: 'granted', at: '2020-10-17T05:00:00.000Z', by: 'operator' }],
} as const satisfies MarkLicence;
