import type { certificateStatuses, linkageKinds, StatusReason } from '@fupin/schema';
import { countyOrdinals } from './county-ordinals.ts';
import { fraction, pick, wholeNumber } from './fraction.ts';
import { specialities } from './specialities.ts';
import { annualUnits, type Speciality } from './speciality.ts';

/** What a reader finds on asking for a demo certificate today. */
export type DemoStanding = 'inForce' | 'expired' | 'suspended' | 'withdrawn';

/** The certificate of one speciality; days are `YYYY-MM-DD` in Asia/Shanghai. */
export interface DemoCertificate {
  /** `FP-<county code in 2020>-<place in the county, 4 digits>`: our own format, not the National Directory's. */
  readonly directoryNo: string;
  /** Directory batch, e.g. `2020-06`: the year and the two-month period of listing. */
  readonly batch: string;
  readonly standing: DemoStanding;
  /** What was declared; a certificate that has only lapsed is still `active`. */
  readonly status: (typeof certificateStatuses)[number];
  readonly validFrom: string;
  readonly validUntil: string;
  /** The suspension or withdrawal, if there was one; always before today and within the validity. */
  readonly statusChange?: {
    readonly status: 'suspended' | 'withdrawn';
    readonly on: string;
    readonly reasonCode: StatusReason;
    readonly reason: string;
  };
  /** Days on which the steps of the review chain were taken, in order; the last one is validFrom. */
  readonly reviewedOn: {
    readonly firstReview: string;
    readonly recheck: string;
    readonly publicNotice: string;
    readonly determined: string;
    readonly listed: string;
  };
  readonly linkageKinds: readonly (typeof linkageKinds)[number][];
  readonly householdsHelped: number;
  readonly peopleHelped: number;
  /** Value of a year's supply at the reference price, in fen. */
  readonly commodityValueFen: number;
}

// The length of validity is not published; three years is the demo's own choice.
const validityDays = 3 * 365;

const suspensionReasons = [
  { reasonCode: 'spotCheckFailed', reason: '抽检批次不合格，限期整改' },
  { reasonCode: 'linkageBroken', reason: '带贫数据待核实' },
  { reasonCode: 'overpriced', reason: '价格偏离备案，待说明' },
] as const;
const withdrawalReasons = [
  { reasonCode: 'linkageBroken', reason: '经核实不再具备带贫减贫机制' },
  { reasonCode: 'applicantRequest', reason: '供应商申请退出' },
  { reasonCode: 'complaintUpheld', reason: '投诉查实，移出目录' },
] as const;

/**
 * The certificate of the speciality at this place in specialities, as it stands on `today` (`YYYY-MM-DD`);
 * undefined for the few that are not certified yet. Of every hundred 4 have expired, 3 are suspended,
 * 2 withdrawn and 2 uncertified.
 */
export function demoCertificate(index: number, today: string): DemoCertificate | undefined {
  const speciality = specialities[index];
  if (!speciality) throw new RangeError(`no speciality at ${index}`);
  const standing = standingOf(index);
  if (!standing) return undefined;
  const key = `${speciality.countyCode} ${speciality.name}`;
  const age =
    standing === 'expired'
      ? validityDays + wholeNumber(`lapse ${key}`, 20, 200)
      : wholeNumber(`age ${key}`, 120, 700);
  const validFrom = addDays(today, -age);
  const householdsHelped = wholeNumber(`households ${key}`, 18, 260);
  return {
    directoryNo: `FP-${speciality.countyCode}-${String(countyOrdinals[index]).padStart(4, '0')}`,
    batch: batchOf(validFrom),
    standing,
    status: standing === 'suspended' || standing === 'withdrawn' ? standing : 'active',
    validFrom,
    validUntil: addDays(validFrom, validityDays - 1),
    ...statusChangeOf(standing, key, today),
    reviewedOn: {
      firstReview: addDays(validFrom, -48),
      recheck: addDays(validFrom, -36),
      publicNotice: addDays(validFrom, -27),
      determined: addDays(validFrom, -14),
      listed: validFrom,
    },
    linkageKinds: linkageOf(speciality, key),
    householdsHelped,
    peopleHelped: Math.round(householdsHelped * (2.6 + fraction(`people ${key}`) * 1.4)),
    commodityValueFen: annualUnits(speciality) * speciality.priceFen,
  };
}

/** Spreads the standings over the list: 37 is prime to 100, so each hundred in a row holds the same shares. */
function standingOf(index: number): DemoStanding | undefined {
  const place = (index * 37 + 50) % 100;
  if (place < 4) return 'expired';
  if (place < 7) return 'suspended';
  if (place < 9) return 'withdrawn';
  if (place < 11) return undefined;
  return 'inForce';
}

function statusChangeOf(
  standing: DemoStanding,
  key: string,
  today: string,
): Pick<DemoCertificate, 'statusChange'> {
  if (standing !== 'suspended' && standing !== 'withdrawn') return {};
  const reasons = standing === 'suspended' ? suspensionReasons : withdrawalReasons;
  return {
    statusChange: {
      status: standing,
      on: addDays(today, -wholeNumber(`change ${key}`, 5, 90)),
      ...pick(reasons, wholeNumber(`reason ${key}`, 0, 2)),
    },
  };
}

function linkageOf(
  { categoryCode }: Speciality,
  key: string,
): readonly (typeof linkageKinds)[number][] {
  const chance = fraction(`linkage ${key}`);
  if (categoryCode.startsWith('03')) return ['employment', 'technicalGuidance'];
  if (categoryCode.startsWith('02')) return ['employment', 'shareholding'];
  if (categoryCode.startsWith('0113')) {
    return chance < 0.5 ? ['technicalGuidance', 'employment'] : ['employment', 'other'];
  }
  if (/^01(01|09|11|12)/.test(categoryCode)) {
    return chance < 0.5
      ? ['guaranteedPurchase', 'employment', 'processing']
      : ['seedSupply', 'guaranteedPurchase', 'processing'];
  }
  if (chance < 0.4) return ['seedSupply', 'technicalGuidance', 'guaranteedPurchase'];
  if (chance < 0.75) return ['technicalGuidance', 'guaranteedPurchase', 'employment'];
  return ['guaranteedPurchase', 'employment', 'shareholding'];
}

function batchOf(day: string): string {
  const period = Math.ceil(Number(day.slice(5, 7)) / 2);
  return `${day.slice(0, 4)}-${String(period).padStart(2, '0')}`;
}

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
