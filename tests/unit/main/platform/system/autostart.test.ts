import { describe, expect, it } from 'vitest'
import { autostartEntry, autostartFile } from '../../../../../src/main/platform/system/autostart'

const exec = (path: string) => /^Exec=(.*)$/mu.exec(autostartEntry(path))?.[1]

describe('the start at login on Linux', () => {
  it('starts the program hidden', () => {
    expect(exec('/opt/IMP Wallet/imp-wallet')).toBe('"/opt/IMP Wallet/imp-wallet" --hidden')
  })

  it('quotes the characters that the specification reserves', () => {
    expect(exec('/a"b$c`d\\e%f')).toBe('"/a\\\\"b\\\\$c\\\\`d\\\\\\\\e%%f" --hidden')
  })

  it('is written where the desktop looks for it', () => {
    expect(autostartFile({ XDG_CONFIG_HOME: '/c' }, '/home/x')).toBe('/c/autostart/imp-wallet.desktop')
    expect(autostartFile({}, '/home/x')).toBe('/home/x/.config/autostart/imp-wallet.desktop')
    expect(autostartFile({ XDG_CONFIG_HOME: 'relative' }, '/home/x')).toBe(
      '/home/x/.config/autostart/imp-wallet.desktop'
    )
  })
})
