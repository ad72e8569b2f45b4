import { DivisionCode } from '../division.ts';
import type { Endpoint } from '../endpoint.ts';
import { Finding, findingStates, NewFindingResolution } from '../finding.ts';
import {
  FindingRule,
  findingRules,
  FindingRuleStatistics,
  NewFindingRule,
} from '../finding-rule.ts';
import { Heartbeat, HeartbeatReceipt, OutletActivity } from '../heartbeat.ts';
import { CertificateId, FindingId, OutletId, ProductId } from '../id.ts';
import { page, pageQuery } from '../page.ts';
import { Instant } from '../scalar.ts';
import * as z from 'zod/mini';

const supervisedBy = ['certifier', 'supervisor', 'administrator'] as const;
// A rule that there is none of is not found; a newer registry may have it.
const ruleName = z
  .string()
  .check(z.regex(/^[a-zA-Z]{1,40}$/, 'must be the name of a rule such as "overCapacity"'));
const findingParams = z.object({ findingId: FindingId });

/** What supervision finds in the ledger, by which rules, and which outlets have gone silent. */
export const findingsEndpoints = {
  listFindings: {
    summary:
      'List findings of the key’s division, an operator’s about its own outlets, the latest first',
    access: ['operator', ...supervisedBy],
    query: z.object({
      ...pageQuery,
      divisionCode: z.optional(DivisionCode),
      rule: z.optional(z.enum(findingRules)),
      findingState: z.optional(z.enum(findingStates)),
      outletId: z.optional(OutletId),
      productId: z.optional(ProductId),
      certificateId: z.optional(CertificateId),
    }),
    response: page(Finding),
    problems: ['invalidInput'],
  },
  getFinding: {
    summary: 'Get a finding with its evidence',
    access: ['operator', ...supervisedBy],
    params: findingParams,
    response: Finding,
    problems: ['invalidInput', 'notFound'],
  },
  resolveFinding: {
    summary: 'Uphold or dismiss a finding, with a reason',
    access: supervisedBy,
    params: findingParams,
    body: NewFindingResolution,
    response: Finding,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  listRules: {
    summary: 'List the rules by which findings are raised, as they are applied now',
    access: ['operator', ...supervisedBy],
    response: page(FindingRule),
    problems: [],
  },
  setRule: {
    summary:
      'Set the thresholds of a rule from now on, or switch it on or off; for the whole country alone',
    access: ['supervisor', 'administrator'],
    params: z.object({ rule: ruleName }),
    body: NewFindingRule,
    response: FindingRule,
    problems: ['invalidInput', 'notFound'],
  },
  getRuleStatistics: {
    summary:
      'Get how the findings of each rule fared: raised, upheld, dismissed, and how long it took',
    access: supervisedBy,
    query: z.object({
      /** Only findings raised at or after this instant. */
      raisedSince: z.optional(Instant),
      divisionCode: z.optional(DivisionCode),
    }),
    response: page(FindingRuleStatistics),
    problems: ['invalidInput'],
  },
  sendHeartbeat: {
    summary: 'Say that an outlet is alive, and which numbers its terminals have reached',
    access: ['operator', 'session'],
    params: z.object({ outletId: OutletId }),
    isRepeatable: true,
    body: Heartbeat,
    response: HeartbeatReceipt,
    problems: ['invalidInput', 'notFound'],
  },
  listOutletActivity: {
    summary: 'List outlets by when they were last heard of, the longest silent first',
    access: ['operator', ...supervisedBy],
    query: z.object({
      ...pageQuery,
      divisionCode: z.optional(DivisionCode),
      /** Only outlets of which nothing was heard at or after this instant. */
      silentSince: z.optional(Instant),
    }),
    response: page(OutletActivity),
    problems: ['invalidInput'],
  },
} as const satisfies Record<string, Endpoint>;
