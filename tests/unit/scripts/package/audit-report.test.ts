import { describe, expect, it } from 'vitest'
import { graveFindings } from '../../../../scripts/package/audit-report.mjs'

const report = (findings: Record<string, string>): string =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(
      Object.entries(findings).map(([name, severity]) => [name, { name, severity, via: [], nodes: [] }])
    )
  })
const shipped = [{ name: '@grpc/grpc-js' }, { name: 'svelte' }]

describe('graveFindings', () => {
  it('names what is high or worse in Electron and in what is bundled', () => {
    const json = report({ electron: 'critical', svelte: 'high', '@grpc/grpc-js': 'moderate' })
    expect(graveFindings(json, shipped)).toEqual([
      { name: 'electron', severity: 'critical' },
      { name: 'svelte', severity: 'high' }
    ])
  })

  it('leaves aside what only builds and tests', () => {
    expect(graveFindings(report({ eslint: 'critical' }), shipped)).toEqual([])
  })

  it('does not take a refused request for a clean report', () => {
    expect(graveFindings(JSON.stringify({ message: '405 Method Not Allowed' }), shipped)).toBeUndefined()
  })
})
