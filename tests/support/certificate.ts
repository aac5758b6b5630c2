import { createRequire } from 'node:module'
import type * as Certificate from '../../src/demo-node/tls/certificate'

/** Required and not imported, for the same reason as in contract.ts. */
const certificate = createRequire(import.meta.url)(
  '../../src/demo-node/tls/certificate'
) as typeof Certificate

export const { certificateFingerprint, issueCertificate } = certificate
