/** Draws paths of 24 units into an SVG element hidden from screen readers; each path is named by its class. */
export function draw(paths: Readonly<Record<string, string>>): SVGSVGElement {
  const svg = shape('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' });
  for (const [name, d] of Object.entries(paths)) svg.append(shape('path', { class: name, d }));
  return svg;
}

/** Makes an SVG element with these attributes. */
export function shape<Tag extends 'svg' | 'path'>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
