import { describe, expect, it } from 'vitest'
import { paymentLink, paymentLinkIn, startsHidden } from '../../../../src/main/desktop/links'

describe('a payment link in a command line', () => {
  it.each([
    [['/opt/imp-wallet', 'lightning:lnbc1x'], 'lightning:lnbc1x'],
    [['electron', '.', '--hidden', 'LIGHTNING:LNBC1X'], 'LIGHTNING:LNBC1X'],
    [['x', '--allow-file-access', '--', 'lightning:lnbc1x', '--type=x'], 'lightning:lnbc1x'],
    [['x', 'bitcoin:bc1q?lightning=lnbc1x'], 'bitcoin:bc1q?lightning=lnbc1x']
  ])('is found among the switches of Chromium: %j', (argv, link) => {
    expect(paymentLinkIn(argv)).toBe(link)
  })

  it.each([
    [['lightning:lnbc1x']],
    [['x', '--url=lightning:lnbc1x']],
    [['x', 'https://lightning:1/']],
    [['x']],
    [[]]
  ])('is not there: %j', (argv) => {
    expect(paymentLinkIn(argv)).toBeUndefined()
  })

  it('is cut at a length that no invoice has', () => {
    expect(paymentLink(`lightning:${'a'.repeat(1_000_000)}`)).toHaveLength(8000)
  })
})

describe('a hidden start', () => {
  it('is asked for by a switch', () => {
    expect(startsHidden(['x', '--hidden'])).toBe(true)
    expect(startsHidden(['x', 'lightning:--hidden'])).toBe(false)
  })
})
