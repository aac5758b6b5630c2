import { describe, expect, it } from 'vitest'
import { answerTo } from '../../../../src/main/app/command-line'

describe('the command line', () => {
  it('prints only the version, for scripts', () => {
    expect(answerTo(['/usr/bin/imp-wallet', '--version'], '1.2.3')).toBe('1.2.3\n')
  })

  it('prints every option', () => {
    expect(answerTo(['/usr/bin/imp-wallet', '--help'], '1.2.3')).toMatch(
      /1\.2\.3[\s\S]*--hidden[\s\S]*--version[\s\S]*--help/u
    )
  })

  it.each([[[]], [['--hidden']], [['lightning:lnbc1--version']], [['--type=renderer', '--lang=en']]])(
    'starts the wallet for %j',
    (args) => {
      expect(answerTo(['/usr/bin/imp-wallet', ...args], '1.2.3')).toBeUndefined()
    }
  )
})
