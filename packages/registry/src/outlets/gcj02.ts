import type { Position } from '@fupin/schema';

// The ellipsoid of Krasovsky 1940, by which GCJ-02 is made of WGS-84.
const semiMajorAxis = 6_378_245;
const eccentricitySquared = 0.006_693_421_622_965_943;

/**
 * A position in GCJ-02, the coordinates that maps of mainland China are drawn in (GB 20263-2006), by the formula published
 * for it; outside China, where maps are not shifted, as it is.
 */
export function toGcj02({ longitude, latitude }: Position): Position {
  if (longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271) {
    return { longitude, latitude };
  }
  const x = longitude - 105;
  const y = latitude - 35;
  const phi = (latitude * Math.PI) / 180;
  const magic = 1 - eccentricitySquared * Math.sin(phi) ** 2;
  const north =
    (shiftNorth(x, y) * 180) /
    (((semiMajorAxis * (1 - eccentricitySquared)) / magic ** 1.5) * Math.PI);
  const east =
    (shiftEast(x, y) * 180) / ((semiMajorAxis / Math.sqrt(magic)) * Math.cos(phi) * Math.PI);
  return { longitude: longitude + east, latitude: latitude + north };
}

const wave = (amount: number, period: number, at: number) =>
  (amount * Math.sin((at * Math.PI) / period) * 2) / 3;

function shiftNorth(x: number, y: number): number {
  return (
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    wave(20, 1 / 6, x) +
    wave(20, 1 / 2, x) +
    wave(20, 1, y) +
    wave(40, 3, y) +
    wave(160, 12, y) +
    wave(320, 30, y)
  );
}

function shiftEast(x: number, y: number): number {
  return (
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    wave(20, 1 / 6, x) +
    wave(20, 1 / 2, x) +
    wave(20, 1, x) +
    wave(40, 3, x) +
    wave(150, 12, x) +
    wave(300, 30, x)
  );
}
