import encodeQR from 'qr'

/** ISO/IEC 18004 requires four light modules around the code. */
const QUIET_ZONE = 4
/** Pixels per module in a saved picture: sharp in print and on any screen. */
const PNG_SCALE = 8

/** The modules of a QR code, including the quiet zone. */
export interface QrCode {
  /** Number of modules per side. */
  readonly side: number
  /** The dark modules, as an SVG path with one unit per module. */
  readonly path: string
  readonly rows: readonly (readonly boolean[])[]
}

/**
 * In upper case an invoice fits the alphanumeric mode, which makes the code a third smaller. Undefined if the text is
 * too long for any code.
 */
export function qrOf(invoice: string): QrCode | undefined {
  try {
    const rows = encodeQR(invoice.toUpperCase(), 'raw', { border: QUIET_ZONE, ecc: 'medium' })
    return { side: rows.length, path: pathOf(rows), rows }
  } catch {
    // The library throws if the text is too long.
    return undefined
  }
}

/** Merges neighbouring modules of a row into one rectangle. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  let path = ''
  rows.forEach((row, y) => {
    let x = 0
    while (x < row.length) {
      const start = x
      while (row[x] === true) x += 1
      if (x > start) path += `M${start} ${y}h${x - start}v1h-${x - start}z`
      x += 1
    }
  })
  return path
}

/** The code as PNG, black on white. */
export async function pngOf(code: QrCode): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = code.side * PNG_SCALE
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no 2d canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000'
  code.rows.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (dark) context.fillRect(x * PNG_SCALE, y * PNG_SCALE, PNG_SCALE, PNG_SCALE)
    })
  )
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('the canvas gave no picture')
  return new Uint8Array(await blob.arrayBuffer())
}
