/** What few pages need, or need once, or can do without, as one module that is loaded on demand. */
export { deviceKeyIn } from './device-key-store.ts';
export { generateDeviceKey } from './device-key.ts';
export { exportLines } from './export/export-lines.ts';
export { gzip } from './gzip.ts';
