import { describe, expect, it } from 'vitest'
import { answerTo } from '../../../../src/main/app/command-line'

describe('the command line', () => {
  it('is answered with the version alone, for scripts', () => {
    expect(answerTo(['/usr/bin/imp-wallet', '--version'], '1.2.3')).toBe('1.2.3\n')
  })

  it('is answered with every option there is', () => {
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
