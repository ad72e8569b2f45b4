import type { Application, ApplicationTrack, NewDossier, OperationId } from '@fupin/schema';
import { hash } from 'node:crypto';
import { upsertSuppliers, supplierIdOf } from '../directory/supplier-store.ts';
import type { NewKey } from '../keys/key-store.ts';
import { bodyOf, type CallOptions, type RegistryUnderTest } from './registry-under-test.ts';
import { sampleIds } from './sample-directory.ts';

/** An applicant in Meitan, and one in Zhaojue, Sichuan. */
export const applicants = {
  meitan: { uscc: '93520328MA6E7K2Q95', countyCode: '520328', townshipCode: '520328001' },
  zhaojue: { uscc: '91513431MA0000001P', countyCode: '513431', townshipCode: '513431100' },
} as const;
export type ApplicantName = keyof typeof applicants;

/** Keys of suppliers and of reviewers at each level, right and wrong. */
export const reviewKeys = {
  meitan: { role: 'supplier', supplierId: supplierIdOf(applicants.meitan.uscc) },
  zhaojue: { role: 'supplier', supplierId: supplierIdOf(applicants.zhaojue.uscc) },
  township: { role: 'certifier', divisionCode: '520328001' },
  otherTownship: { role: 'certifier', divisionCode: '520328002' },
  county: { role: 'certifier', divisionCode: '520328' },
  otherCounty: { role: 'certifier', divisionCode: '520327' },
  prefecture: { role: 'certifier', divisionCode: '520300' },
  otherPrefecture: { role: 'certifier', divisionCode: '520400' },
  province: { role: 'certifier', divisionCode: '520000' },
  otherProvince: { role: 'certifier', divisionCode: '530000' },
  national: { role: 'certifier', divisionCode: '000000' },
  zhaojueCounty: { role: 'certifier', divisionCode: '513431' },
  sichuan: { role: 'certifier', divisionCode: '510000' },
  unbound: { role: 'certifier' },
  countySupervisor: { role: 'supervisor', divisionCode: '520328' },
  supervisor: { role: 'supervisor' },
  administrator: { role: 'administrator' },
  operator: { role: 'operator', operatorId: sampleIds.operator },
  buyer: { role: 'buyer' },
} as const satisfies Record<string, Partial<NewKey>>;
export type ReviewKeyName = keyof typeof reviewKeys;

/** A dossier with nothing missing under any of the known schemes; `changes` replace whole parts. */
export function sampleDossier(
  applicant: ApplicantName = 'meitan',
  changes: NewDossier = {},
): NewDossier {
  const { countyCode, townshipCode } = applicants[applicant];
  return {
    product: { name: '云雾茶', spec: '100g', categoryCode: '030101', countyCode, townshipCode },
    linkage: {
      kinds: ['guaranteedPurchase'],
      householdsHelped: 60,
      peopleHelped: 180,
      description: '保底价收购鲜叶。',
    },
    supply: { quantity: '5000', unit: '袋', season: 'continuous', commodityValueFen: 60_000_000 },
    price: {
      referencePriceFen: 12_000,
      comparisons: [{ source: '批发市场均价', priceFen: 12_500, on: '2020-10-01' }],
    },
    statements: {
      productStandard: 'GB/T 14456',
      traceability: '一袋一码',
      afterSales: '七天无理由退货',
      ownBrand: '云雾',
      useOfMark: '包装正面',
    },
    contact: { name: '陈茶', phone: '13900000000' },
    ...changes,
  };
}

/** The kinds of evidence that any of the known schemes demands. */
export const neededEvidence = [
  'applicationForm',
  'businessLicence',
  'commitment',
  'linkageProof',
  'qualityReport',
  'trademarkCertificate',
  'markUsePlan',
  'assistanceStamp',
] as const;

/** A small file that is a PDF for whoever looks at its ends. */
export const samplePdf = new TextEncoder().encode('%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n');

/** The headers of an upload. */
export function uploadHeaders(bytes: Uint8Array, mediaType = 'application/pdf') {
  return {
    'content-type': mediaType,
    'content-digest': `sha-256=:${hash('sha256', bytes, 'base64')}:`,
  };
}

/** A registry's desk: keys by name, and the calls of an application's way in a word each. */
export interface Desk {
  call(
    operationId: OperationId,
    key: ReviewKeyName | null,
    options?: CallOptions,
  ): Promise<Response>;
  read(applicationId: string, key: ReviewKeyName): Promise<Application>;
  upload(applicationId: string, key: ReviewKeyName, kind: string): Promise<Response>;
  /** A complete draft with its evidence. */
  draft(
    schemeIds: readonly string[],
    key?: ApplicantName,
    dossier?: NewDossier,
  ): Promise<Application>;
  /** Takes a step; the version is that of now unless given. */
  step(
    applicationId: string,
    schemeId: string,
    key: ReviewKeyName,
    body?: Readonly<Record<string, unknown>>,
  ): Promise<Response>;
  track(applicationId: string, schemeId: string): Promise<ApplicationTrack>;
  forward(days: number): void;
}

/** Opens a desk in a registry. */
export async function openDesk(registry: RegistryUnderTest): Promise<Desk> {
  const { zhaojue } = applicants;
  await upsertSuppliers(registry.database, [
    {
      uscc: zhaojue.uscc,
      name: '昭觉花椒公司',
      kind: 'enterprise',
      countyCode: zhaojue.countyCode,
    },
  ]);
  const keys = new Map<ReviewKeyName, Promise<string>>();
  const keyOf = (name: ReviewKeyName) => {
    const key = keys.get(name) ?? registry.key({ ...reviewKeys[name], label: name });
    keys.set(name, key);
    return key;
  };
  const owner = async (applicationId: string): Promise<ApplicantName> => {
    const params = { applicationId };
    const response = await desk.call('getApplication', 'meitan', { params });
    return response.status === 200 ? 'meitan' : 'zhaojue';
  };
  const desk: Desk = {
    call: async (operationId, key, options = {}) =>
      registry.call(operationId, { ...options, ...(key && { key: await keyOf(key) }) }),

    read: async (applicationId, key) =>
      bodyOf(await desk.call('getApplication', key, { params: { applicationId } })),

    upload: async (applicationId, key, kind) =>
      registry.app.request(
        `/v1/applications/${applicationId}/evidence/${kind}/${encodeURIComponent(`${kind}.pdf`)}`,
        {
          method: 'PUT',
          headers: { authorization: `Bearer ${await keyOf(key)}`, ...uploadHeaders(samplePdf) },
          body: samplePdf,
        },
      ),

    async draft(schemeIds, key = 'meitan', dossier = sampleDossier(key)) {
      const created = await desk.call('createApplication', key, { body: { schemeIds, dossier } });
      const { applicationId } = await bodyOf<Application>(created, 201);
      for (const kind of neededEvidence) {
        await bodyOf(await desk.upload(applicationId, key, kind));
      }
      return desk.read(applicationId, key);
    },

    async step(applicationId, schemeId, key, body = { decision: 'pass' }) {
      const { version } = await desk.track(applicationId, schemeId);
      return desk.call('takeReviewStep', key, {
        params: { applicationId, schemeId },
        body: { version, ...body },
      });
    },

    async track(applicationId, schemeId) {
      const { tracks } = await desk.read(applicationId, await owner(applicationId));
      const track = tracks.find((each) => each.schemeId === schemeId);
      if (!track) throw new Error(`no track under ${schemeId}`);
      return track;
    },

    forward(days) {
      registry.now = new Date(registry.now.getTime() + days * 86_400_000);
    },
  };
  return desk;
}
