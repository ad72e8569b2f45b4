import type { Listing, ListingSort } from '@fupin/schema';
import { html, isServer, nothing } from 'lit';
import { drawSeal } from '../certification-badge/seal.ts';
import { define } from '../define.ts';
import { icon } from '../icon.ts';
import { FupinLoadErrorEvent } from '../load-error-event.ts';
import { Localization } from '../localization/localization.ts';
import { registerMessages } from '../localization/messages.ts';
import { FupinCartAddEvent } from '../product-card/product-card.ts';
import { RegistryElement } from '../provider/registry-element.ts';
import { controlStyles } from '../theme/control-styles.ts';
import { hostStyles, visuallyHidden } from '../theme/host-styles.ts';
import { renderCategories, renderProvinces, renderSorts } from './choices.ts';
import {
  ListingPages,
  pageSize,
  type ListingPagesState,
  type ListingQuery,
} from './listing-pages.ts';
import { en } from './messages/en.ts';
import { zhHans } from './messages/zh-hans.ts';
import { renderEmpty, renderFailure } from './notices.ts';
import { OwnCards, ownCardSlot, type RenderCard } from './own-cards.ts';
import { specialAreaStyles } from './special-area.styles.ts';

export { FupinCartAddEvent };
export type { RenderCard };

registerMessages('fupin-special-area', 'zh-Hans', zhHans);
registerMessages('fupin-special-area', 'en', en);

/** How long a shopper's typing may pause before the search goes off, in milliseconds. */
const typingPause = 350;

/** How many skeletons are drawn in full; fills whole rows of 2, 3, 4 and 6, and nearly every screen. */
const firstWindow = 12;
const picturePlace = html`<div class="picture"></div>`;

const cardParts = ['media', 'image', 'badge', 'name', 'spec', 'origin', 'impact', 'price', 'button']
  .map((part) => `${part}: card-${part}`)
  .join(', ');

/**
 * A special area: the certified products on sale at an outlet, with search, filters and sorting, each with a mark that the
 * visitor's browser verifies.
 *
 * @tag fupin-special-area
 * @fires fupin-cart-add - When a shopper wants a product; cancel it to take the product into your own cart.
 * @fires fupin-load-error - When the products could not be loaded.
 * @slot heading - Replaces the heading.
 * @slot introduction - Replaces the line that explains the mark.
 * @slot campaign - A banner between header and filters.
 * @slot empty - Replaces what is shown where no product matches.
 * @slot error - Replaces what is shown where the products could not be loaded.
 * @csspart base - The area.
 * @csspart header - Emblem, heading, introduction and search.
 * @csspart heading - The heading.
 * @csspart introduction - The line that explains the mark.
 * @csspart search - The search form.
 * @csspart categories - The row of categories.
 * @csspart toolbar - Total, origin and order.
 * @csspart total - How many products match.
 * @csspart list - The grid of cards.
 * @csspart item - A card's place in the grid.
 * @csspart card - A product card; its parts are exported as `card-image`, `card-name`, `card-price`, `card-button`, `card-badge` …
 * @csspart footer - Progress and the button for more.
 * @csspart more - The button for more.
 * @csspart empty - Shown where no product matches.
 * @csspart error - Shown where the products could not be loaded.
 * @cssproperty [--fupin-area-gap=24px] - Space between cards.
 * @cssstate loading - Products are on their way.
 * @cssstate failed - The products could not be loaded.
 */
export class SpecialArea extends RegistryElement {
  static override properties = {
    q: {},
    divisionCode: { attribute: 'division-code' },
    categoryCode: { attribute: 'category-code' },
    sort: {},
    headingLevel: { type: Number, attribute: 'heading-level' },
    renderCard: { attribute: false },
    pages: { state: true, attribute: false },
  };
  static override styles = [hostStyles, visuallyHidden, controlStyles, specialAreaStyles];

  /** Words to search for. */
  q: string | undefined;
  /** Only products from this county, prefecture or province (GB/T 2260 code). */
  divisionCode: string | undefined;
  /** Only products of this category. */
  categoryCode: string | undefined;
  /** Order of the products. */
  sort: ListingSort | undefined;
  /** Level of the heading; the names of products are one below. */
  headingLevel = 2;
  /** Makes cards of the page's own. */
  renderCard: RenderCard | undefined;

  private pages: ListingPagesState;

  readonly #internals = this.attachInternals();
  readonly #localization = new Localization(this, 'fupin-special-area');
  readonly #listingPages = new ListingPages((pages) => this.#onPages(pages));
  readonly #emblem = isServer ? nothing : drawSeal('valid');
  readonly #ownCards = new OwnCards();
  #basis: readonly unknown[] | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.pages = this.#listingPages.state;
    this.#internals.states.add('loading');
  }

  /** How many products match; undefined until that is known. */
  get total(): number | undefined {
    return this.pages.total;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    this.#listingPages.cancel();
    // What was cancelled is loaded again when the area comes back.
    if (this.pages.status !== 'ready') this.#basis = undefined;
  }

  protected override updated(): void {
    this.#ownCards.update(this, this.pages.items, this.renderCard);
    if (this.isWaiting) return;
    const { context, q, divisionCode, categoryCode, sort } = this;
    const basis = [context?.reader, context?.outlet, q, divisionCode, categoryCode, sort];
    if (this.#basis && basis.every((value, index) => value === this.#basis?.[index])) return;
    this.#basis = basis;
    this.#load();
  }

  #load(): void {
    const { context, query } = this;
    if (context && query) {
      void this.#listingPages.load(context, query);
      return;
    }
    const received = `registry "${context?.registry ?? ''}", outlet "${context?.outlet ?? ''}"`;
    this.#listingPages.fail(
      new TypeError(`<fupin-special-area> needs a registry and an outlet; received ${received}`),
    );
  }

  async #loadMore(): Promise<void> {
    const { context, query } = this;
    if (!context || !query) return;
    const { length } = this.pages.items;
    await this.#listingPages.loadMore(context, query);
    await this.updateComplete;
    // The button is gone after the last page: a keyboard reader goes on at the first new product.
    if (this.pages.nextCursor === null) {
      this.renderRoot.querySelectorAll<HTMLElement>('[part="item"]')[length]?.focus();
    }
  }

  private get query(): ListingQuery | undefined {
    const outletId = this.context?.outlet;
    const { q, divisionCode, categoryCode, sort } = this;
    return outletId ? { outletId, q, divisionCode, categoryCode, sort } : undefined;
  }

  #onPages(pages: ListingPagesState): void {
    const { states } = this.#internals;
    states.delete('loading');
    states.delete('failed');
    if (pages.status === 'loading' || pages.status === 'failed') states.add(pages.status);
    const isNewFault = pages.status === 'failed' && pages.error !== this.pages.error;
    this.pages = pages;
    if (isNewFault) this.dispatchEvent(new FupinLoadErrorEvent(pages.error));
  }

  #onInput(event: InputEvent): void {
    clearTimeout(this.#typing);
    // Half-typed pinyin is no search.
    if (event.isComposing) return;
    const { value } = event.target as HTMLInputElement;
    this.#typing = setTimeout(() => (this.q = value.trim()), typingPause);
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    clearTimeout(this.#typing);
    this.q = this.renderRoot.querySelector('input')?.value.trim();
  }

  #clearFilters(): void {
    clearTimeout(this.#typing);
    this.q = this.divisionCode = this.categoryCode = undefined;
  }

  protected override render() {
    const { locale, direction } = this.#localization;
    return html`<section part="base" lang=${locale} dir=${direction} aria-labelledby="heading">
      ${this.#renderHeader()}
      <slot name="campaign"></slot>
      ${renderCategories(this.pages.facets, this.categoryCode, this.#localization, (code) => {
        this.categoryCode = code;
      })}
      ${this.#renderToolbar()} ${this.#renderContent()}
    </section>`;
  }

  #renderHeader() {
    const { messages } = this.#localization;
    return html`<header part="header">
      <div class="title">
        <span class="emblem">${this.#emblem}</span>
        <div>
          <div id="heading">
            <slot name="heading"
              ><div part="heading" role="heading" aria-level=${this.headingLevel}>
                ${messages.heading}
              </div></slot
            >
          </div>
          <slot name="introduction"><p part="introduction">${messages.introduction}</p></slot>
        </div>
      </div>
      <form part="search" role="search" aria-label=${messages.search} @submit=${this.#onSubmit}>
        ${icon('search')}
        <input
          type="search"
          enterkeyhint="search"
          maxlength="100"
          aria-label=${messages.search}
          placeholder=${messages.searchHint}
          .value=${this.q ?? ''}
          @input=${this.#onInput}
          @compositionend=${this.#onInput}
        />
      </form>
    </header>`;
  }

  #renderToolbar() {
    const { messages, formats } = this.#localization;
    const { facets, total, status } = this.pages;
    return html`<div part="toolbar">
      <p part="total" role="status">
        ${
          status === 'loading'
            ? messages.loading
            : total === undefined
              ? nothing
              : messages.total(formats.number(total))
        }
      </p>
      ${renderProvinces(facets, this.divisionCode, this.#localization, (code) => {
        this.divisionCode = code;
      })}
      ${renderSorts(this.sort, this.#localization, (sort) => {
        this.sort = sort;
      })}
    </div>`;
  }

  #renderContent() {
    const { status, items } = this.pages;
    if (status === 'failed' && items.length === 0) {
      return renderFailure(this.#localization, () => this.#load());
    }
    if (status === 'ready' && items.length === 0) {
      return renderEmpty(this.#localization, () => this.#clearFilters());
    }
    return html`${this.#renderList()}${this.#renderFooter()}`;
  }

  #renderList() {
    const { status, items } = this.pages;
    const isLoading = status === 'loading';
    const places: readonly (Listing | undefined)[] =
      items.length > 0 ? items : Array.from<undefined>({ length: pageSize });
    // Not keyed: the skeletons' elements become the cards.
    return html`<ul
      part="list"
      class="${this.renderCard ? '' : 'uniform'} ${isLoading && items.length > 0 ? 'stale' : ''}"
      aria-busy=${isLoading}
    >
      ${places.map(
        (listing, place) =>
          html`<li part="item" tabindex="-1">
            ${listing || place < firstWindow ? this.#renderCard(listing) : picturePlace}
          </li>`,
      )}
    </ul>`;
  }

  #renderCard(listing: Listing | undefined) {
    if (listing && this.renderCard) return html`<slot name=${ownCardSlot(listing)}></slot>`;
    return html`<fupin-product-card
      part="card"
      exportparts=${cardParts}
      .listing=${listing}
      .headingLevel=${this.headingLevel + 1}
      .registry=${this.registry}
      .publishableKey=${this.publishableKey}
      .rootKey=${this.rootKey}
      .session=${this.session}
      .locale=${this.requestedLocale}
      .fetch=${this.fetch}
    ></fupin-product-card>`;
  }

  #renderFooter() {
    const { status, items, total, nextCursor } = this.pages;
    const { messages, formats } = this.#localization;
    const isLoading = status === 'loadingMore';
    return html`<div part="footer">
      ${
        items.length > 0 && total !== undefined
          ? html`<span
              >${messages.progress(formats.number(items.length), formats.number(total))}</span
            >`
          : nothing
      }
      ${status === 'failed' ? html`<span role="alert">${messages.failed}</span>` : nothing}
      ${
        nextCursor === null
          ? nothing
          : html`<button
              part="more"
              class="button"
              type="button"
              aria-disabled=${isLoading}
              @click=${this.#loadMore}
            >
              ${isLoading ? messages.loadingMore : messages.loadMore}
            </button>`
      }
    </div>`;
  }
}

define('fupin-special-area', SpecialArea);

declare global {
  interface HTMLElementTagNameMap {
    'fupin-special-area': SpecialArea;
  }
}
