type Flag = boolean | number;

/** The rows of applications, their evidence and objections, and the batches that list certificates. */
export interface ApplicationTables {
  application: ApplicationRow;
  applicationDossier: DossierRow;
  applicationTrack: TrackRow;
  trackEntry: TrackEntryRow;
  objection: ObjectionRow;
  evidence: EvidenceRow;
  looseFile: LooseFileRow;
  batch: BatchRow;
  directoryCounter: DirectoryCounterRow;
}

export interface ApplicationRow {
  applicationId: string;
  supplierId: string;
  /** Of the applicant. */
  countyCode: string;
  version: number;
  /** The dossier that is worked on, or was submitted last. */
  revision: number;
  createdAt: string;
}

export interface DossierRow {
  applicationId: string;
  revision: number;
  /** The dossier as JSON, contact and members included. */
  content: string;
  /** Whether it was submitted, and so never changes again. */
  submitted: Flag;
}

export interface TrackRow {
  applicationId: string;
  schemeId: string;
  supplierId: string;
  countyCode: string;
  /** Where the product is made, as submitted. */
  townshipCode: string | null;
  version: number;
  state: string;
  /** How many steps of the chain have been passed. */
  place: number;
  revision: number | null;
  awaitedStep: string | null;
  awaitedLevel: string | null;
  awaitedRole: string | null;
  /** The county, or of a township's step the township, of those who take the awaited step. */
  awaitedArea: string | null;
  dueOn: string | null;
  noticeFrom: string | null;
  noticeUntil: string | null;
  productId: string | null;
  productName: string | null;
  /** The product while it is under review: one application a scheme at a time. */
  openProductId: string | null;
  batchId: string | null;
  certificateId: string | null;
  updatedAt: string;
}

export interface TrackEntryRow {
  applicationId: string;
  schemeId: string;
  sequence: number;
  action: string;
  step: string | null;
  state: string;
  keyId: string;
  actorLabel: string;
  actorRole: string;
  actorDivision: string | null;
  at: string;
  reason: string | null;
}

export interface ObjectionRow {
  objectionId: string;
  applicationId: string;
  schemeId: string;
  /** The submission against which it was filed, or the last one since while it was not answered. */
  revision: number;
  reason: string;
  /** Name and telephone as JSON. */
  contact: string;
  filedAt: string;
  answer: string | null;
  upheld: Flag | null;
  answeredAt: string | null;
  answeredBy: string | null;
}

export interface EvidenceRow {
  evidenceId: string;
  applicationId: string;
  kind: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  /** SHA-256 of the file, base64. */
  sha256: string;
  /** The revision of the dossier with which it was submitted first, and never changes from then on. */
  submittedRevision: number | null;
  addedAt: string;
}

/** A file in the folder of evidence that no row of evidence named when this was written: on its way in, or left behind. */
export interface LooseFileRow {
  /** SHA-256 of the file, base64. */
  sha256: string;
  looseSince: string;
}

export interface BatchRow {
  batchId: string;
  schemeId: string;
  name: string;
  /** Whose certifier collates it; null for a batch that came from a file. */
  divisionCode: string | null;
  createdAt: string;
  publishedAt: string | null;
}

export interface DirectoryCounterRow {
  numberPrefix: string;
  year: string;
  countyCode: string;
  /** The number to be given next. */
  next: number;
}
