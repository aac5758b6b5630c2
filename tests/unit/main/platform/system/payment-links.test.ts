import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  LinkBurst,
  paymentLink,
  paymentLinkIn,
  startsHidden
} from '../../../../../src/main/platform/system/payment-links'

describe('a payment link in a command line', () => {
  it.each([
    [['/opt/imp-wallet', 'lightning:lnbc1x'], 'lightning:lnbc1x'],
    [['electron', '.', '--hidden', 'LIGHTNING:LNBC1X'], 'LIGHTNING:LNBC1X'],
    [['x', '--allow-file-access', '--', 'lightning:lnbc1x', '--type=x'], 'lightning:lnbc1x'],
    [['x', 'bitcoin:bc1q?lightning=lnbc1x'], 'bitcoin:bc1q?lightning=lnbc1x']
  ])("is found among Chromium's switches: %j", (argv, link) => {
    expect(paymentLinkIn(argv)).toBe(link)
  })

  it.each([
    [['lightning:lnbc1x']],
    [['x', '--url=lightning:lnbc1x']],
    [['x', 'https://lightning:1/']],
    [['x']],
    [[]]
  ])('is not found: %j', (argv) => {
    expect(paymentLinkIn(argv)).toBeUndefined()
  })

  it('is cut at a length that no invoice reaches', () => {
    expect(paymentLink(`lightning:${'a'.repeat(1_000_000)}`)).toHaveLength(8000)
  })
})

describe('a hidden start', () => {
  it('is requested by a switch', () => {
    expect(startsHidden(['x', '--hidden'])).toBe(true)
    expect(startsHidden(['x', 'lightning:--hidden'])).toBe(false)
  })
})

describe('a burst of links', () => {
  it('raises the window once, and shows the first link and then the last', () => {
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const open = vi.fn()
    const links = new LinkBurst(open)
    for (let at = 0; at < 500; at += 1) links.arrived(`lightning:${at}`)
    expect(open.mock.calls).toEqual([['lightning:0', true]])
    vi.advanceTimersByTime(1000)
    expect(open.mock.calls).toEqual([
      ['lightning:0', true],
      ['lightning:499', false]
    ])
    links.arrived('lightning:later')
    expect(open).toHaveBeenLastCalledWith('lightning:later', true)
    links.dispose()
  })
})
