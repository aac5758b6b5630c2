import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { issueCertificate } from '../../../src/node/tls/self-signed'
import { demoNode } from '../../support/processes/demo-node'
import { connectTo } from '../../support/processes/node-client'

// The system's authorities are read once per process, so this test has its own file and sets them first.
const authority = issueCertificate({ commonName: 'Test authority', ca: true })
const folder = mkdtempSync(join(tmpdir(), 'imp-wallet-trust-'))
process.env.SSL_CERT_FILE = join(folder, 'authorities.pem')
writeFileSync(process.env.SSL_CERT_FILE, authority.cert)
afterAll(() => rmSync(folder, { recursive: true }))

it('The wallet trusts a node whose authority the administrator of this computer trusts, and no other', async () => {
  const good = await demoNode({ tls: issueCertificate({ commonName: 'node' }, authority) })
  const bad = await demoNode({ tls: issueCertificate({ commonName: 'node' }) })
  const to = (address: string) => connectTo('', { profile: { address, security: { kind: 'tls' } } })
  await to(good.address).reaches('ready')
  const refused = await to(bad.address).reaches('blocked')
  expect(refused).toMatchObject({ failure: { code: 'certificate-untrusted' } })
})
