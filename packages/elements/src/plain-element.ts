import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';

/** How a property is named as an attribute (`false` where it has none), and whether it shows there. */
export interface PropertySettings {
  readonly attribute?: string | false;
  readonly reflect?: true;
}

/** A server has no elements, but must be able to load their modules. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * An element that makes its few nodes by hand, with as much of Lit's `ReactiveElement` as that needs: properties that are
 * attributes, too, as text; an update in the microtask after a change; and Lit's controllers.
 */
export abstract class PlainElement extends Base implements ReactiveControllerHost {
  static properties: Readonly<Record<string, PropertySettings>> = {};
  static styles: readonly CSSStyleSheet[] = [];

  /** The names of the attributes. The browser asks once, at the definition: the moment to make the accessors. */
  static get observedAttributes(): readonly string[] {
    for (const name of Object.keys(this.properties)) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: PlainElement) {
          return this.#values[name];
        },
        set(this: PlainElement, value: unknown) {
          if (Object.is(value, this.#values[name])) return;
          this.#values[name] = value;
          this.requestUpdate();
        },
      });
    }
    return attributesOf(this).map(([, attribute]) => attribute);
  }

  readonly #values: Record<string, unknown> = {};
  readonly #early: Record<string, unknown> = {};
  readonly #controllers: ReactiveController[] = [];
  #root: ShadowRoot | undefined;
  #pending: Promise<boolean> | undefined;

  constructor() {
    super();
    // What was set before the element was defined hides the accessors.
    for (const name of Object.keys(this.#settings)) {
      if (!Object.hasOwn(this, name)) continue;
      this.#early[name] = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
    }
  }

  /** Where the element's own nodes are. */
  get renderRoot(): ShadowRoot {
    return (this.#root ??= this.createRenderRoot());
  }

  /** Resolves when the update that is due is done. */
  get updateComplete(): Promise<boolean> {
    return this.#pending ?? Promise.resolve(true);
  }

  get #settings(): Readonly<Record<string, PropertySettings>> {
    return (this.constructor as typeof PlainElement).properties;
  }

  addController(controller: ReactiveController): void {
    this.#controllers.push(controller);
  }

  removeController(controller: ReactiveController): void {
    this.#controllers.splice(this.#controllers.indexOf(controller), 1);
  }

  requestUpdate(): void {
    if (this.#root) this.#pending ??= this.#performUpdate();
  }

  connectedCallback(): void {
    if (!this.#root) Object.assign(this, this.#early);
    this.#root ??= this.createRenderRoot();
    for (const controller of this.#controllers) controller.hostConnected?.();
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  attributeChangedCallback(attribute: string, _: string | null, value: string | null): void {
    const names = attributesOf(this.constructor as typeof PlainElement);
    const [name] = names.find(([, each]) => each === attribute) ?? [];
    if (name) Reflect.set(this, name, value ?? undefined);
  }

  protected createRenderRoot(): ShadowRoot {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [...(this.constructor as typeof PlainElement).styles];
    return root;
  }

  /** Makes the nodes anew. */
  protected update(): void {}

  /** Follows each update; what it changes makes another. */
  protected updated(): void {}

  async #performUpdate(): Promise<boolean> {
    await undefined;
    for (const [name, { reflect }] of Object.entries(this.#settings)) {
      const value = this.#values[name];
      if (!reflect) continue;
      if (value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, String(value));
    }
    try {
      this.update();
    } finally {
      this.#pending = undefined;
    }
    this.updated();
    return true;
  }
}

function attributesOf({ properties }: typeof PlainElement): (readonly [string, string])[] {
  return Object.entries(properties).flatMap(([name, { attribute = name }]) =>
    attribute === false ? [] : [[name, attribute] as const],
  );
}
