/** What a query parameter may be before it becomes text. */
export type QueryValue = string | number | boolean | readonly string[] | undefined;

/**
 * The path and query of a call: parameters of the path template are percent-encoded, those of the query appended, a list
 * as one comma-separated value; undefined ones are left out. Throws a TypeError where a path parameter is missing or `.`
 * or `..`, which no URL can carry.
 */
export function fillPath(
  template: string,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, QueryValue>>,
): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (!value) throw new TypeError(`${template}: path parameter ${name} is missing`);
    // URL parsers drop such segments even when they are percent-encoded, so another resource would be addressed.
    if (value === '.' || value === '..') {
      throw new TypeError(`${template}: path parameter ${name} can't be "${value}"`);
    }
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}
