import {
  Finding,
  FindingEvidence,
  FindingResolution,
  FindingSubject,
  NewFindingResolution,
} from './finding.ts';
import { FindingRule, FindingRuleStatistics, NewFindingRule } from './finding-rule.ts';
import * as fixtures from './finding-fixtures.ts';
import { Heartbeat, HeartbeatReceipt, OutletActivity } from './heartbeat.ts';
import { FindingId } from './id.ts';
import type { Component } from './openapi-components.ts';

/** The named schemas of findings and heartbeats in the OpenAPI document. */
export const findingComponents: Readonly<Record<string, Component>> = {
  Finding: {
    schema: Finding,
    description:
      'Something in the ledger that does not fit together. It corrects nothing: people decide what it means.',
    example: fixtures.finding,
  },
  FindingEvidence: {
    schema: FindingEvidence,
    description: 'What a finding rests on: lines, figures, and the thresholds that were applied.',
    example: fixtures.finding.evidence,
  },
  FindingId: {
    schema: FindingId,
    description: 'Identifier of a finding.',
    example: fixtures.finding.findingId,
  },
  FindingResolution: {
    schema: FindingResolution,
    description: 'How a finding was resolved, and by whom.',
    example: fixtures.resolvedFinding.resolution,
  },
  FindingRule: {
    schema: FindingRule,
    description: 'A rule by which findings are raised, as it is applied until it is set again.',
    example: fixtures.findingRule,
  },
  FindingRuleStatistics: {
    schema: FindingRuleStatistics,
    description: 'How the findings of a rule fared; one of which many are dismissed cries wolf.',
    example: fixtures.findingRuleStatistics,
  },
  FindingSubject: {
    schema: FindingSubject,
    description: 'What a finding is about.',
    example: fixtures.finding.subject,
  },
  Heartbeat: {
    schema: Heartbeat,
    description: 'A sign of life of an outlet, with the numbers that its terminals have reached.',
    example: fixtures.heartbeat,
  },
  HeartbeatReceipt: {
    schema: HeartbeatReceipt,
    description: 'That a heartbeat was taken, by the registry’s clock.',
    example: fixtures.heartbeatReceipt,
  },
  NewFindingResolution: {
    schema: NewFindingResolution,
    description:
      'Upholds or dismisses a finding. The reason goes to the operators whose outlets it is about.',
    example: fixtures.findingResolution,
  },
  NewFindingRule: {
    schema: NewFindingRule,
    description: 'How a rule is to be applied from now on; its thresholds are given in full.',
    example: fixtures.newFindingRule,
  },
  OutletActivity: {
    schema: OutletActivity,
    description: 'When an outlet was last heard of; null where it never was.',
    example: fixtures.outletActivity,
  },
};
