import { html } from 'lit';
import { icon } from '../icon.ts';
import type { Localization } from '../localization/localization.ts';

type Texts = Localization<'fupin-special-area'>;

/** What an area shows where no product matches. */
export function renderEmpty({ messages }: Texts, onClear: () => void) {
  return html`<slot name="empty"
    ><div part="empty">
      <span class="figure">${icon('search')}</span>
      <p class="notice">${messages.empty}</p>
      <p class="hint">${messages.emptyHint}</p>
      <button class="button" type="button" @click=${onClear}>${messages.clearFilters}</button>
    </div></slot
  >`;
}

/** What an area shows where the products could not be loaded. */
export function renderFailure({ messages }: Texts, onRetry: () => void) {
  return html`<slot name="error"
    ><div part="error" role="alert">
      <p class="notice">${messages.failed}</p>
      <p class="hint">${messages.failedHint}</p>
      <button class="button" type="button" @click=${onRetry}>${messages.retry}</button>
    </div></slot
  >`;
}
