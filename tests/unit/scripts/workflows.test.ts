import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const FOLDER = '.github/workflows'
const workflow = (name: string) => readFileSync(`${FOLDER}/${name}`, 'utf8')

/** The actions that a workflow uses, without the workflows of this repository, which come from the running commit. */
const actionsIn = (text: string) =>
  [...text.matchAll(/^\s*(?:-\s*)?uses:\s*(.+)$/gmu)]
    .map(([, action = '']) => action)
    .filter((action) => !action.startsWith('./'))

describe('a workflow', () => {
  it.each(readdirSync(FOLDER))(
    'pins every action of %s by its commit, because a tag can be moved',
    (name) => {
      const actions = actionsIn(workflow(name))
      expect(actions.length).toBeGreaterThan(0)
      for (const action of actions) expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u)
    }
  )
})

describe('the release workflow', () => {
  const [before = '', publish = ''] = workflow('release.yml').split('\n  publish:')

  it('tests before it builds, and builds before it publishes', () => {
    expect(before).toMatch(/\n {2}test:\n {4}needs: version\n/u)
    expect(before).toMatch(/\n {2}build:\n {4}needs: test\n/u)
    expect(publish).toMatch(/^\n {4}needs: build\n/u)
  })

  it('gives the signing key only to the publish job, which waits for reviewers', () => {
    expect(before).not.toContain('secrets.IMP_WALLET_UPDATE_SIGNING_KEY')
    expect(publish).toContain('environment: release')
  })

  it('always signs the feed and the checksums before anything is published', () => {
    const signs = publish.indexOf('release.mjs sign-feed packages/latest*.yml packages/SHA256SUMS')
    expect(signs).toBeGreaterThan(0)
    expect(signs).toBeLessThan(publish.indexOf('gh release create'))
    // No step has a condition, so none is skipped.
    expect(publish).not.toMatch(/^\s+(?:- )?if:/mu)
  })
})
