import type {
  Application,
  ApplicationSummary,
  ApplicationTrack,
  AwaitedStep,
  Checklist,
  PublicNotice,
} from './application.ts';
import type { Batch } from './batch.ts';
import type { NewDossier } from './dossier.ts';
import type { Evidence } from './evidence.ts';
import { category, certificate, county, product, supplier } from './fixtures.ts';
import type { NewObjection, Objection, ObjectionReceipt } from './objection.ts';
import type { NewScheme, Scheme } from './scheme.ts';
import type { NewSupplier } from './supplier.ts';

/** A scheme of a county’s own. */
export const newScheme = {
  schemeId: 'meitan-tea',
  name: '湄潭茶叶认定',
  nameEn: 'Certification of Meitan tea',
  owner: '湄潭县扶贫办',
  ownerEn: 'Meitan County poverty alleviation office',
  basis: '示例：仅用于说明格式。',
  numberPrefix: 'MTCY',
  divisionCodes: ['520328'],
  criteria: [
    { kind: 'originIn832Counties' },
    { kind: 'linkage', minimumHouseholds: 10 },
    { kind: 'evidence', evidenceKind: 'businessLicence' },
  ],
  reviewChain: [
    {
      step: 'firstReview',
      level: 'township',
      role: 'certifier',
      actor: '乡镇人民政府',
      actorEn: 'Township government',
      days: { count: 7, counted: 'working' },
    },
    {
      step: 'publicNotice',
      level: 'county',
      role: 'certifier',
      actor: '湄潭县扶贫办',
      actorEn: 'Meitan County poverty alleviation office',
      days: { count: 7, counted: 'calendar' },
    },
    {
      step: 'determined',
      level: 'county',
      role: 'certifier',
      actor: '湄潭县扶贫办',
      actorEn: 'Meitan County poverty alleviation office',
    },
    {
      step: 'listed',
      level: 'county',
      role: 'certifier',
      actor: '湄潭茶叶目录',
      actorEn: 'Directory of Meitan tea',
    },
  ],
  validityMonths: 24,
} as const satisfies NewScheme;

/** {@link supplier} before it is registered. */
export const newSupplier = {
  name: supplier.name,
  nameEn: supplier.nameEn,
  uscc: supplier.uscc,
  kind: supplier.kind,
  countyCode: county.code,
} as const satisfies NewSupplier;

/** {@link newScheme} as it is served. */
export const scheme = newScheme satisfies Scheme;

/** A dossier about {@link product}, complete. */
export const dossier = {
  product: {
    name: product.name,
    nameEn: product.nameEn,
    spec: product.spec,
    gtin: product.gtin,
    categoryCode: category.code,
    countyCode: county.code,
    townshipCode: '520328001',
    description: product.description,
  },
  linkage: {
    kinds: ['guaranteedPurchase', 'employment'],
    householdsHelped: 148,
    peopleHelped: 531,
    description: '与 148 户签订保底收购合同，春茶季优先雇用。',
  },
  supply: {
    quantity: product.annualSupply.quantity,
    unit: product.annualSupply.unit,
    season: 'continuous',
    commodityValueFen: certificate.commodityValueFen,
  },
  price: {
    referencePriceFen: product.referencePriceFen,
    comparisons: [{ source: '湄潭茶城批发均价', priceFen: 13_000, on: '2020-03-20' }],
  },
  contact: { name: '陈茶', phone: '0851-0000000' },
  members: [
    { kind: 'registeredHousehold', name: '王大山', village: '核桃坝村' },
    { kind: 'registeredHousehold', village: '核桃坝村' },
  ],
} as const satisfies NewDossier;

/** A file of evidence with {@link application}. */
export const evidence = {
  evidenceId: 'evd_4k2m9p7s1v',
  kind: 'businessLicence',
  fileName: '营业执照.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 183_204,
  sha256: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  addedAt: '2020-04-01T01:12:00.000Z',
} as const satisfies Evidence;

/** The first review of {@link application}. */
export const awaitedStep = {
  step: 'firstReview',
  level: 'township',
  role: 'certifier',
  actor: '乡镇人民政府',
  actorEn: 'Township government',
  dueOn: '2020-04-13',
} as const satisfies AwaitedStep;

const track = {
  schemeId: newScheme.schemeId,
  version: 2,
  state: 'submitted',
  awaited: awaitedStep,
  revision: 1,
  noticeFrom: null,
  noticeUntil: null,
  openObjections: 0,
  upheldObjections: 0,
  batchId: null,
  certificateId: null,
  history: [
    {
      action: 'submit',
      state: 'submitted',
      actor: { label: supplier.name, role: 'supplier' },
      at: '2020-04-02T02:00:00.000Z',
    },
  ],
} as const satisfies ApplicationTrack;

const { supplierId, name, nameEn, kind } = supplier;

/** An application of {@link supplier}, submitted. */
export const application = {
  applicationId: 'app_8d3f6h9k2m',
  version: 2,
  revision: 1,
  supplier: { supplierId, name, nameEn, kind },
  county,
  dossier,
  memberCount: dossier.members.length,
  evidence: [evidence],
  tracks: [track],
  createdAt: '2020-04-01T01:00:00.000Z',
} as const satisfies Application;

/** {@link application} before it is submitted. */
export const draftApplication = {
  ...application,
  version: 1,
  tracks: [{ ...track, version: 1, state: 'draft', awaited: null, revision: null, history: [] }],
} as const satisfies Application;

/** {@link application} in a list. */
export const applicationSummary = {
  applicationId: application.applicationId,
  schemeId: newScheme.schemeId,
  state: track.state,
  version: track.version,
  awaited: awaitedStep,
  productName: product.name,
  supplier: application.supplier,
  county,
  updatedAt: '2020-04-02T02:00:00.000Z',
} as const satisfies ApplicationSummary;

/** What was missing in {@link application} before its evidence came. */
export const checklist = {
  applicationId: application.applicationId,
  complete: [],
  items: [
    {
      schemeId: newScheme.schemeId,
      code: 'evidenceMissing',
      pointer: '/evidence',
      text: '请上传营业执照',
      textEn: 'Upload: business licence',
    },
  ],
} as const satisfies Checklist;

/** The public notice of {@link application}. */
export const publicNotice = {
  applicationId: application.applicationId,
  schemeId: newScheme.schemeId,
  productId: product.productId,
  productName: product.name,
  spec: product.spec,
  supplierName: supplier.name,
  county,
  householdsHelped: dossier.linkage.householdsHelped,
  peopleHelped: dossier.linkage.peopleHelped,
  memberCount: dossier.members.length,
  commodityValueFen: certificate.commodityValueFen,
  referencePriceFen: product.referencePriceFen,
  noticeFrom: '2020-04-20',
  noticeUntil: '2020-04-27',
} as const satisfies PublicNotice;

/** What somebody has against {@link application}. */
export const newObjection = {
  reason: '该合作社去年未按保底价收购。',
  contact: { name: '李某', phone: '13900000000' },
} as const satisfies NewObjection;

/** That {@link newObjection} was taken. */
export const objectionReceipt = {
  objectionId: 'obj_1a5c8e2g7j',
  filedAt: '2020-04-22T03:00:00.000Z',
} as const satisfies ObjectionReceipt;

/** {@link newObjection}, answered. */
export const objection = {
  ...objectionReceipt,
  schemeId: newScheme.schemeId,
  ...newObjection,
  answer: {
    text: '经核查收购台账，去年 148 户均按合同价结清。',
    upheld: false,
    at: '2020-04-24T08:00:00.000Z',
    by: '湄潭县扶贫办',
  },
} as const satisfies Objection;

/** A published batch. */
export const batch = {
  batchId: 'bat_6b9d3f1h5k',
  schemeId: newScheme.schemeId,
  name: certificate.batch,
  state: 'published',
  count: 1,
  createdAt: '2020-05-30T02:00:00.000Z',
  publishedAt: '2020-06-01T01:00:00.000Z',
} as const satisfies Batch;
