import { CampaignId, OperatorId } from './id.ts';
import {
  CalendarMonth,
  Campaign,
  LedgerFigure,
  LedgerFigures,
  LedgerLine,
  LedgerLines,
  LedgerPeriod,
  NewCampaign,
} from './ledger-figures.ts';
import * as fixtures from './ledger-fixtures.ts';
import { LedgerIndicator, ledgerIndicators } from './ledger-indicator.ts';
import type { Component } from './openapi-components.ts';

const [figure] = fixtures.ledgerFigures.items;
const { name, nameEn, from, to, campaignId } = fixtures.campaign;

/** The named schemas of the ledger's figures in the OpenAPI document. */
export const ledgerComponents: Readonly<Record<string, Component>> = {
  CalendarMonth: {
    schema: CalendarMonth,
    description: 'A month in Asia/Shanghai.',
    example: fixtures.ledgerPeriod.month,
  },
  Campaign: {
    schema: Campaign,
    description: 'Days whose sales are looked at together.',
    example: fixtures.campaign,
  },
  CampaignId: { schema: CampaignId, description: 'Identifier of a campaign.', example: campaignId },
  LedgerFigure: {
    schema: LedgerFigure,
    description: 'What some lines come to, certified or not.',
    example: figure,
  },
  LedgerFigures: {
    schema: LedgerFigures,
    description:
      'Figures of the ledger, all up to one place. Those of producers’ and buyers’ sides look at the same sales and are never to be added.',
    example: fixtures.ledgerFigures,
  },
  LedgerIndicator: {
    schema: LedgerIndicator,
    description: 'A figure’s definition: how it is reckoned, and by whose word.',
    example: ledgerIndicators[0],
  },
  LedgerLine: {
    schema: LedgerLine,
    description: 'An accepted sale line as the ledger counts it.',
    example: fixtures.ledgerLines.items[0],
  },
  LedgerLines: {
    schema: LedgerLines,
    description: 'The lines behind figures.',
    example: fixtures.ledgerLines,
  },
  LedgerPeriod: {
    schema: LedgerPeriod,
    description: 'A closed month, whose figures don’t change once it is settled.',
    example: fixtures.ledgerPeriod,
  },
  NewCampaign: {
    schema: NewCampaign,
    description: 'What the administrator says of a new campaign.',
    example: { name, nameEn, from, to },
  },
  OperatorId: {
    schema: OperatorId,
    description: 'Identifier of an operator of outlets.',
    example: 'opr_6t3n9w2k5h',
  },
};
