import { rootCertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { systemRoots } from '../../../../../src/main/node-client/socket/roots'
import { certificatesIn } from '../../../../../src/main/node-client/socket/check-peer'

describe('systemRoots', () => {
  it('holds the authorities that ship with the program, and every one of them is a certificate', () => {
    const roots = systemRoots()
    expect(roots).toEqual(expect.arrayContaining(rootCertificates.slice(0, 5)))
    for (const root of roots) expect(certificatesIn(root).length).toBeGreaterThan(0)
  })
})
