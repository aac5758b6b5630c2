// @ts-check

/**
 * The content of app.asar: the bundles, the images that main loads by name, and the running parts of the one package
 * outside of the bundles. `${platform}` and `${arch}` are those of the target (electron-builder's macros).
 * @param {NodeJS.Platform} platform
 */
export const filesFor = (platform) => [
  'package.json',
  'LICENSE',
  'out/**',
  // For developers; the wallet itself starts out/main/demo-node.js.
  '!out/main/demo-node-cli.js',
  '!out/main/imp-node-cli.js',
  '!out/made-for-electron.txt',
  ...imagesFor(platform).map((name) => `resources/${name}`),
  '!node_modules/@photostructure/sqlite/{src,scripts,dist,binding.gyp,*.md}',
  '!node_modules/@photostructure/sqlite/prebuilds/!(${platform}-${arch})/**',
  '!**/*.musl.node',
  '!node_modules/{node-addon-api,node-gyp-build}/**',
  '!**/*.md'
]

/** @param {NodeJS.Platform} platform */
function imagesFor(platform) {
  switch (platform) {
    case 'darwin':
      return ['tray/mac/*.png']
    case 'win32':
      return ['tray/win/*.ico', 'overlay*.png', 'icon.ico']
    default:
      return ['tray/linux/*.png', 'icons/*.png']
  }
}

/** The interface is in English, so only Chromium's English texts (menus of text fields, dialogs) are kept. */
export const LANGUAGES = ['en-US']

export const MAX_ASAR_BYTES = 8_000_000
