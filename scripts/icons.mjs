// @ts-check
// Renders every icon file from resources/icon.svg and resources/tray/*.svg. The results are committed: run this after
// changing one of the drawings.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { inProject } from './lib/project.mjs'

const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256]
const WINDOWS_TRAY_SIZES = [16, 20, 24, 32, 40, 48]
/** Size of a menu bar image on macOS in points, and of a tray image on Linux in pixels. */
const MAC_TRAY = 18
const LINUX_TRAY = 24

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
 * Puts the content of a drawing into a group.
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

async function renderAll() {
  await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
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
}

/**
 * A Windows icon file of PNG images (Vista and later).
 * @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 * @param {readonly { size: number, png: Uint8Array }[]} images squares of at most 256 pixels
 * @returns {Uint8Array}
 */
function ico(images) {
  const HEADER = 6
  const ENTRY = 16
  const header = Buffer.alloc(HEADER + ENTRY * images.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  for (const [index, { size, png }] of images.entries()) {
    const entry = header.subarray(HEADER + ENTRY * index)
    // 0 stands for 256.
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)])
}

/** The PNG entries of a macOS icon file: type and size in pixels. */
const ICNS_ENTRIES = /** @type {const} */ ([
  ['icp4', 16],
  ['ic11', 32],
  ['icp5', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024]
])

/**
 * A macOS icon file.
 * @param {(size: number) => Uint8Array} png the image in this many pixels
 * @returns {Uint8Array}
 */
function icns(png) {
  const entries = ICNS_ENTRIES.map(([type, size]) => chunk(type, png(size)))
  return chunk('icns', Buffer.concat(entries))
}

/**
 * @param {string} type
 * @param {Uint8Array} content
 */
function chunk(type, content) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(head.length + content.length, 4)
  return Buffer.concat([head, content])
}

await renderAll()
