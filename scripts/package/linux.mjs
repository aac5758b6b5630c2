// @ts-check
import { inProject } from '../lib/project.mjs'

/**
 * The packages of Debian and Ubuntu that Chromium links to or loads. Newer releases renamed some packages in the move
 * to 64-bit time. The new name comes first, because in those releases the old name is a virtual package that several
 * packages provide.
 */
export const DEB_DEPENDS = [
  'libgtk-3-0t64 | libgtk-3-0',
  'libnss3',
  'libnspr4',
  'libasound2t64 | libasound2',
  'libatspi2.0-0t64 | libatspi2.0-0',
  'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libcups2t64 | libcups2',
  'libdrm2',
  'libgbm1',
  'libxkbcommon0',
  'libxcomposite1',
  'libxdamage1',
  'libxfixes3',
  'libxrandr2',
  'libsecret-1-0',
  'libnotify4',
  'xdg-utils',
  'desktop-file-utils'
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
  'xdg-utils',
  'desktop-file-utils'
]

/**
 * @param {import('./config.mjs').Publisher & { forTesting: boolean }} options
 * @returns {import('electron-builder').Configuration}
 */
export function linuxConfig({ maintainer, forTesting }) {
  const ours = (/** @type {string} */ name) => inProject('packaging', 'linux', name)
  const installed = {
    afterInstall: ours('after-install.sh'),
    afterRemove: ours('after-remove.sh'),
    // fpm's syntax for "copy this file there".
    fpm: [
      `${ours('imp-wallet')}=/usr/bin/imp-wallet`,
      `${ours('imp-wallet.metainfo.xml')}=/usr/share/metainfo/imp-wallet.metainfo.xml`,
      `${ours('copyright')}=/usr/share/doc/imp-wallet/copyright`,
      `${inProject('resources', 'icon.svg')}=/usr/share/icons/hicolor/scalable/apps/imp-wallet.svg`
    ]
  }
  return {
    // The name of the folder below /opt. The name that people see is in the desktop entry.
    productName: 'imp-wallet',
    linux: {
      target: [
        { target: 'AppImage', arch: ['x64', 'arm64'] },
        { target: 'deb', arch: ['x64', 'arm64'] },
        { target: 'rpm', arch: ['x64', 'arm64'] }
      ],
      executableName: 'imp-wallet',
      icon: 'icons',
      category: 'Office;Finance',
      synopsis: `Lightning wallet with messages${forTesting ? ' (build for testing, not for money)' : ''}`,
      description:
        'Creates and pays invoices and sends and receives messages through your LND or an IMP node.',
      maintainer,
      vendor: 'The IMP Wallet authors',
      syncDesktopName: true,
      desktop: {
        entry: {
          Name: 'IMP Wallet',
          Keywords: 'bitcoin;lightning;invoice;payment;IMP;'
        }
      }
    },
    deb: {
      artifactName: `\${name}_\${version}_\${arch}${forTesting ? '-for-testing' : ''}.\${ext}`,
      packageName: 'imp-wallet',
      packageCategory: 'net',
      depends: DEB_DEPENDS,
      recommends: [],
      ...installed
    },
    rpm: { packageName: 'imp-wallet', depends: RPM_DEPENDS, ...installed }
  }
}
