import type { TemplateResult } from 'lit';
import type { Formats } from '../localization/formats.ts';
import type { SalesReportMessages, StepName } from './messages/messages.ts';

/** Texts and formats with which a step shows itself. */
export interface StepTexts {
  readonly messages: SalesReportMessages;
  readonly formats: Formats;
  /** Level of the headings within a step. */
  readonly headingLevel: number;
}

/** One step of a report: what it holds, and how it looks. The later ones are loaded when they are needed. */
export interface ReportStep {
  readonly name: StepName;
  /** What a screen reader is told while the step works; changes seldom. */
  announcement?(texts: StepTexts): string;
  render(texts: StepTexts): TemplateResult;
}

/** What a step asks of the element around it; the element itself in fact. */
export interface StepHost {
  /** Shows the step anew after it has changed. */
  requestUpdate(): void;
  /** Settles when that is done. */
  readonly updateComplete: Promise<boolean>;
  /** Where the step is shown. */
  readonly renderRoot: ParentNode;
}
