// @ts-check
import { inProject } from '../lib/project.mjs'

/** What Chromium links to or loads, on Debian and Ubuntu, with the newer names where a package was renamed. */
const DEB_DEPENDS = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libnspr4',
  'libasound2 | libasound2t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libcups2 | libcups2t64',
  'libdrm2',
  'libgbm1',
  'libxkbcommon0',
  'libxcomposite1',
  'libxdamage1',
  'libxfixes3',
  'libxrandr2',
  'libsecret-1-0',
  'libnotify4',
  'xdg-utils'
]

/** The same on Fedora and openSUSE. */
const RPM_DEPENDS = [
  'gtk3',
  '(nss or mozilla-nss)',
  '(alsa-lib or libasound2)',
  'at-spi2-core',
  '(cups-libs or libcups2)',
  '(libdrm or libdrm2)',
  '(mesa-libgbm or libgbm1)',
  '(libxkbcommon or libxkbcommon0)',
  '(libsecret or libsecret-1-0)',
  'libnotify',
  'xdg-utils'
]

/**
 * @param {import('./identity.mjs').Publisher & { forTesting: boolean }} options
 * @returns {import('electron-builder').Configuration}
 */
export function linuxConfig({ maintainer, forTesting }) {
  // fpm's own spelling of "this file goes there".
  const extraFiles = [
    `${inProject('packaging', 'linux', 'imp-wallet.metainfo.xml')}=/usr/share/metainfo/imp-wallet.metainfo.xml`,
    `${inProject('packaging', 'linux', 'copyright')}=/usr/share/doc/imp-wallet/copyright`,
    `${inProject('resources', 'icon.svg')}=/usr/share/icons/hicolor/scalable/apps/imp-wallet.svg`
  ]
  return {
    linux: {
      target: [
        { target: 'AppImage', arch: ['x64', 'arm64'] },
        { target: 'deb', arch: ['x64', 'arm64'] },
        { target: 'rpm', arch: ['x64', 'arm64'] }
      ],
      executableName: 'imp-wallet',
      icon: 'icons',
      category: 'Office;Finance',
      synopsis: `Wallet for an IMP node${forTesting ? ' (build for testing, not for money)' : ''}`,
      description:
        'Makes invoices, pays invoices with one click and shows the messages that reach your IMP node.',
      maintainer,
      vendor: 'The IMP Wallet authors',
      syncDesktopName: true,
      desktop: { entry: { Keywords: 'bitcoin;lightning;invoice;payment;IMP;', SingleMainWindow: 'true' } }
    },
    deb: {
      artifactName: `\${name}_\${version}_\${arch}${forTesting ? '-for-testing' : ''}.\${ext}`,
      packageName: 'imp-wallet',
      packageCategory: 'net',
      depends: DEB_DEPENDS,
      recommends: [],
      fpm: extraFiles
    },
    rpm: { packageName: 'imp-wallet', depends: RPM_DEPENDS, fpm: extraFiles }
  }
}
