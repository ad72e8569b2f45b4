/** What an element may be given to hold; false and undefined hold nothing. */
export type Content = Node | string | false | undefined;

/** Makes an element with these attributes, leaving out those that are undefined, and this content. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | undefined>>,
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...content.filter((each) => each !== undefined && each !== false));
  return made;
}
