import decodeQR from 'qr/decode.js'
import { createInvoice } from '../support/drivers/user-actions'
import { expect, test } from '../support/drivers/wallet-test'

test('The copied picture of the QR code decodes to the invoice', async ({ wallet: { app, page } }) => {
  const invoice = await createInvoice(page, '2100', 'Two zines')
  await page.getByRole('button', { name: 'Copy image of the QR code' }).click()
  await expect(page.getByText('Image copied')).toBeVisible()

  const { width, height, pixels } = await app.evaluate(async ({ clipboard, nativeImage }) => {
    // The clipboard returns pictures up to Electron 43, and files from 44 on.
    const earlier: unknown = Reflect.get(clipboard, 'readImage')
    const picture =
      typeof earlier === 'function'
        ? (earlier() as Electron.NativeImage)
        : await clipboard
            .read()
            .then(async ([item]) => item?.getType('image/png'))
            .then(async (png) =>
              nativeImage.createFromBuffer(Buffer.from(new Uint8Array((await png?.arrayBuffer()) ?? [])))
            )
    return { ...picture.getSize(), pixels: picture.toBitmap().toString('base64') }
  })
  const data = new Uint8ClampedArray(Buffer.from(pixels, 'base64'))
  expect(decodeQR({ width, height, data })).toBe(invoice.toUpperCase())
})

test('Only a picture of the QR code of an existing invoice can be copied', async ({
  wallet: { app, page }
}) => {
  await createInvoice(page, '2100', 'Two zines')
  await app.evaluate(async ({ clipboard }) => {
    await clipboard.writeText('before')
  })
  const ended = await page.evaluate(async () => {
    const [known] = await window.imp.invoices.recent({ limit: 1 }).then((all) => (all.ok ? all.value : []))
    const copy = async (paymentHash: string, png: Uint8Array<ArrayBuffer>) => {
      const answer = await window.imp.invoices.copyQr({ paymentHash: paymentHash as never, png })
      return answer.ok ? 'ok' : answer.error.code
    }
    const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    const broken = new Uint8Array(64)
    broken.set(signature)
    const hash = known?.paymentHash ?? ''
    return [
      await copy(hash, new Uint8Array(64)),
      await copy(hash, broken),
      await copy('0'.repeat(64), broken),
      await copy(hash, new Uint8Array(1_000_001))
    ]
  })
  expect(ended).toEqual(['not-copied', 'not-copied', 'not-found', 'bad-arguments'])
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('before')
})
