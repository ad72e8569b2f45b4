import type { Doubt } from '../../badge-details/messages/messages.ts';
import type { CertificateState } from '../judge-certificate.ts';

/** The texts of `<fupin-certificate>`. */
export interface CertificateMessages {
  /** Each state in words. */
  readonly states: Readonly<Record<CertificateState, string>>;
  /** What each state means, in a sentence. */
  readonly meaning: Readonly<Record<CertificateState, string>>;
  /** Why nothing can be said, and what to do. */
  readonly doubt: Readonly<Record<Doubt, string>>;
  readonly factsTitle: string;
  readonly supplier: string;
  readonly county: string;
  readonly scheme: string;
  readonly directoryNo: string;
  readonly batch: string;
  readonly validity: string;
  readonly period: (from: string, until: string) => string;
  readonly linkage: string;
  /** Kinds of interest linkage by their names in the credential. */
  readonly linkages: Readonly<Record<string, string>>;
  readonly separator: string;
  readonly helped: string;
  readonly helpedCount: (households: string, people: string | undefined) => string;
  readonly annualSupply: string;
  /** Units by their codes in UNECE Recommendation 20. */
  readonly units: Readonly<Record<string, string>>;
  readonly quantity: (value: string, unit: string) => string;
  readonly commodityValue: string;
  readonly perYear: (amount: string) => string;
  readonly chainTitle: string;
  /** Tells that the chain is the registry's record and no part of what is signed. */
  readonly chainNote: string;
  /** Steps of the review chain by their names in the record. */
  readonly steps: Readonly<Record<string, string>>;
  /** Changes of status by the status that they lead to. */
  readonly statuses: Readonly<Record<string, string>>;
  /** When and how it was verified. */
  readonly checked: (time: string) => string;
  readonly logged: (since: string, place: string, size: string) => string;
  readonly notLogged: string;
  readonly openCertificate: string;
  readonly scan: string;
  readonly qrCode: string;
  readonly retry: string;
}

declare module '../../localization/messages.ts' {
  interface MessageCatalog {
    'fupin-certificate': CertificateMessages;
  }
}
