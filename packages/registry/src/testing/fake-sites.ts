import { SiteError } from '../http/public-request.ts';
import type { SiteAnswer, SiteReader } from '../licences/site-reader.ts';

/** Merchants' sites as a test puts them: files by their addresses, TXT records by their names; others do not answer. */
export interface FakeSites extends SiteReader {
  readonly files: Map<string, string | Partial<SiteAnswer>>;
  readonly records: Map<string, readonly string[]>;
  /** What was asked for, in order. */
  readonly asked: string[];
}

/** Sites without any proof. */
export function fakeSites(): FakeSites {
  const files: FakeSites['files'] = new Map();
  const records: FakeSites['records'] = new Map();
  const asked: string[] = [];
  return {
    files,
    records,
    asked,
    fetch({ href, host }) {
      asked.push(href);
      const file = files.get(href);
      if (file === undefined)
        return Promise.reject(new SiteError(`${host} refused the connection`));
      const answer = { status: 200, location: null, text: '', address: '203.0.113.9' };
      return Promise.resolve({ ...answer, ...(typeof file === 'string' ? { text: file } : file) });
    },
    resolveTxt(name) {
      asked.push(name);
      return Promise.resolve(records.get(name) ?? []);
    },
  };
}
