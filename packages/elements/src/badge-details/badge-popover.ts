import { drawSeal } from '../certification-badge/seal.ts';
import { draw } from '../draw.ts';
import { element } from '../element.ts';
import { drawDetails, type DetailsView } from './badge-details.ts';

export { drawDetails };

/**
 * The popover of a badge: a dialog that is not modal, in the top layer, so that nothing around the badge cuts or covers it. The
 * platform closes it on Escape and on a press elsewhere, and gives the focus back.
 */
export class BadgePopover {
  readonly #root: ShadowRoot;
  readonly #opener: HTMLButtonElement;
  readonly #panel = element('div', {
    part: 'popover',
    popover: 'auto',
    role: 'dialog',
    'aria-labelledby': 'title',
    tabindex: '-1',
    autofocus: '',
  });

  constructor(root: ShadowRoot, opener: HTMLButtonElement) {
    this.#root = root;
    this.#opener = opener;
    const panel = this.#panel;
    root.append(panel);
    // Without it, the press that is to close the popover would close it and open it again.
    opener.popoverTargetElement = panel;
    panel.addEventListener('click', keepFromAround);
    panel.addEventListener('focusout', this.#leave);
    panel.addEventListener('beforetoggle', this.#returnFocus);
    panel.addEventListener('toggle', this.#toggled);
  }

  /** Opens or closes it. */
  toggle(view: DetailsView): void {
    if (!this.#root.host.isConnected) return;
    if (!this.#isOpen) this.#draw(view);
    this.#panel.togglePopover();
  }

  /** Draws another view while it is open. */
  update(view: DetailsView): void {
    if (!this.#isOpen) return;
    const held = this.#panel.contains(this.#root.activeElement);
    this.#draw(view);
    if (held) this.#panel.focus();
  }

  /** Takes it away for good. */
  remove(): void {
    this.#panel.remove();
  }

  get #isOpen(): boolean {
    return this.#panel.matches(':popover-open');
  }

  #draw(view: DetailsView): void {
    const { outcome, label, messages, locale, direction } = view;
    const panel = this.#panel;
    panel.lang = locale;
    panel.dir = direction;
    panel.className = outcome.state;
    const close = element('button', {
      part: 'close',
      type: 'button',
      'aria-label': messages.close,
    });
    close.append(draw({ strokes: 'M6 6l12 12M18 6L6 18' }));
    close.addEventListener('click', () => panel.hidePopover());
    const title = { id: 'title', part: 'title', role: 'heading', 'aria-level': '2' };
    panel.replaceChildren(
      element(
        'div',
        { class: 'head' },
        drawSeal(outcome.state),
        element('div', title, label),
        close,
      ),
      drawDetails(view, this.#root),
    );
  }

  // What lies under it must not be reached while it is covered.
  readonly #leave = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || relatedTarget === this.#opener) return;
    if (!this.#panel.contains(relatedTarget)) this.#panel.hidePopover();
  };

  // The platform would, but for an opener in a shadow tree it does not.
  readonly #returnFocus = ({ newState }: ToggleEvent): void => {
    if (newState === 'closed' && this.#panel.contains(this.#root.activeElement)) {
      this.#opener.focus();
    }
  };

  readonly #toggled = ({ newState }: ToggleEvent): void => {
    this.#opener.ariaExpanded = String(newState === 'open');
    if (newState === 'open') void this.#place();
  };

  /** Where style sheets can't place it (CSS Anchor Positioning), a script does. */
  async #place(): Promise<void> {
    if (CSS.supports('position-area', 'block-end')) return;
    const { placeBeside } = await import('./place-beside.ts');
    placeBeside(this.#panel, this.#opener);
  }
}

/** Around the badge may be a link, or a card that follows a click anywhere in it. */
function keepFromAround(event: Event): void {
  event.stopPropagation();
  const path = event.composedPath();
  const inside = path.slice(0, path.indexOf(event.currentTarget as EventTarget));
  if (!inside.some((target) => target instanceof HTMLAnchorElement)) event.preventDefault();
}
