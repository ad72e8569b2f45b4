interface Range {
  readonly type: string;
  readonly quality: number;
}

/**
 * Which of the media types on offer a request accepts best (RFC 9110, 12.5.1); of equals the first. Undefined where it
 * accepts none.
 */
export function bestMediaType<Type extends string>(
  accept: string | null,
  offered: readonly Type[],
): Type | undefined {
  if (accept === null || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').map(readRange);
  const rated = offered.map((type) => ({ type, quality: qualityOf(type, ranges) }));
  return rated.filter(({ quality }) => quality > 0).toSorted((a, b) => b.quality - a.quality)[0]
    ?.type;
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const quality = weight === undefined ? 1 : Number(weight);
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

function qualityOf(type: string, ranges: readonly Range[]): number {
  const [kind = ''] = type.split('/');
  for (const pattern of [type, `${kind}/*`, '*/*']) {
    const range = ranges.find((candidate) => candidate.type === pattern);
    if (range) return range.quality;
  }
  return 0;
}
