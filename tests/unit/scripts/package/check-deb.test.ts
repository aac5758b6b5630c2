import { describe, expect, it } from 'vitest'
import {
  archiveProblems,
  controlProblems,
  desktopEntryProblems,
  parseContents
} from '../../../../scripts/package/check-deb.mjs'

const LISTING = `drwxr-xr-x root/root         0 2026-01-01 10:00 ./opt/imp-wallet/
-rwxr-xr-x root/root 166492752 2026-01-01 10:00 ./opt/imp-wallet/imp-wallet
-rw-r--r-- root/root       448 2026-01-01 10:00 ./usr/share/applications/imp-wallet.desktop
`

describe('the content of a .deb', () => {
  it('is read from the listing', () => {
    expect(parseContents(LISTING)).toEqual([
      { mode: '-rwxr-xr-x', owner: 'root/root', name: 'opt/imp-wallet/imp-wallet' },
      { mode: '-rw-r--r--', owner: 'root/root', name: 'usr/share/applications/imp-wallet.desktop' }
    ])
  })

  it('must include every icon size and the metadata, and nothing outside of its folders', () => {
    const problems = archiveProblems(parseContents(LISTING))
    expect(problems).toContain('the package lacks usr/share/icons/hicolor/16x16/apps/imp-wallet.png')
    expect(problems).toContain('the package lacks usr/share/metainfo/imp-wallet.metainfo.xml')
    const stranger = { mode: '-rw-r--r--', owner: 'root/root', name: 'etc/cron.daily/imp-wallet' }
    expect(archiveProblems([stranger])).toContain('the package holds etc/cron.daily/imp-wallet')
  })

  it.each([
    ['-rwsr-xr-x', 'root/root'],
    ['-rw-rw-r--', 'root/root'],
    ['-rw-------', 'root/root'],
    ['lrwxrwxrwx', 'root/root'],
    ['-rw-r--r--', 'builder/builder']
  ])('must not be %s of %s', (mode, owner) => {
    const file = { mode, owner, name: 'opt/imp-wallet/chrome-sandbox' }
    expect(archiveProblems([file]).some((problem) => problem.startsWith(file.name))).toBe(true)
  })

  it("names its version as Debian sorts it, and its architecture in Debian's terms", () => {
    const control = [
      'Package: imp-wallet',
      'Version: 1.0.0~rc.1',
      'Architecture: amd64',
      'Maintainer: Some <a@b.invalid>',
      'Depends: libnss3',
      'Homepage: https://b.invalid',
      'Installed-Size: 1',
      'Description: A wallet'
    ].join('\n')
    expect(controlProblems(control, { version: '1.0.0-rc.1', arch: 'x64' })).toEqual([])
    expect(controlProblems(control, { version: '1.0.0', arch: 'arm64' })).toEqual([
      'Version is 1.0.0~rc.1, not 1.0.0',
      'Architecture is amd64, not arm64'
    ])
  })

  it('registers lightning: links, or declares that it does not', () => {
    const entry = [
      '[Desktop Entry]',
      'Name=IMP Wallet',
      'Exec=/opt/imp-wallet/imp-wallet %U',
      'Terminal=false',
      'Type=Application',
      'Icon=imp-wallet',
      'StartupWMClass=imp-wallet',
      'MimeType=x-scheme-handler/lightning;'
    ]
    expect(desktopEntryProblems(entry.join('\n'))).toEqual([])
    expect(desktopEntryProblems(entry.slice(0, -1).join('\n'))).toEqual([
      "the desktop entry's MimeType is undefined, not x-scheme-handler/lightning;"
    ])
  })
})
