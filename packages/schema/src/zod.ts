import * as z from 'zod/mini';

// Compiled parsers use `new Function`, which a strict Content-Security-Policy on the host's page forbids and reports.
z.config({ jitless: true });

export { z };
