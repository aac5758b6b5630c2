import { createRequire } from 'node:module'
import type * as Certificate from '../../src/node/tls/self-signed'

/** Required and not imported, for the same reason as in contract.ts. */
const certificate = createRequire(import.meta.url)('../../src/node/tls/self-signed') as typeof Certificate

export const { certificateFingerprint, issueCertificate } = certificate
