/** A place on earth, WGS-84, in degrees. */
export interface GeoPosition {
  readonly longitude: number;
  readonly latitude: number;
}

// Mean radius (IUGG 1980): a sphere's distances differ from those on the ellipsoid by at most 0.56 %.
const earthRadiusMetres = 6_371_008.8;

/**
 * A position as a point of the unit sphere. The straight line between two such points grows with their distance along the
 * great circle, so places are compared by it; there is no seam at the dateline and none at the poles.
 */
export function toSphere({ longitude, latitude }: GeoPosition): readonly [number, number, number] {
  const lambda = (longitude * Math.PI) / 180;
  const phi = (latitude * Math.PI) / 180;
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/** The distance along the great circle of two points whose straight line has a length, given squared on the unit sphere. */
export function metresOf(chordSquared: number): number {
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(chordSquared) / 2));
}

/** The squared straight line of two points on the unit sphere at a distance along the great circle. */
export function chordSquaredOf(metres: number): number {
  const half = Math.min(metres / earthRadiusMetres / 2, Math.PI / 2);
  return (2 * Math.sin(half)) ** 2;
}

/** The squared straight line between two positions on the unit sphere. */
export function chordSquaredBetween(a: GeoPosition, b: GeoPosition): number {
  const [ax, ay, az] = toSphere(a);
  const [bx, by, bz] = toSphere(b);
  return (ax - bx) ** 2 + (ay - by) ** 2 + (az - bz) ** 2;
}
