import * as z from 'zod/mini';

/** A prefixed identifier such as `prd_3kq8…`: the prefix names the kind of record, the rest is opaque. */
const id = (prefix: string) =>
  z
    .string()
    .check(
      z.regex(
        new RegExp(`^${prefix}_[0-9a-z]{8,40}$`),
        `must be an identifier such as "${prefix}_3kq8x0vd"`,
      ),
    );

/** Identifier of a supplier. */
export const SupplierId = id('sup');
/** Identifier of a product. */
export const ProductId = id('prd');
/** Identifier of a certificate. */
export const CertificateId = id('crt');
/** Identifier of an outlet. */
export const OutletId = id('out');
/** Identifier of a badge: the licence to show the mark for one product at one outlet. */
export const BadgeId = id('bdg');
/** Identifier of an application for certification. */
export const ApplicationId = id('app');
/** Identifier of a file that came as evidence with an application. */
export const EvidenceId = id('evd');
/** Identifier of an objection to an application under public notice. */
export const ObjectionId = id('obj');
/** Identifier of a batch in which certificates are listed. */
export const BatchId = id('bat');
/** Identifier of a mark licence. */
export const MarkLicenceId = id('lic');
/** Identifier of a status list. */
export const StatusListId = id('stl');
/** Identifier of a spot check of a certificate. */
export const SpotCheckId = id('spc');
/** Identifier of a complaint. */
export const ComplaintId = id('cmp');
/** Identifier of a finding of supervision. */
export const FindingId = id('fnd');
/** Identifier of an entry of the blacklist of suppliers. */
export const BlacklistEntryId = id('bla');
/** Identifier of a webhook. */
export const WebhookId = id('whk');
/** Identifier of an event that webhooks are told of. */
export const WebhookEventId = id('evt');
/** Identifier of the delivery of an event to a webhook. */
export const WebhookDeliveryId = id('dlv');
/** Identifier of an operator of outlets. */
export const OperatorId = id('opr');
/** Identifier of a campaign. */
export const CampaignId = id('cpn');
