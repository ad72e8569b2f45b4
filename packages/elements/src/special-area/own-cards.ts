import type { Listing } from '@fupin/schema';

/** Makes a card of one's own for a listing; it goes into the page's own light DOM, so the page's styles apply. */
export type RenderCard = (listing: Listing) => HTMLElement;

/** The name of the slot that shows a listing's own card. */
export const ownCardSlot = ({ sku }: Listing) => `card-${sku}`;

/** Keeps the cards that a page makes itself among an area's children, one a listing. */
export class OwnCards {
  readonly #cards = new Map<Listing, HTMLElement>();
  #renderCard: RenderCard | undefined;

  /** Adds the cards of new listings and removes those of listings that are gone. */
  update(
    area: HTMLElement,
    listings: readonly Listing[],
    renderCard: RenderCard | undefined,
  ): void {
    const isNewMaker = renderCard !== this.#renderCard;
    this.#renderCard = renderCard;
    const wanted = new Set(renderCard ? listings : []);
    for (const [listing, card] of this.#cards) {
      if (wanted.has(listing) && !isNewMaker) continue;
      card.remove();
      this.#cards.delete(listing);
    }
    for (const listing of wanted) {
      if (!renderCard || this.#cards.has(listing)) continue;
      const card = renderCard(listing);
      card.slot = ownCardSlot(listing);
      this.#cards.set(listing, card);
      area.append(card);
    }
  }
}
