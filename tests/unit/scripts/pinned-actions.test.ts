import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unpinnedActions } from '../../../scripts/lib/pinned-actions.mjs'

describe('an action of a workflow', () => {
  it('is pinned only by a full commit id', () => {
    const sha = '0123456789abcdef0123456789abcdef01234567'
    expect(
      unpinnedActions(`steps:\n  - uses: a/b@${sha} # v5\n  - uses: ./.github/workflows/test.yml\n`)
    ).toEqual([])
    expect(unpinnedActions('    - uses: a/b@v5\n      uses: "c/d@main"\n')).toEqual(['a/b@v5', 'c/d@main'])
    expect(unpinnedActions(`- uses: a/b@${sha.slice(1)}`)).toHaveLength(1)
  })
})

describe('the release workflow', () => {
  const release = readFileSync('.github/workflows/release.yml', 'utf8')

  it('checks the pins before it builds anything', () => {
    expect(release.indexOf('check-workflows.mjs')).toBeGreaterThan(0)
    expect(release.indexOf('check-workflows.mjs')).toBeLessThan(release.indexOf('npm ci'))
  })

  it('gives the signing key only to the publish job, which waits for reviewers', () => {
    const [before = '', publish = ''] = release.split('\n  publish:')
    expect(before).not.toContain('secrets.IMP_WALLET_UPDATE_SIGNING_KEY')
    expect(publish).toContain('environment: release')
  })
})
