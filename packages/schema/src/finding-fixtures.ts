import type { Finding, NewFindingResolution } from './finding.ts';
import type { FindingRule, FindingRuleStatistics, NewFindingRule } from './finding-rule.ts';
import { certificate, county, outlet } from './fixtures.ts';
import type { Heartbeat, HeartbeatReceipt, OutletActivity } from './heartbeat.ts';

/** A finding: goods were sold as certified after their certificate had run out. */
export const finding = {
  findingId: 'fnd_6k2p9w4r1t',
  rule: 'outsideValidity',
  ruleVersion: 1,
  state: 'open',
  subject: {
    outletIds: [outlet.outletId],
    productId: certificate.productId,
    certificateId: certificate.certificateId,
    terminalId: null,
    countyCode: county.code,
  },
  evidence: {
    occurrences: 2,
    firstAt: '2023-06-02T02:10:00.000Z',
    lastAt: '2023-06-03T07:41:00.000Z',
    lineIds: [
      `${outlet.outletId}/till-1/2023-06-02/0017/1/sale`,
      `${outlet.outletId}/till-1/2023-06-03/0042/2/sale`,
    ],
    facts: {
      status: 'expired',
      validFrom: certificate.validFrom,
      validUntil: certificate.validUntil,
      amountFen: 25_600,
    },
    thresholds: { graceHours: 1 },
  },
  raisedAt: '2023-06-02T02:10:05.000Z',
  updatedAt: '2023-06-03T07:41:04.000Z',
  resolution: null,
} as const satisfies Finding;

/** How it is resolved. */
export const findingResolution = {
  state: 'upheld',
  reasonCode: 'violation',
  reason: '证书到期后仍以认定产品销售，已责令下架',
} as const satisfies NewFindingResolution;

/** The same finding once it is resolved. */
export const resolvedFinding = {
  ...finding,
  state: findingResolution.state,
  resolution: {
    reasonCode: findingResolution.reasonCode,
    reason: findingResolution.reason,
    at: '2023-06-05T01:30:00.000Z',
    keyId: 'key_5n1v8c3x7z',
    statusChangedAt: null,
  },
} as const satisfies Finding;

/** A rule as it is to be applied from now on. */
export const newFindingRule = {
  enabled: true,
  thresholds: { graceHours: 2 },
  reasoning: '部分终端时钟偏差超过一小时',
} as const satisfies NewFindingRule;

/** The same as it is applied. */
export const findingRule = {
  rule: 'outsideValidity',
  version: 2,
  ...newFindingRule,
  setAt: '2023-06-06T02:00:00.000Z',
} as const satisfies FindingRule;

/** How its findings fared. */
export const findingRuleStatistics = {
  rule: 'outsideValidity',
  raised: 12,
  open: 2,
  upheld: 8,
  dismissed: 2,
  dismissedShare: 0.2,
  medianHoursToResolution: 52.5,
} as const satisfies FindingRuleStatistics;

/** A sign of life. */
export const heartbeat = {
  terminals: [
    { terminalId: 'till-1', epoch: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs', last: 48_211 },
  ],
} as const satisfies Heartbeat;

/** That it was taken. */
export const heartbeatReceipt = {
  outletId: outlet.outletId,
  receivedAt: '2020-10-17T04:00:00.000Z',
} as const satisfies HeartbeatReceipt;

/** When the outlet was last heard of. */
export const outletActivity = {
  outletId: outlet.outletId,
  name: outlet.name,
  kind: outlet.kind,
  operatorName: outlet.operatorName,
  lastReportAt: '2020-10-17T03:12:00.000Z',
  lastSoldAt: '2020-10-17T02:58:41.000Z',
  lastHeartbeatAt: heartbeatReceipt.receivedAt,
  usualPauseDays: 1,
} as const satisfies OutletActivity;
