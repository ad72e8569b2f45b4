import { html, type TemplateResult } from 'lit';
import type { Explanation } from '@fupin/client/adapters/columns';

/** A box that says what happened and what to do; an alert where something went wrong. */
export function explanation(
  { what, remedy }: Explanation,
  tone: 'danger' | 'warning' | 'info',
  action?: TemplateResult,
): TemplateResult {
  return html`<div
    class="explanation ${tone}"
    part=${tone === 'danger' ? 'error' : 'notice'}
    role=${tone === 'danger' ? 'alert' : 'status'}
  >
    <div><strong>${what}</strong> <span>${remedy}</span></div>
    ${action}
  </div>`;
}
