import { describe, expect, it } from 'vitest'
import { billOfMaterials, checksumLine } from '../../../../scripts/package/bill-of-materials.mjs'

describe('the bill of materials', () => {
  it('lists Electron and each shipped package once, with its licence', () => {
    const hashes = { name: '@noble/hashes', version: '2.4.0', licence: 'MIT' }
    const qr = { name: 'qr', version: '0.7.0', licence: '(MIT OR Apache-2.0)' }
    const bill = billOfMaterials({
      version: '1.0.0',
      electronVersion: '45.4.1',
      packages: [hashes, qr, hashes],
      time: new Date(0)
    })
    expect(bill.components.map(({ purl, licenses }) => [purl, licenses[0]?.expression])).toEqual([
      ['pkg:npm/electron@45.4.1', 'MIT'],
      ['pkg:npm/%40noble/hashes@2.4.0', 'MIT'],
      ['pkg:npm/qr@0.7.0', 'MIT OR Apache-2.0']
    ])
    expect(bill.metadata.component.version).toBe('1.0.0')
  })

  it('comes with checksums in the format of sha256sum', () => {
    expect(checksumLine('a.deb', new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.deb\n'
    )
  })
})
