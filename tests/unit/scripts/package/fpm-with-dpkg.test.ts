import { describe, expect, it } from 'vitest'
import { controlFile, parseFpmArgs } from '../../../../scripts/package/fpm-with-dpkg.mjs'

/** As electron-builder calls fpm. */
const CALL = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'libgtk-3-0 | libgtk-3-0t64'],
  ...['--deb-compression', 'xz', '--architecture', 'amd64'],
  ...['--after-install', '/tmp/after-install', '--after-remove', '/tmp/after-remove'],
  ...['--description', 'A wallet\n For a node.\n\n With a second paragraph.', '--version', '1.0.0~rc.1'],
  ...['--package', '/out/wallet.deb', '--name', 'imp-wallet', '--maintainer', 'Some <a@b.invalid>'],
  ...['--vendor', 'Some', '--url', 'https://b.invalid', '--deb-priority', 'optional', '--license', 'MIT'],
  ...['/icons/16.png=/usr/share/icons/16.png', '/build/linux-unpacked/=/opt/imp-wallet']
]

describe('the stand-in for fpm', () => {
  it('reads the arguments of electron-builder', () => {
    const request = parseFpmArgs(CALL)
    expect(request.fields).toEqual({
      Package: 'imp-wallet',
      Version: '1.0.0~rc.1',
      Architecture: 'amd64',
      Maintainer: 'Some <a@b.invalid>',
      Priority: 'optional',
      Homepage: 'https://b.invalid',
      Depends: 'libnss3, libgtk-3-0 | libgtk-3-0t64'
    })
    expect(request.scripts).toEqual({ postinst: '/tmp/after-install', postrm: '/tmp/after-remove' })
    expect(request.files).toEqual([
      { from: '/icons/16.png', to: '/usr/share/icons/16.png' },
      { from: '/build/linux-unpacked/', to: '/opt/imp-wallet' }
    ])
    expect(request.target).toBe('/out/wallet.deb')
  })

  it("writes the description in Debian's format, with a dot for an empty line", () => {
    expect(controlFile(parseFpmArgs(CALL), 4096).split('\n').slice(-6)).toEqual([
      'Installed-Size: 4096',
      'Description: A wallet',
      ' For a node.',
      ' .',
      ' With a second paragraph.',
      ''
    ])
  })

  it('refuses an unknown option instead of building a package without it', () => {
    expect(() => parseFpmArgs([...CALL, '--before-install', '/tmp/x'])).toThrow(/before-install/u)
  })

  it('refuses other package formats, and a request that lacks what dpkg needs', () => {
    expect(() => parseFpmArgs(CALL.map((arg) => (arg === 'deb' ? 'rpm' : arg)))).toThrow(/rpm/u)
    expect(() => parseFpmArgs(['-s', 'dir', '-t', 'deb', '--name', 'imp-wallet'])).toThrow(/needs/u)
  })
})
