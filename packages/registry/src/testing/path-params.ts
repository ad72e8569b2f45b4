import { batchIdOf } from '../batches/batch-store.ts';
import { sampleIds } from './sample-directory.ts';

/** A value for each parameter of a path: a record of the sample directory, or an identifier that names nothing. */
export const pathParams: Readonly<Record<string, string>> = {
  productId: sampleIds.product('tea'),
  certificateId: sampleIds.certificate('tea'),
  outletId: sampleIds.outlet,
  licenceId: 'lic_nothing00',
  sku: 'tea',
  badgeId: 'bdg_nothing00',
  statusListId: 'stl_nothing00',
  schemeId: 'national-directory',
  applicationId: 'app_nothing00',
  evidenceKind: 'other',
  fileName: 'licence.pdf',
  evidenceId: 'evd_nothing00',
  objectionId: 'obj_nothing00',
  batchId: batchIdOf('national-directory', '1'),
  spotCheckId: 'spc_nothing00',
  complaintId: 'cmp_nothing00',
  blacklistEntryId: 'bla_nothing00',
  findingId: 'fnd_nothing00',
  rule: 'overCapacity',
  webhookId: 'whk_nothing00',
  deliveryId: 'dlv_nothing00',
};
