import type { ListingFacets, ListingSort } from '@fupin/schema';
import { html, nothing } from 'lit';
import type { Localization } from '../localization/localization.ts';

type Texts = Localization<'fupin-special-area'>;
type Chosen = string | undefined;

const sorts: readonly ListingSort[] = [
  'relevance',
  'priceAscending',
  'priceDescending',
  'householdsHelped',
];
const placeholders = [1, 2, 3, 4, 5, 6];

/** The row of categories, each with how many products there are. */
export function renderCategories(
  facets: ListingFacets | undefined,
  chosen: Chosen,
  texts: Texts,
  onChoose: (code: Chosen) => void,
) {
  const { messages, formats } = texts;
  const chip = (code: Chosen, name: string, count?: number) =>
    html`<button
      class="chip"
      type="button"
      aria-pressed=${(code ?? '') === (chosen ?? '')}
      @click=${() => onChoose(code)}
    >
      ${name}${count === undefined ? nothing : html`<small>${formats.number(count)}</small>`}
    </button>`;
  return html`<div part="categories" role="group" aria-label=${messages.category}>
    ${
      facets
        ? [
            chip(undefined, messages.allCategories),
            ...facets.categories.map((category) =>
              chip(category.code, texts.name(category), category.count),
            ),
          ]
        : placeholders.map(() => html`<span class="chip bone"></span>`)
    }
  </div>`;
}

/** The choice of a province of origin; nothing where the page itself has settled on a county or prefecture. */
export function renderProvinces(
  facets: ListingFacets | undefined,
  chosen: Chosen,
  texts: Texts,
  onChoose: (code: Chosen) => void,
) {
  if (chosen && !chosen.endsWith('0000')) return nothing;
  const { messages, formats } = texts;
  const options = facets?.provinces.map((province) => ({
    value: province.code,
    text: `${texts.name(province)} (${formats.number(province.count)})`,
  }));
  const all = { value: '', text: messages.allProvinces };
  return renderSelect(messages.province, [all, ...(options ?? [])], chosen ?? '', (value) =>
    onChoose(value || undefined),
  );
}

/** The choice of an order. */
export function renderSorts(
  chosen: ListingSort | undefined,
  { messages }: Texts,
  onChoose: (sort: ListingSort) => void,
) {
  const options = sorts.map((value) => ({ value, text: messages.sorts[value] }));
  return renderSelect(messages.sort, options, chosen ?? 'relevance', onChoose);
}

function renderSelect<Value extends string>(
  label: string,
  options: readonly { readonly value: Value; readonly text: string }[],
  chosen: string,
  onChoose: (value: Value) => void,
) {
  return html`<label class="choice">
    <span class="visually-hidden">${label}</span>
    <select
      @change=${(event: Event) => onChoose((event.target as HTMLSelectElement).value as Value)}
    >
      ${options.map(
        ({ value, text }) =>
          html`<option value=${value} .selected=${value === chosen}>${text}</option>`,
      )}
    </select>
  </label>`;
}
