// @ts-check
// Renders every icon file from resources/icon.svg and resources/tray/*.svg. The results are committed: run this after
// changing one of the drawings.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { icns, ico } from './lib/icon-files.mjs'
import { inProject } from './lib/project.mjs'

const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256]
const WINDOWS_TRAY_SIZES = [16, 20, 24, 32, 40, 48]
/** Size of a menu bar image on macOS in points, and of a tray image on Linux in pixels. */
const MAC_TRAY = 18
const LINUX_TRAY = 24

await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))

/**
 * @param {string} svg
 * @param {number} size in pixels, of a square
 */
const png = (svg, size) => new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng()

/** @param {string} file */
const draw = (file) => readFileSync(inProject('resources', file), 'utf8')

/**
 * @param {string} file below resources
 * @param {Uint8Array} bytes
 */
function save(file, bytes) {
  const target = inProject('resources', ...file.split('/'))
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, bytes)
}

/**
 * The drawing inside of a group of its own.
 * @param {string} svg
 * @param {string} group the group's attributes
 * @param {string} [before]
 */
const wrap = (svg, group, before = '') =>
  svg.replace(/(<svg[^>]*>)([\s\S]*)(<\/svg>)/u, `$1${before}<g ${group}>$2</g>$3`)

/**
 * White with a dark rim, because panels of Linux and Windows may be light or dark, and programs cannot find out which.
 */
const HALO = `<filter id="halo" x="-20%" y="-20%" width="140%" height="140%" color-interpolation-filters="sRGB">
  <feMorphology in="SourceAlpha" operator="dilate" radius="0.9" result="wide"/>
  <feFlood flood-color="#2a2521"/><feComposite in2="wide" operator="in" result="rim"/>
  <feMerge><feMergeNode in="rim"/><feMergeNode in="SourceGraphic"/></feMerge></filter>`
/** @param {string} svg */
const rimmed = (svg) =>
  wrap(svg, 'filter="url(#halo)" fill="#fff" color="#fff" transform="translate(1 1) scale(0.9167)"', HALO)

/** macOS icons have a margin. */
const MAC_MARGIN = 'transform="translate(50 50) scale(0.8047)"'

const icon = draw('icon.svg')
for (const size of LINUX_SIZES) save(`icons/${size}x${size}.png`, png(icon, size))
save('icon.ico', ico(WINDOWS_SIZES.map((size) => ({ size, png: png(icon, size) }))))
save(
  'icon.icns',
  icns((size) => png(wrap(icon, MAC_MARGIN), size))
)

for (const file of readdirSync(inProject('resources', 'tray')).filter((name) => name.endsWith('.svg'))) {
  const name = path.basename(file, '.svg')
  const shape = draw(`tray/${file}`)
  const visible = rimmed(shape)
  save(`tray/mac/${name}Template.png`, png(shape, MAC_TRAY))
  save(`tray/mac/${name}Template@2x.png`, png(shape, MAC_TRAY * 2))
  save(`tray/linux/${name}.png`, png(visible, LINUX_TRAY))
  save(`tray/linux/${name}@2x.png`, png(visible, LINUX_TRAY * 2))
  save(`tray/win/${name}.ico`, ico(WINDOWS_TRAY_SIZES.map((size) => ({ size, png: png(visible, size) }))))
}

const overlay = draw('overlay.svg')
save('overlay.png', png(overlay, 16))
save('overlay@2x.png', png(overlay, 32))
