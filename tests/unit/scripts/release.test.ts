import { describe, expect, it } from 'vitest'
import { severeFindings } from '../../../scripts/release.mjs'

const report = (findings: Record<string, string>): string =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(
      Object.entries(findings).map(([name, severity]) => [name, { name, severity, via: [], nodes: [] }])
    )
  })
const shipped = [{ name: '@grpc/grpc-js' }, { name: 'svelte' }]

describe('severeFindings', () => {
  it('lists findings of high severity or worse in Electron and in bundled packages', () => {
    const json = report({ electron: 'critical', svelte: 'high', '@grpc/grpc-js': 'moderate' })
    expect(severeFindings(json, shipped)).toEqual([
      { name: 'electron', severity: 'critical' },
      { name: 'svelte', severity: 'high' }
    ])
  })

  it('ignores packages that only build and test', () => {
    expect(severeFindings(report({ eslint: 'critical' }), shipped)).toEqual([])
  })

  it('does not take a refused request for a report without findings', () => {
    expect(severeFindings(JSON.stringify({ message: '405 Method Not Allowed' }), shipped)).toBeUndefined()
  })
})
