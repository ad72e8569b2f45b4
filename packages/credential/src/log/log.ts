export { decodeBase64, encodeBase64 } from './base64.ts';
export { formatCheckpoint, parseCheckpoint, type Checkpoint } from './checkpoint.ts';
export { longestEntry, parseEntryBundle } from './entry-bundle.ts';
export { MalformedLogData } from './malformed.ts';
export { hashChildren, hashLeaf } from './merkle-hash.ts';
export {
  formatNote,
  formatSignature,
  parseNote,
  signedMessage,
  verifyNote,
  type Note,
  type NoteSignature,
  type VerifiedSignature,
} from './note.ts';
export {
  consistencyRanges,
  inclusionRanges,
  middleOf,
  peakRanges,
  type LeafRange,
} from './proof-ranges.ts';
export { parseTilePath, tilePath, tileWidth, tileWidthIn, type Tile } from './tile.ts';
export {
  createVerifierKey,
  formatVerifierKey,
  parseVerifierKey,
  type SignatureType,
  type VerifierKey,
} from './verifier-key.ts';
export {
  verifyLogProof,
  type LogPolicy,
  type LogProof,
  type LogProofFault,
  type LogVerification,
} from './verify-log-proof.ts';
export {
  verifyConsistency,
  verifyInclusion,
  type ConsistencyProof,
  type InclusionProof,
} from './verify-proof.ts';
